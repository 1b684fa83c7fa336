public import Federation
public import Foundation
public import GRDB

/// Everything about one agreement, without the bytes of its files.
public struct AgreementRecord: Hashable, Sendable {
    /// A kind of the chapter's own.
    public struct OwnKind: Hashable, Sendable {
        /// The kind.
        public let id: Int64
        /// What it is called.
        public let name: String

        /// Reads `own_kind` and `kind_name`; nil where there is none.
        init?(_ row: Row) {
            guard let id: Int64 = row["own_kind"], let name: String = row["kind_name"] else {
                return nil
            }
            (self.id, self.name) = (id, name)
        }
    }

    /// A party.
    public struct Party: Hashable, Sendable {
        /// The contact.
        public let contact: ContactName
        /// As what it signs; nil where nothing is said.
        public let capacity: String?
        /// The day on which it signed; nil while it has not.
        public let signedOn: String?
        /// The file that shows the signature; nil where none does.
        public let file: Int64?
    }

    /// The task that makes itself before the end.
    public struct Reminder: Hashable, Sendable {
        /// So many days before.
        public let days: Int
        /// Whose it is; nil for whoever takes it.
        public let assignee: ContactName?
        /// What is to be done; nil for the title of the agreement.
        public let summary: String?
        /// The day on which it makes itself, as 2026-05-01; nil where it was made for this end, or
        /// the end is over for too long.
        public let day: String?
    }

    /// That the chapter's key has signed it.
    public struct Seal: Hashable, Sendable {
        /// What was signed.
        public let id: Int64
        /// When.
        public let at: Timestamp
        /// Who had it signed; nil for the operator and for somebody who is gone.
        public let by: String?
        /// Whether nothing of the agreement has changed since.
        public let isCurrent: Bool
    }

    /// A file.
    public struct File: Hashable, Sendable {
        /// The file.
        public let id: Int64
        /// What it is called.
        public let name: String
        /// What it is served as.
        public let mediaType: String
        /// How many bytes it has.
        public let bytes: Int
        /// When it was added.
        public let addedAt: Timestamp
        /// Who added it; nil for the operator and for somebody who is gone.
        public let addedBy: String?
    }

    /// The agreement.
    public let id: Int64
    /// What an editor sends back, so that nobody's change is lost.
    public let version: Int
    /// What was agreed upon.
    public let kind: AgreementKind
    /// The kind of the chapter's own; nil for one that every chapter has.
    public let ownKind: OwnKind?
    /// What it is called.
    public let title: String
    /// The first day, as 2026-05-01; nil where none is set.
    public let startsOn: String?
    /// The last day; nil where it has no end.
    public let endsOn: String?
    /// What else is to be known.
    public let note: String?
    /// Whether its last day is over.
    public let isOver: Bool
    /// Whether it ends within 90 days.
    public let endsSoon: Bool
    /// Whether it was removed.
    public let isRemoved: Bool
    /// When it was written down.
    public let madeAt: Timestamp
    /// Its parties: organizations first, then by name.
    public let parties: [Party]
    /// Its files, the oldest first.
    public let files: [File]
    /// The task before its end; nil for none.
    public let reminder: Reminder?
    /// What the chapter's key has signed of it, the latest first.
    public let seals: [Seal]

