public import GRDB

/// What may be meant by what somebody types into a field whose value is a contact or an object.
public struct LinkSearch: Sendable {
    /// One who was found.
    public struct Found: Hashable, Sendable {
        /// The value to store.
        public let value: String
        /// The name.
        public let name: String
        /// What tells two of one name apart; nil where nothing is known.
        public let detail: String?
    }

    /// The field.
    public var field: OwnField
    /// The beginning of words of a name, or a number.
    public var text: String

    /// So many are shown; whoever is not among them is found by typing more.
    public static let most = 10

    /// A search for the value of a field.
    public init(_ field: OwnField, _ text: String) {
        self.field = field
        self.text = text
    }

    /// Looks for a viewer who may see people; a number that is there is the only answer.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<[Found], Refusal> {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        if field.kind == .object { return try objects(in: db, for: viewer) }
        if let number = MemberID(text),
            let name = try String.fetchOne(
                db, sql: "SELECT name FROM member WHERE id = ?", arguments: [number])
        {
            return .success([Found(value: number.description, name: name, detail: nil)])
        }
        return try ContactSearch(text).answer(in: db, for: viewer).map { all in
            all.prefix(Self.most).map {
                Found(
                    value: $0.contact.memberID.description, name: $0.contact.name, detail: $0.city)
            }
        }
    }

    private func objects(in db: Database, for viewer: Viewer) throws -> Result<[Found], Refusal> {
        guard let type = field.linkedType else { return .success([]) }
        if let number = Int64(text),
            let name = try String.fetchOne(
                db,
                sql: """
                    SELECT name FROM own_object
                    WHERE id = ? AND type_id = ? AND removed_at IS NULL
                    """, arguments: [number, type])
        {
            return .success([Found(value: String(number), name: name, detail: nil)])
        }
        return try ObjectList(type, search: text, limit: Self.most).answer(in: db, for: viewer)
            .map { page in
                page.objects.map { Found(value: String($0.id), name: $0.name, detail: nil) }
            }
    }
}
