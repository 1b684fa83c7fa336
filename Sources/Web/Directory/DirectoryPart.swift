import Chapter

/// What members see of a contact, as a part of its page.
///
/// The partial `directory-part` prints it.
struct DirectoryPart: Sendable {
    let sentence: String
    /// Where it is chosen; nil for whoever may not.
    let change: String?
    /// How it looks for members; nil where they see nothing.
    let look: String?

    /// The part; nil where the contact can not be in the directory.
    init?(_ choice: DirectoryChoice, of member: MemberID, _ viewer: Viewer, _ words: Wording) {
        guard choice.isPossible else { return nil }
        let isOwn = viewer.memberID == member
        let fields = DirectoryField.all(of: choice.kind).filter(choice.shown.contains)
        let list = words.list(fields.map { words.directoryField($0).lowercasedFirst })
        let named = ["name": choice.name, "fields": list]
        let who = isOwn ? "own" : choice.kind.rawValue
        sentence =
            fields.isEmpty
            ? words.say("directory_none_\(who)", named) : words.say("directory_shown_\(who)", named)
        change =
            isOwn
            ? "/directory/mine"
            : choice.kind != .person && viewer.may(.managePeople)
                ? "/people/\(member)/directory" : nil
        look = fields.isEmpty ? nil : "/directory/\(member)"
    }
}

extension String {
    /// The text inside a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
