public import Federation
public import GRDB

/// A contact of a pair, as briefly as it can be told from the other.
public struct DuplicateSide: Hashable, Sendable {
    /// As lists show them.
    public let summary: MemberSummary
    /// The day of birth, as 2001-02-03.
    public let birthDate: String?
    /// The first address in line, in one line as it was typed.
    public let address: String?

    static func fetch(_ db: Database, _ ids: [MemberID]) throws -> [MemberID: DuplicateSide] {
        let list = ids.map(\.description).joined(separator: ",")
        var more: [String: (String?, String?)] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.birth_date,
                  (SELECT line1 || char(10) || line2 || char(10) || trim(postcode || ' ' || city)
                   FROM member_address WHERE member_id = m.id AND is_primary = 'primary')
                FROM member m WHERE m.id IN (\(list))
                """)
        for row in rows {
            let lines = (row[2] as String?)?.split(separator: "\n").map(String.init)
                .filter { !$0.allSatisfy(\.isWhitespace) }
            more[(row[0] as MemberID).description] = (row[1], lines?.joined(separator: ", "))
        }
        var result: [MemberID: DuplicateSide] = [:]
        for summary in try MemberSummary.fetch(db, ids) {
            guard let id = MemberID(summary.memberID) else { continue }
            let (birthDate, address) = more[summary.memberID] ?? (nil, nil)
            result[id] = DuplicateSide(summary: summary, birthDate: birthDate, address: address)
        }
        return result
    }
}

/// Two contacts who may be one.
public struct DuplicatePair: Hashable, Sendable {
    /// Whoever was there first.
    public let first: DuplicateSide
    /// Whoever came later.
    public let second: DuplicateSide
    /// From 0 to 100.
    public let points: Int
    /// Why, the weightiest first.
    public let reasons: [DuplicateReason]
    /// What was decided.
    public let decision: DecideDuplicate.Decision
    /// When it was decided; nil where it was not.
    public let decidedAt: Timestamp?
}

/// The pairs that wait to be decided, or that were decided in one way, the most likely first.
public struct DuplicateQueue: Sendable {
    /// A page of the queue.
    public struct Page: Hashable, Sendable {
        /// The pairs.
        public let pairs: [DuplicatePair]
        /// Those of its contacts of whom three or more may be one.
        public let sets: [DuplicateSet]
        /// How many there are in each state, whatever the page shows.
        public let counts: [DecideDuplicate.Decision: Int]
        /// What to ask for the next page with; nil on the last.
        public let next: String?
    }

    /// Which of them.
    public var decision: DecideDuplicate.Decision
    /// Only pairs with this in common; nil for all.
    public var reason: DuplicateReason?
    /// Only pairs with this contact; nil for all.
    public var contact: MemberID?
    /// What the page before gave as `next`.
    public var after: String?
    /// How many at most.
    public var limit: Int

    /// The largest page, so that no request holds everything in memory.
    public static let largestPage = 200

    /// A page of pairs.
    public init(
        _ decision: DecideDuplicate.Decision = .open, reason: DuplicateReason? = nil,
        contact: MemberID? = nil, after: String? = nil, limit: Int = 20
    ) {
        self.decision = decision
        self.reason = reason
        self.contact = contact
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        // Of one contact there are few: the index of all pairs by score would be walked for nothing.
        var conditions = [contact == nil ? "state = ?" : "+state = ?"]
        var arguments: StatementArguments = [decision.rawValue]
        if let reason {
            conditions.append("instr(char(10) || reasons || char(10), ?) > 0")
            arguments += ["\n\(reason.rawValue)\n"]
        }
        if let contact {
            conditions.append("(first_id = ? OR second_id = ?)")
            arguments += [contact, contact]
        }
        let cut = (after ?? "").split(separator: "-").compactMap { Int64($0) }
        if cut.count == 3 {
            conditions.append("(-score, first_id, second_id) > (?, ?, ?)")
            arguments += [-cut[0], cut[1], cut[2]]
        }
        let limit = min(max(1, limit), DuplicateQueue.largestPage)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT first_id, second_id, score, reasons, decided_at FROM duplicate_pair
                WHERE \(conditions.joined(separator: " AND "))
                ORDER BY score DESC, first_id, second_id LIMIT ?
                """, arguments: arguments + [limit + 1])
        let sides = try DuplicateSide.fetch(
            db, Array(Set(rows.flatMap { [$0[0] as MemberID, $0[1]] })))
        let pairs = rows.prefix(limit).compactMap { row in
            DuplicatePair(row, sides, decision)
        }
        var next: String?
        if rows.count > limit {
            let last = rows[limit - 1]
            next = "\(last[2] as Int)-\(last[0] as MemberID)-\(last[1] as MemberID)"
        }
        let sets = decision == .open ? try DuplicateSet.among(pairs, in: db) : []
        return .success(
            Page(pairs: pairs, sets: sets, counts: try Self.counts(db), next: next))
    }

    /// How many pairs there are in each state.
    static func counts(_ db: Database) throws -> [DecideDuplicate.Decision: Int] {
        var counts: [DecideDuplicate.Decision: Int] = [:]
        for decision in DecideDuplicate.Decision.allCases {
            counts[decision] = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM duplicate_pair WHERE state = ?",
                arguments: [decision.rawValue])
        }
        return counts
    }
}

extension DuplicatePair {
    fileprivate init?(
        _ row: Row, _ sides: [MemberID: DuplicateSide], _ decision: DecideDuplicate.Decision
    ) {
        guard let first = sides[row[0]], let second = sides[row[1]] else { return nil }
        self.first = first
        self.second = second
        points = row[2]
        reasons = DuplicateReason.read(row[3])
        self.decision = decision
        decidedAt = (row[4] as Int64?).map { Timestamp(milliseconds: $0) }
    }
}
