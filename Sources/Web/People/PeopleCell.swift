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
    /// Why that address or number may not be used.
    var bar: Chip?
    /// Whether the address may be written to.
    var opensMail = false
    var text: String?
    /// The whole text, where the cell shows its beginning.
    var whole: String?
    /// What stands for nothing.
    var none: String?

    /// A cell shows so many characters; the rest is on the person's page.
    private static let most = 120

    /// What it says, in words alone, for paper.
    var plain: String {
        let value = chip?.text ?? mail?.address ?? phone ?? whole ?? text ?? none ?? ""
        return bar.map { "\(value) (\($0.text))" } ?? value
    }

    init(_ column: PeopleColumn, of person: MemberSummary, _ names: ColumnWords) {
        let words = names.words
        label = names.name(column)
        switch column {
        case .status: chip = Chip(status: person.status, words)
        case .email:
            mail = person.email.map(MailShown.init)
            bar = person.emailBar.map { Chip($0, words) }
            opensMail = bar == nil
        case .phone:
            phone = person.phone
            bar = person.phoneBar.map { Chip($0, words) }
        case .interests: text = person.interests.isEmpty ? nil : words.list(person.interests)
        case .tags: text = person.tags.isEmpty ? nil : words.list(person.tags)
        case .joined: text = person.joinedOn.map { words.day($0) }
        case .came:
            text = person.lastCame.map { words.day($0) }
        default:
            let values = person.more[column] ?? []
            text = values.isEmpty ? nil : words.list(values.map { names.said($0, in: column) })
        }
        if let all = text, all.count > Self.most {
            whole = all
            text = String(all.prefix(Self.most - 1)) + "…"
        }
        if chip == nil, mail == nil, phone == nil, text == nil {
            none = words.say(column == .came ? "people_never" : "people_none")
        }
        // A phone shows line under line: what somebody chose and who has nothing of it, not that.
        isWide =
            column == .email || column == .interests || column == .tags
            || none != nil && !Self.always.contains(column)
    }

    /// What a phone shows of everybody.
    private static let always: Set<PeopleColumn> = [.status, .phone, .joined, .came]
}
