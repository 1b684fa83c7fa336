public import Federation
public import GRDB

/// One change of an agreement.
public struct AgreementEdit: Hashable, Sendable {
    /// What a field says.
    public enum Value: Hashable, Sendable {
        /// A text, a day, or the raw value of a kind that every chapter has.
        case text(String)
        /// The name of a kind of the chapter's own.
        case ownKind(String)
        /// A party: what it is called, as what it signs and on which day it did.
        case party(String, capacity: String?, signedOn: String?)
        /// The task so many days before the end, whose it is, and what is to be done.
        case task(days: Int, assignee: String?, summary: String?)
    }

    /// What `RevertAgreementChange` takes.
    public let id: Int64
    /// When.
    public let at: Timestamp
    /// Who did it.
    public let by: Interaction.Actor
    /// From where, as `ActOrigin` keeps it; nil for what was written before that was kept.
    public let device: String?
    /// The reason that was given.
    public let why: String?
    /// The name of the act.
    public let act: String
    /// The version that came of it.
    public let version: Int
    /// title, kind, starts_on, ends_on, note, party, task or removed.
    public let field: String
    /// What it said before; nil for nothing.
    public let old: Value?
    /// What it said after; nil for nothing.
    public let new: Value?
    /// Whether the field has not changed again since.
    public let canBeTakenBack: Bool
}

/// Who changed what of an agreement, newest first, for who may see people.
public enum AgreementHistory {
    /// So many changes are read.
    public static let changesAtMost = 100

    /// Reads it.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer) throws -> Result<
        [AgreementEdit], Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM agreement_history WHERE agreement_id = ? ORDER BY id DESC LIMIT ?
                """, arguments: [id, changesAtMost])
        var names = try names(in: rows, db)
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM agreement_kind") {
            names["#\(row[0] as Int64)"] = row[1]
        }
        var seen: Set<String> = []
        return .success(
            rows.map { [names] row in
                let field: String = row["field"]
                let (old, new): (String?, String?) = (row["old"], row["new"])
                let known = AgreementField(rawValue: field)
                let party = known == .party ? (old ?? new)?.prefix { $0 != "\n" } : nil
                let isLatest = seen.insert("\(field)\n\(party ?? "")").inserted
                let isMade = old == nil && known == .title
                let actor: String = row["actor"]
                return AgreementEdit(
                    id: row["id"], at: Timestamp(milliseconds: row["at"]),
                    by: Interaction.Actor(id: actor, name: names[actor]), device: row["device"],
                    why: row["why"], act: row["act"], version: row["version"], field: field,
                    old: old.map { value($0, known, names) },
                    new: new.map { value($0, known, names) },
                    canBeTakenBack: isLatest && !isMade && known != .removed && known != nil)
            })
    }

    private static func value(
        _ text: String, _ field: AgreementField?, _ names: [String: String]
    ) -> AgreementEdit.Value {
        func name(_ member: MemberID) -> String {
            names[member.description] ?? strangerName(member.description)
        }
        if field == .party, let party = AgreementParty(historyText: text) {
            return .party(
                name(party.member), capacity: party.capacity, signedOn: party.signedOn)
        }
        if field == .task, let task = AgreementReminder(historyText: text) {
            return .task(
                days: task.days, assignee: task.assignee.map(name), summary: task.summary)
        }
        if field == .kind, AgreementKind.own(historyText: text) != nil {
            return .ownKind(names[text] ?? text)
        }
        return .text(text)
    }

    /// The names of all who acted and of whom lines speak.
    private static func names(in rows: [Row], _ db: Database) throws -> [String: String] {
        var ids: Set<MemberID> = []
        for row in rows {
            if let actor = MemberID(row["actor"] as String) { ids.insert(actor) }
            for text in [row["old"] as String?, row["new"]].compactMap(\.self) {
                if let party = AgreementParty(historyText: text) { ids.insert(party.member) }
                if let assignee = AgreementReminder(historyText: text)?.assignee {
                    ids.insert(assignee)
                }
            }
        }
        let list = ids.map(\.description).joined(separator: ",")
        var names: [String: String] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM member WHERE id IN (\(list))") {
            let id: MemberID = row["id"]
            names[id.description] = row["name"]
        }
        return names
    }
}

extension ActContext {
    /// Writes what has changed of an agreement, a line a field.
    func recordAgreementFields(
        _ id: Int64, version: Int, from old: EnteredAgreement, to new: EnteredAgreement,
        by act: String
    ) throws {
        for change in old.differences(to: new) {
            try recordAgreementField(
                id, version: version, change.field, old: change.old, new: change.new, by: act)
        }
    }

    /// Writes one line of an agreement's history.
    func recordAgreementField(
        _ id: Int64, version: Int, _ field: AgreementField, old: String?, new: String?,
        by act: String
    ) throws {
        try writeLine(
            of: "agreement_history",
            [
                "act": act, "agreement_id": id, "version": version, "field": field.rawValue,
                "old": old, "new": new,
            ])
    }
}
