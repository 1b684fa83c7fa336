public import Federation
public import GRDB

/// An agreement as lists show it.
public struct AgreementSummary: Hashable, Sendable {
    /// The agreement.
    public let id: Int64
    /// What was agreed upon.
    public let kind: AgreementKind
    /// The kind of the chapter's own; nil for one that every chapter has.
    public let ownKind: AgreementRecord.OwnKind?
    /// What it is called.
    public let title: String
    /// The first day, as 2026-05-01; nil where none is set.
    public let startsOn: String?
    /// The last day; nil where it has no end.
    public let endsOn: String?
    /// Whether its last day is over.
    public let isOver: Bool
    /// Whether it ends soon, so that somebody should talk.
    public let endsSoon: Bool
    /// Its parties by name, or the first of them.
    public let parties: [ContactName]
    /// How many parties it has.
    public let partyCount: Int
    /// How many of them have signed.
    public let signed: Int
    /// As what the contact signs whose agreements were asked for.
    public let capacity: String?
    /// How many files it has.
    public let files: Int

    /// An agreement that ends within so many days ends soon.
    public static let soon = 90
}

/// The agreements of the chapter, or of one contact.
public struct AgreementList: Sendable {
    /// Which are meant.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// All of them.
        case all
        /// Those that are not over.
        case current
        /// Those that end within 90 days.
        case ending
        /// Those whose last day is over.
        case over
    }

    /// A page of them.
    public struct Page: Hashable, Sendable {
        /// The agreements: those that end first stand first, those without an end last.
        public let entries: [AgreementSummary]
        /// How many there are in all.
        public let count: Int
        /// What to skip for the next page; nil on the last.
        public let next: Int?
    }

    /// Which are meant.
    public var part: Part
    /// Only those of this kind, `other` without the chapter's own kinds; nil for all.
    public var kind: AgreementKind?
    /// Only those of this kind of the chapter's own.
    public var ownKind: Int64?
    /// Only those of this contact; nil for everybody's.
    public var member: MemberID?
    /// Only those with this tag, in any spelling; empty for all.
    public var tag: String
    /// How many are skipped.
    public var skipping: Int

    /// So many are on a page.
    public static let page = 100
    /// So many parties of each are named.
    public static let namesAtMost = 3

    /// The agreements of a part.
    public init(
        _ part: Part = .current, of member: MemberID? = nil, tag: String = "", skipping: Int = 0,
        kind: AgreementKind? = nil, ownKind: Int64? = nil
    ) {
        self.kind = kind
        self.ownKind = ownKind
        self.tag = tag
        self.part = part
        self.member = member
        self.skipping = skipping
    }

    /// Reads a page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer, at now: Timestamp) throws -> Result<
        Page, Refusal
    > {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let today = try DaySpan.today(in: db, at: now)
        let condition =
            switch part {
            case .all: "1"
            case .current: "(ends_on IS NULL OR ends_on >= :today)"
            case .ending:
                "ends_on BETWEEN :today AND date(:today, '+\(AgreementSummary.soon) days')"
            case .over: "ends_on < :today"
            }
        let whose =
            member == nil
            ? "" : "AND id IN (SELECT agreement_id FROM agreement_party WHERE member_id = :member)"
        let tagged = tag.isEmpty ? "" : "AND \(hasThingTag("agreement", "CAST(id AS TEXT)"))"
        let kinds =
            ownKind != nil
            ? "AND own_kind = :own" : kind == nil ? "" : "AND kind = :kind AND own_kind IS NULL"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT a.*, (SELECT name FROM agreement_kind k WHERE k.id = own_kind) AS kind_name,
                  count(*) OVER () AS total, ends_on < :today AS is_over,
                  ends_on BETWEEN :today AND date(:today, '+\(AgreementSummary.soon) days')
                    AS ends_soon
                FROM agreement a WHERE removed_at IS NULL AND \(condition) \(whose) \(tagged)
                  \(kinds)
                ORDER BY ends_on IS NULL, ends_on \(part == .over ? "DESC" : "ASC"), id
                LIMIT :limit OFFSET :skipping
                """,
            arguments: arguments(today))
        let ids: [Int64] = rows.map { $0["id"] }
        let parties = try parties(of: ids, in: db)
        let files = try files(of: ids, in: db)
        let entries = rows.map { row in
            let id: Int64 = row["id"]
            let all = parties[id] ?? []
            return AgreementSummary(
                id: id, kind: AgreementKind(rawValue: row["kind"]) ?? .other,
                ownKind: AgreementRecord.OwnKind(row), title: row["title"],
                startsOn: row["starts_on"], endsOn: row["ends_on"],
                isOver: row["is_over"] ?? false, endsSoon: row["ends_soon"] ?? false,
                parties: all.prefix(Self.namesAtMost).map(\.name), partyCount: all.count,
                signed: all.count(where: \.hasSigned),
                capacity: all.first { $0.name.memberID == member }?.capacity,
                files: files[id] ?? 0)
        }
        let count: Int = rows.first?["total"] ?? 0
        let end = max(0, skipping) + rows.count
        return .success(Page(entries: entries, count: count, next: end < count ? end : nil))
    }

    private func arguments(_ today: CalendarDay) -> StatementArguments {
        var arguments: StatementArguments = [
            "today": today.description, "limit": Self.page, "skipping": max(0, skipping),
        ]
        if let member { arguments += ["member": member] }
        if let ownKind { arguments += ["own": ownKind] }
        if ownKind == nil, let kind { arguments += ["kind": kind.rawValue] }
        if !tag.isEmpty { arguments += ["tag": foldedName(tag)] }
        return arguments
    }

    /// A party of an agreement.
    struct Party {
        let name: ContactName
        let capacity: String?
        let signedOn: String?
        var hasSigned: Bool { signedOn != nil }
    }

    /// The parties of these agreements, organizations first, by name.
    func parties(of ids: [Int64], in db: Database) throws -> [Int64: [Party]] {
        let list = ids.map(String.init).joined(separator: ",")
        var result: [Int64: [Party]] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT agreement_id, capacity, signed_on, m.id, m.name, m.kind
                FROM agreement_party JOIN member m ON m.id = member_id
                WHERE agreement_id IN (\(list)) ORDER BY m.kind <> 'organization', folded_name, m.id
                """)
        for row in rows {
            result[row["agreement_id"], default: []].append(
                Party(
                    name: ContactName(row), capacity: row["capacity"], signedOn: row["signed_on"]))
        }
        return result
    }

    private func files(of ids: [Int64], in db: Database) throws -> [Int64: Int] {
        let list = ids.map(String.init).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT agreement_id, count(*) FROM agreement_file WHERE agreement_id IN (\(list))
                GROUP BY agreement_id
                """)
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }
}
