import Federation
import GRDB

/// Gives a tag another name for everybody and everything that has it; where there is a tag of that name already,
/// the two become one.
///
/// Each person gets two lines of history; `UndoLabels` takes all of it back at once.
public struct ChangeTag: Act {
    /// What it did.
    public struct Changed: Hashable, Sendable {
        /// What `UndoLabels` takes; nil where nothing changed.
        public let id: Int64?
        /// How many people had the tag.
        public let people: Int
        /// How many of them had the other one as well.
        public let hadBoth: Int
        /// How many things that are no contacts, and that the viewer sees, had the tag.
        public let things: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// The tag, in any spelling.
    public var tag: String
    /// Its name from now on.
    public var name: String

    /// A new name for a tag.
    public init(_ tag: String, to name: String) {
        self.tag = tag
        self.name = name
    }

    /// Changes everybody who has it.
    public func perform(in context: ActContext) throws -> Result<Changed, Refusal> {
        try refusing {
            let old = try labelRow(.tag, tag).get()
            let new = try labelRow(.tag, name).get()
            let sql = "SELECT member_id, tag FROM member_tag WHERE key = ? ORDER BY member_id"
            let rows = try Row.fetchAll(context.db, sql: sql, arguments: [old.key])
            let first = try context.db.nextHistory()
            let renamed = try ThingTags(context).rename(old, to: new, in: context.db)
            guard rows.count + renamed.things > 0 else {
                throw Refusal.invalid("tag", "Nobody has the tag “\(old.text)”.")
            }
            if old.key != new.key { try TagGroups.follow(old, to: new, in: context.db) }
            if renamed.lines != nil {
                // Everybody who sees people reads the log: it does not name what is private, and a
                // reason could. The lines of the things keep the reason for whoever sees those.
                let isSecret = rows.isEmpty && !renamed.isKnown
                try context.writeHistory(
                    HistoryLine(
                        at: context.now, actor: context.viewer.actor, act: "ChangeTag",
                        member: nil, field: "tag", old: isSecret ? nil : old.text,
                        new: isSecret ? nil : new.text, isWithoutReason: isSecret))
            }
            let both =
                old.key == new.key
                ? []
                : try MemberID.fetchSet(
                    context.db, sql: "SELECT member_id FROM member_tag WHERE key = ?",
                    arguments: [new.key])
            let labels = BulkLabels(detail: .tag, act: "ChangeTag", context: context)
            var hadBoth = 0
            for row in rows {
                let (member, spelled): (MemberID, String) = (row[0], row[1])
                guard spelled != new.text || old.key != new.key else { continue }
                try labels.remove(old, spelled: spelled, from: member)
                if both.contains(member) {
                    hadBoth += 1
                } else {
                    try labels.add(new, to: member)
                }
            }
            let id = try context.db.writeBulkChange(from: first, at: context.now)
            if let id, let lines = renamed.lines {
                try ThingTags.note(lines, of: id, in: context.db)
            }
            return Changed(
                id: id, people: rows.count, hadBoth: hadBoth, things: renamed.things)
        }
    }
}
