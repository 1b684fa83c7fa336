/// Where one row of a list says that somebody works, and what they are there.
struct DraftTie: Hashable, Sendable {
    /// The organization's name; nil for a position in the chapter itself.
    let organization: String?
    /// What they are there; nil where nobody says it.
    let title: String?
    /// Whether they work there, and do not only hold a position.
    let isWork: Bool

    /// What stands between a position and its organization in a list: “steward @ Harbour Hotel”.
    static let mark = " @ "

    init(organization: String?, title: String?, isWork: Bool) {
        self.organization = organization
        self.title = title
        self.isWork = isWork
    }

    /// Works at an organization, with a position there if one is said.
    static func work(_ organization: String, _ title: String?) throws -> DraftTie {
        DraftTie(organization: try checkedOrganization(organization), title: title, isWork: true)
    }

    /// Reads a position as our own exports write it.
    static func position(_ text: String) throws -> DraftTie {
        guard let mark = text.firstRange(of: mark) else {
            return DraftTie(organization: nil, title: try checkedTitle(text), isWork: false)
        }
        return DraftTie(
            organization: try checkedOrganization(String(text[mark.upperBound...])),
            title: try checkedTitle(String(text[..<mark.lowerBound])), isWork: false)
    }

    private static func checkedOrganization(_ name: String) throws -> String {
        guard let checked = try PersonField.name.checked(name).get() else {
            throw Refusal.invalid("organization", "The organization has no name.")
        }
        return checked
    }
}
