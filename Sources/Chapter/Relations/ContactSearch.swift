public import GRDB

/// Contacts among whom one is chosen, for the other end of a relation or the party of an agreement.
public struct ContactSearch: Sendable {
    /// One who was found.
    public struct Found: Hashable, Sendable {
        /// Who.
        public let contact: ContactName
        /// contact, supporter, member or former.
        public let status: String
        /// The town of the first address, to tell two of one name apart; nil where none is known.
        public let city: String?
    }

    /// Beginnings of names in any order, an e-mail address or digits of a phone number.
    public var search: String
    /// Only persons, organizations or households; nil for all of them.
    public var kind: ContactKind?
    /// Who is left out: whoever one chooses for.
    public var besides: [MemberID]

    /// So many are shown; whoever is not among them is found by typing more.
    public static let most = 20

    /// A search among contacts.
    public init(_ search: String, _ kind: ContactKind? = nil, besides: [MemberID] = []) {
        self.search = search
        self.kind = kind
        self.besides = besides
    }

    /// Looks for a viewer who may see people; who types nothing finds nobody.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<[Found], Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        guard !search.allSatisfy(\.isWhitespace) else { return .success([]) }
        var list = MemberList(search: search)
        list.kind = kind
        let filter = try list.memberFilter(in: db, for: viewer)
        let left = besides.map(\.description).joined(separator: ",")
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, name, kind, status, (SELECT city FROM member_address
                  WHERE member_id = member.id AND is_primary = 'primary') AS city
                FROM member WHERE \(filter.sql) AND id NOT IN (\(left))
                ORDER BY folded_name, id LIMIT ?
                """, arguments: filter.arguments + [Self.most])
        return .success(
            rows.map { row in
                let city: String? = row["city"]
                return Found(
                    contact: ContactName(row), status: row["status"],
                    city: city.flatMap(\.unlessEmpty))
            })
    }
}
