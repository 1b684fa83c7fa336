public import Chapter

/// Somebody whom tests speak about, always with the same particulars.
public struct Person: Sendable {
    /// The name.
    public let name: String
    /// The e-mail address, in an example domain.
    public let email: String
    /// The phone number, from the range kept for fiction.
    public let phone: String
    /// What the person cares about.
    public let interests: [String]

    /// Alice coordinates.
    public static let alice = Person(
        name: "Alice Moreno", email: "alice@example.org", phone: "+1 555 010 0001",
        interests: ["Housing"])
    /// Bob is a member.
    public static let bob = Person(
        name: "Bob O'Brien", email: "bob@example.org", phone: "+1 555 010 0002",
        interests: ["Housing", "Transit"])
    /// Carol has an accent in her name.
    public static let carol = Person(
        name: "Carol Nuñez", email: "carol@example.org", phone: "+49 30 5550 1003",
        interests: ["Climate"])
    /// Eve means no good.
    public static let eve = Person(
        name: "Eve Adams", email: "eve@example.com", phone: "+1 555 010 0004", interests: [])

    /// The act that adds the person.
    public var adding: AddMember {
        AddMember(name: name, email: email, phone: phone, interests: interests)
    }
}

extension TestChapter {
    /// Adds a person as the operator and gives the id.
    @discardableResult public func add(_ person: Person) async throws -> MemberID {
        try await act(person.adding).memberID
    }

    /// Adds a person and gives the roles; the viewer is the person signed in.
    public func viewer(_ person: Person, roles: Set<Role> = []) async throws -> Viewer {
        let id = try await add(person)
        for role in roles { try await act(GiveRole(id, role)) }
        return .member(id, roles)
    }

    /// Reads everything about a person as the operator.
    public func record(_ member: MemberID) async throws -> MemberRecord {
        try await chapter.read { db in try MemberRecord.read(member, in: db, for: .operator).get() }
    }

    /// Reads the history of a person as the operator, newest first.
    public func history(_ member: MemberID) async throws -> [HistoryEntry] {
        try await chapter.read { db in
            try MemberHistory(member, limit: 1000).answer(in: db, for: .operator).get()
        }
    }

    /// Reads a page of people as the operator.
    public func list(_ list: MemberList) async throws -> MemberPage {
        try await chapter.read { db in try list.answer(in: db, for: .operator).get() }
    }
}
