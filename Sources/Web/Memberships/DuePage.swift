import Chapter

/// Whose membership runs out soon, and whose has lately, to be renewed together.
struct DuePage: Page {
    /// Somebody whose membership is due.
    struct Person: Sendable {
        let id: String
        let address: String
        let name: String
        let face: Face
        let kind: String
        let day: String
        let chip: Chip?
        let choose: String
    }

    /// One of the two lists.
    struct Part: Sendable {
        let key: String
        let title: String
        let none: String
        let people: [Person]
        let hasPeople: Bool
        let mayRenew: Bool
        let chooseAll: String
        /// Renews everybody, also those who are not on the page.
        let all: String
        let more: String?
    }

    static let template = "memberships-due"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let parts: [Part]
    let mayChange: Bool
    let export: ExportPart?
}

extension DuePage.Part {
    init(
        _ part: DueMemberships.Part, _ page: DueMemberships.Page, viewer: Viewer, _ words: Wording
    ) {
        key = part.rawValue
        title = words.count("memberships_due_\(part.rawValue)", page.count)
        none = words.say("memberships_due_none_\(part.rawValue)")
        people = page.people.map { DuePage.Person($0, part, words) }
        hasPeople = !people.isEmpty
        mayRenew = viewer.may(.managePeople) && hasPeople
        chooseAll = words.say("memberships_choose_all")
        all = words.count("memberships_renew_all", page.count)
        more =
            page.count > people.count
            ? words.count("people_and_more", page.count - people.count) : nil
    }
}

extension DuePage.Person {
    fileprivate init(
        _ person: DueMemberships.Person, _ part: DueMemberships.Part, _ words: Wording
    ) {
        id = person.memberID.description
        address = "/people/\(person.memberID)"
        name = person.name
        face = Face(person.name, number: person.memberID.number)
        kind = person.kind
        day = words.day(person.lastDay)
        chip =
            part == .lately
            ? words.state(person.isMember ? .grace : .runOut) : nil
        choose = words.say("memberships_choose", ["name": person.name])
    }
}