    /// Reads it for a viewer who may see people.
    public static func read(_ id: Int64, in db: Database, for viewer: Viewer, at now: Timestamp)
        throws -> Result<AgreementRecord, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let today = try DaySpan.today(in: db, at: now).description
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT agreement.*, ends_on < :today AS is_over,
                  (SELECT name FROM agreement_kind k WHERE k.id = own_kind) AS kind_name,
                  ends_on BETWEEN :today AND date(:today, '+\(AgreementSummary.soon) days')
                    AS ends_soon
                FROM agreement WHERE id = :id
                """, arguments: ["id": id, "today": today])
        guard let row else { return .failure(.notFound("agreement")) }
        let parties = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.name, m.kind, capacity, signed_on, file_id
                FROM agreement_party JOIN member m ON m.id = member_id WHERE agreement_id = ?
                ORDER BY m.kind <> 'organization', folded_name, m.id
                """, arguments: [id])
        let files = try Row.fetchAll(
            db,
            sql: """
                SELECT f.id, f.name, media_type, length(bytes) AS size, added_at,
                  (SELECT name FROM member WHERE id = CAST(added_by AS INTEGER)) AS adder
                FROM agreement_file f WHERE agreement_id = ? ORDER BY f.id
                """, arguments: [id])
        let removed: Int64? = row["removed_at"]
        return .success(
            AgreementRecord(
                id: id, version: row["version"],
                kind: AgreementKind(rawValue: row["kind"]) ?? .other, ownKind: OwnKind(row),
                title: row["title"],
                startsOn: row["starts_on"], endsOn: row["ends_on"], note: row["note"],
                isOver: row["is_over"] ?? false, endsSoon: row["ends_soon"] ?? false,
                isRemoved: removed != nil, madeAt: Timestamp(milliseconds: row["made_at"]),
                parties: parties.map {
                    Party(
                        contact: ContactName($0), capacity: $0["capacity"],
                        signedOn: $0["signed_on"], file: $0["file_id"])
                },
                files: files.map {
                    File(
                        id: $0["id"], name: $0["name"], mediaType: $0["media_type"],
                        bytes: $0["size"], addedAt: Timestamp(milliseconds: $0["added_at"]),
                        addedBy: $0["adder"])
                }, reminder: try reminder(row, today, in: db),
                seals: try seals(of: id, version: row["version"], in: db)))
    }

    private static func reminder(_ row: Row, _ today: String, in db: Database) throws -> Reminder? {
        guard let stored = AgreementReminder(row) else { return nil }
        let assignee = try stored.assignee.flatMap { id in
            try Row.fetchOne(
                db, sql: "SELECT id, name, kind FROM member WHERE id = ?", arguments: [id]
            ).map { ContactName($0) }
        }
        let day = try String.fetchOne(
            db,
            sql: """
                SELECT date(ends_on, '-' || task_days || ' days') FROM agreement a
                WHERE id = :id AND removed_at IS NULL
                  AND ends_on >= date(:today, '-\(MakeAgreementTasks.daysBack) days')
                  AND NOT EXISTS (SELECT 1 FROM agreement_task t
                    WHERE t.agreement_id = a.id AND t.ends_on = a.ends_on)
                """, arguments: ["id": row["id"] as Int64, "today": today])
        return Reminder(
            days: stored.days, assignee: assignee, summary: stored.summary, day: day)
    }

    private static func seals(of id: Int64, version: Int, in db: Database) throws -> [Seal] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, made_at, version,
                  (SELECT name FROM member WHERE id = CAST(made_by AS INTEGER)) AS maker
                FROM agreement_seal WHERE agreement_id = ? ORDER BY id DESC
                """, arguments: [id]
        ).map {
            Seal(
                id: $0["id"], at: Timestamp(milliseconds: $0["made_at"]), by: $0["maker"],
                isCurrent: $0["version"] == version)
        }
    }

    /// A file with its bytes.
    public struct Sent: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// What it is served as.
        public let mediaType: String
        /// What is in it.
        public let bytes: Data
    }

    /// Reads a file of an agreement for a viewer who may see people.
    public static func file(
        _ id: Int64, of agreement: Int64, in db: Database, for viewer: Viewer
    ) throws -> Result<Sent, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT f.name, media_type, bytes FROM agreement_file f
                JOIN agreement a ON a.id = agreement_id
                WHERE f.id = ? AND agreement_id = ? AND removed_at IS NULL
                """, arguments: [id, agreement])
        guard let row else { return .failure(.notFound("file")) }
        return .success(Sent(name: row[0], mediaType: row[1], bytes: row[2]))
    }
}
