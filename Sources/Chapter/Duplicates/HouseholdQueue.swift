public import GRDB

/// A home of several people who are in no household together.
public struct SharedHome: Hashable, Sendable {
    /// A household, by number and name.
    public struct Household: Hashable, Sendable {
        /// The contact.
        public let id: MemberID
        /// What stands on its letters.
        public let name: String
    }

    /// What `MakeHousehold` and `DecideHome` take.
    public let key: String
    /// The address as one of them typed it.
    public let address: String
    /// Who lives there.
    public let people: [MemberSummary]
    /// Households that some of them are in.
    public let households: [Household]
    /// What was decided.
    public let decision: DecideHome.Decision
}

/// Homes that may be households, or that were decided upon in one way.
public struct HouseholdQueue: Sendable {
    /// A page of homes.
    public struct Page: Hashable, Sendable {
        /// The homes.
        public let homes: [SharedHome]
        /// How many there are in each state.
        public let counts: [DecideHome.Decision: Int]
        /// What to ask for the next page with; nil on the last.
        public let next: String?
    }

    /// Which of them.
    public var decision: DecideHome.Decision
    /// What the page before gave as `next`.
    public var after: String?
    /// How many at most.
    public var limit: Int

    /// The largest page.
    public static let largestPage = 200

    /// A page of homes.
    public init(_ decision: DecideHome.Decision = .open, after: String? = nil, limit: Int = 20) {
        self.decision = decision
        self.after = after
        self.limit = limit
    }

    /// Reads the page for a viewer who may see people.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        let limit = min(max(1, limit), HouseholdQueue.largestPage)
        let keys = try String.fetchAll(
            db,
            sql: """
                SELECT home_key FROM household_suggestion WHERE state = ? AND home_key > ?
                ORDER BY home_key LIMIT ?
                """, arguments: [decision.rawValue, after ?? "", limit + 1])
        var counts: [DecideHome.Decision: Int] = [:]
        for state in DecideHome.Decision.allCases {
            counts[state] = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM household_suggestion WHERE state = ?",
                arguments: [state.rawValue])
        }
        let homes = try SharedHome.fetch(db, Array(keys.prefix(limit)), decision)
        return .success(
            Page(homes: homes, counts: counts, next: keys.count > limit ? keys[limit - 1] : nil))
    }
}

extension SharedHome {
    /// Reads homes with those who live there, with one query a table.
    static func fetch(_ db: Database, _ keys: [String], _ decision: DecideHome.Decision) throws
        -> [SharedHome]
    {
        guard !keys.isEmpty else { return [] }
        let marks = keys.map { _ in "?" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.home_key, p.member_id, a.line1, a.line2, a.postcode, a.city,
                  h.id AS household, h.name
                FROM address_part p JOIN member m ON m.id = p.member_id AND m.kind = 'person'
                JOIN member_address a ON a.member_id = p.member_id AND a.key = p.address_key
                LEFT JOIN relation r ON r.from_id = p.member_id AND r.ends_on IS NULL
                  AND r.type_id = (SELECT id FROM relation_type WHERE code = 'lives in')
                LEFT JOIN member h ON h.id = r.to_id
                WHERE p.home_key IN (\(marks)) ORDER BY p.member_id
                """, arguments: StatementArguments(keys))
        var addresses: [String: String] = [:]
        var people: [String: [MemberID]] = [:]
        var households: [String: [Household]] = [:]
        for row in rows {
            let key: String = row[0]
            if addresses[key] == nil {
                let place = [row[4] as String, row[5]].filter { !$0.isEmpty }
                    .joined(separator: " ")
                addresses[key] = [row[2] as String, row[3], place]
                    .filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: ", ")
            }
            if people[key]?.contains(row[1]) != true { people[key, default: []].append(row[1]) }
            guard let id: MemberID = row["household"] else { continue }
            let household = Household(id: id, name: row["name"])
            if households[key]?.contains(household) != true {
                households[key, default: []].append(household)
            }
        }
        var summaries: [String: MemberSummary] = [:]
        for summary in try MemberSummary.fetch(db, Array(Set(people.values.joined()))) {
            summaries[summary.memberID] = summary
        }
        return keys.compactMap { key in
            guard let ids = people[key] else { return nil }
            return SharedHome(
                key: key, address: addresses[key] ?? "",
                people: ids.compactMap { summaries[$0.description] },
                households: households[key] ?? [], decision: decision)
        }
    }
}
