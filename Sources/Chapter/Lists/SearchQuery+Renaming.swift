extension SearchQuery {
    /// The same query with another contact wherever it names this one by number.
    func renaming(_ contact: MemberID, to other: MemberID, ownKinds: [String: String])
        -> SearchQuery
    {
        SearchQuery(root.renaming(contact, to: other, ownKinds))
    }
}

extension SearchGroup {
    fileprivate func renaming(
        _ contact: MemberID, to other: MemberID, _ ownKinds: [String: String]
    ) -> SearchGroup {
        SearchGroup(
            joins,
            parts.map { part in
                switch part {
                case .group(let group): return .group(group.renaming(contact, to: other, ownKinds))
                case .condition(var condition):
                    let ownKind = condition.of.flatMap { ownKinds[$0] }
                    guard condition.about.namesContact(of: condition.of, ownKind: ownKind),
                        condition.value == contact.description
                    else { return part }
                    condition.value = other.description
                    return .condition(condition)
                }
            })
    }
}
