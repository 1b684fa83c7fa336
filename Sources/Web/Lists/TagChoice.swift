import Chapter

/// A tag or an interest that a field offers, with the group of a tag.
struct TagChoice: Sendable {
    let value: String
    /// What is shown, where it is more than the value: the group too.
    let label: String?

    /// Without groups.
    static func plain(_ names: [String]) -> [TagChoice] {
        names.map { TagChoice(value: $0, label: nil) }
    }

    /// The tags in use, those of a group together; those without one come first.
    static func tags(_ labels: LabelsInUse) -> [TagChoice] {
        let (groups, tags) = (labels.groups, labels.tags)
        return plain(tags.filter { groups.group(of: $0) == nil })
            + groups.names.flatMap { group in
                tags.filter { groups.group(of: $0) == group }
                    .map { TagChoice(value: $0, label: "\($0) · \(group)") }
            }
    }
}
