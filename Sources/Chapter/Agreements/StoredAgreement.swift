import GRDB

/// An agreement as the tables hold it.
struct StoredAgreement {
    let id: Int64
    let version: Int
    let isRemoved: Bool
    let entered: EnteredAgreement

    /// Finds an agreement; what is not there is refused.
    static func find(_ id: Int64, in db: Database) throws -> StoredAgreement {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM agreement WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("agreement") }
        let parties = try Row.fetchAll(
            db,
            sql: """
                SELECT member_id, capacity, signed_on, file_id FROM agreement_party
                WHERE agreement_id = ? ORDER BY member_id
                """, arguments: [id])
        let removed: Int64? = row["removed_at"]
        return StoredAgreement(
            id: id, version: row["version"], isRemoved: removed != nil,
            entered: EnteredAgreement(
                AgreementKind(rawValue: row["kind"]) ?? .other, row["title"],
                startsOn: row["starts_on"], endsOn: row["ends_on"], note: row["note"],
                parties: parties.map {
                    AgreementParty($0[0], as: $0[1], signedOn: $0[2], file: $0[3])
                }, reminder: AgreementReminder(row), ownKind: row["own_kind"]))
    }

    /// Finds one that has not been removed.
    static func findStanding(_ id: Int64, in db: Database) throws -> StoredAgreement {
        let agreement = try find(id, in: db)
        guard !agreement.isRemoved else {
            throw Refusal(
                .conflict, "“\(agreement.entered.title)” has been removed. Bring it back first.")
        }
        return agreement
    }
}

/// An agreement as the history of one of its parties has it.
public struct AgreementText: Hashable, Sendable {
    /// The field of history that is written so.
    public static let field = "agreement"

    /// What the agreement was called.
    public let title: String
    /// What was agreed upon.
    public let kind: AgreementKind
    /// What the kind of the chapter's own was called; nil for one that every chapter has.
    public let ownKind: String?
    /// The first day; empty where none is set.
    public let startsOn: String
    /// The last day; empty where it has no end.
    public let endsOn: String
    /// As what the party signs; empty where nothing is said.
    public let capacity: String
    /// The day on which it signed; empty while it has not.
    public let signedOn: String
    /// The agreement.
    public let id: Int64

    init(
        _ agreement: EnteredAgreement, _ party: AgreementParty, id: Int64, ownKind: String?
    ) {
        title = agreement.title
        kind = agreement.kind
        self.ownKind = ownKind
        startsOn = agreement.startsOn ?? ""
        endsOn = agreement.endsOn ?? ""
        capacity = party.capacity ?? ""
        signedOn = party.signedOn ?? ""
        self.id = id
    }

    /// Reads what history has; nil for anything else.
    public init?(_ text: String) {
        let cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 7, let id = Int64(cells[6]) else { return nil }
        // “other/Hall lease” is one of the chapter's own.
        let kinds = cells[1].split(separator: "/", maxSplits: 1).map(String.init)
        guard let kind = kinds.first.flatMap(AgreementKind.init(rawValue:)) else { return nil }
        title = cells[0]
        self.kind = kind
        ownKind = kinds.count > 1 ? kinds[1] : nil
        startsOn = cells[2]
        endsOn = cells[3]
        capacity = cells[4]
        signedOn = cells[5]
        self.id = id
    }

    /// How history writes it: a value a line.
    var text: String {
        [
            title, kind.rawValue + (ownKind.map { "/" + $0 } ?? ""), startsOn, endsOn, capacity,
            signedOn, "\(id)",
        ]
        .joined(separator: "\n")
    }

    /// The same in one line, for sentences.
    var sentence: String {
        [
            title, startsOn.isEmpty ? "" : "from \(startsOn)",
            endsOn.isEmpty ? "" : "until \(endsOn)", capacity.isEmpty ? "" : "as \(capacity)",
            signedOn.isEmpty ? "" : "signed \(signedOn)",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension ActContext {
    /// Writes into the history of each party what became of the agreement for it.
    func recordAgreement(
        _ id: Int64, from old: EnteredAgreement?, to new: EnteredAgreement?, by act: String
    ) throws {
        func texts(_ agreement: EnteredAgreement?) throws -> [MemberID: String] {
            guard let agreement else { return [:] }
            let kind = try OwnAgreementKind.name(agreement.ownKind, in: db)
            let texts = agreement.parties.map {
                ($0.member, AgreementText(agreement, $0, id: id, ownKind: kind).text)
            }
            return Dictionary(texts) { first, _ in first }
        }
        let (before, after) = (try texts(old), try texts(new))
        for member in Set(before.keys).union(after.keys).sorted()
        where before[member] != after[member] {
            var change = PersonChange(of: try contactToChange(member), by: act, in: self)
            try change.record(
                AgreementText.field, old: before[member], new: after[member])
            try change.finish()
        }
    }

    /// Writes which file shows whose signature, where that has changed.
    func recordSignatureFiles(
        _ id: Int64, _ old: EnteredAgreement, _ new: EnteredAgreement
    ) throws {
        func text(_ party: AgreementParty?) throws -> String? {
            guard let party, let file = party.file else { return nil }
            let name = try String.fetchOne(
                db, sql: "SELECT name FROM agreement_file WHERE id = ?", arguments: [file])
            let whose = try ContactEnd.find(party.member, in: db).name
            return "\(new.title)\n\(name ?? ""), signed by \(whose)\n\(id)"
        }
        for party in new.parties {
            let before = old.parties.first { $0.member == party.member }
            guard before?.file != party.file else { continue }
            try writeHistory(
                HistoryLine(
                    at: now, actor: viewer.actor, act: "ChangeAgreement", field: "agreement file",
                    old: try text(before), new: try text(party)))
        }
    }

    /// Writes the parties of an agreement anew.
    func writeParties(_ parties: [AgreementParty], of agreement: Int64) throws {
        try db.execute(
            sql: "DELETE FROM agreement_party WHERE agreement_id = ?", arguments: [agreement])
        for party in parties {
            try db.execute(
                sql: """
                    INSERT INTO agreement_party
                      (agreement_id, member_id, capacity, signed_on, file_id)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    agreement, party.member, party.capacity, party.signedOn, party.file,
                ])
        }
    }
}
