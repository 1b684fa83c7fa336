import GRDB

/// Takes the directory out of the chapter, on paper or as vCards; the history says who did and what
/// for.
///
/// It has what members see anyhow, and nothing else.
public struct TakeDirectory: Act {
    /// What was taken.
    public struct Taken: Hashable, Sendable {
        /// Who is in it, by name.
        public let entries: [DirectoryEntry]
        /// The same as vCards, one after the other.
        public var cards: String { entries.map(\.card).joined() }
    }

    /// The permission that every member has.
    public static let permission = Permission.takePart

    /// Which part of the directory; its page and limit do not matter.
    public var list: DirectoryList
    /// What it is for.
    public var why: String

    /// So many are taken at once.
    public static let most = 5000
    /// So many are read at once.
    private static let atOnce = 500

    /// The directory, or a part of it, with the reason.
    public init(_ list: DirectoryList = DirectoryList(), why: String) {
        self.list = list
        self.why = why
    }

    /// Reads it and writes a line of history.
    public func perform(in context: ActContext) throws -> Result<Taken, Refusal> {
        try refusing {
            guard let reason = try checkedWhy(why).get() else {
                throw Refusal.invalid("why", "Say what the directory is for.")
            }
            let today = try DaySpan.today(in: context.db, at: context.now).description
            let ids = try list.ids(in: context.db, today: today)
            guard !ids.isEmpty else { throw Refusal.invalid("search", "Nobody fits.") }
            guard ids.count <= Self.most else {
                throw Refusal(
                    .conflict,
                    "\(Self.most) entries are taken at once, and these are \(ids.count). Narrow "
                        + "the directory down.")
            }
            var entries: [DirectoryEntry] = []
            for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
                let some = Array(ids[start..<min(start + Self.atOnce, ids.count)])
                entries += try DirectoryEntry.fetch(some, in: context.db, today: today)
            }
            let what = entries.count == 1 ? "1 entry" : "\(entries.count) entries"
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "TakeDirectory", member: nil,
                    field: "list", old: nil, new: "\(what) of the directory",
                    why: reason))
            return Taken(entries: entries)
        }
    }
}
