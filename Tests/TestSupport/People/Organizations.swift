public import Chapter

extension TestChapter {
    /// Adds an organization or a household as the operator and gives its id.
    public func addContact(_ name: String, _ kind: ContactKind) async throws -> MemberID {
        try await act(AddMember([.name: name, .kind: kind.rawValue])).memberID
    }
}
