extension PersonField {
    /// What a name can be taken apart into, beside the name as it is shown.
    ///
    /// Whoever says nothing of these has none: they are never guessed from the name.
    public static let partsOfName: [PersonField] = [
        .formOfAddress, .givenName, .familyName, .nameSuffix, .nickname,
    ]

    /// Whether it is one of `partsOfName`.
    var isPartOfName: Bool { Self.partsOfName.contains(self) }

    /// Whether it came after chapters had archives, and fields of their own under any code.
    var isLater: Bool { isPartOfName || self == .branch }

    /// The names under which a person is found by searching.
    static let searched: [PersonField] = [.name, .legalName, .givenName, .familyName, .nickname]

    /// The columns of `searched` as SQL writes them behind IN.
    static let searchedSQL = searched.map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// The column that keeps the value as lists are ordered by it; nil for most.
    var foldedColumn: String? {
        switch self {
        case .name: "folded_name"
        case .familyName: "folded_family"
        default: nil
        }
    }
}
