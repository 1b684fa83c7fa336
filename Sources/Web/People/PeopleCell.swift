import Chapter
import Foundation

/// One cell of the list.
struct PeopleCell: Sendable {
    let label: String
    /// Left out on phones.
    let isWide: Bool
    var chip: Chip?
    var mail: MailShown?
    var phone: String?
    var text: String?
    /// The whole date, where the text is short.
    var title: String?
    /// What stands for nothing.
    var none: String?

    /// What it says, in words alone, for paper.
    var plain: String {
        chip?.text ?? mail?.address ?? phone ?? text ?? none ?? ""
    }

    init(_ column: PeopleColumn, of person: MemberSummary, _ words: Wording) {
        label = words.say("people_column_\(column.rawValue)")
        isWide = column == .email || column == .interests || column == .tags
        switch column {
        case .status: chip = Chip(status: person.status, words)
        case .email: mail = person.email.map(MailShown.init)
        case .phone: phone = person.phone
        case .interests: text = person.interests.isEmpty ? nil : words.list(person.interests)
        case .tags: text = person.tags.isEmpty ? nil : words.list(person.tags)
        case .joined: text = person.joinedOn.map { words.day($0) }
        case .came:
            text = person.lastCame.map { words.day($0) }
        }
        if chip == nil, mail == nil, phone == nil, text == nil {
            none = words.say(column == .came ? "people_never" : "people_none")
        }
    }
}
