import Chapter

/// The people behind a number of the dashboard.
struct DashboardPeoplePage: Page {
    /// One of them.
    struct Person: Sendable {
        let address: String
        let name: String
        let face: Face
        let chip: Chip
        let joined: String?
        let tags: String?
    }

    static let template = "dashboard-people"
    let frame: Frame
    let t: Wording
    let title: String
    let count: String
    let back: String
    /// The list of people with this number as its one condition.
    let inPeople: String
    let isEmpty: Bool
    let people: [Person]
    let range: String?
    let next: String?
    let nextAddress: String?
    let first: String?
}

extension DashboardPeoplePage {
    init(
        frame: Frame, t words: Wording, title: String, page: MemberPage, list: DashboardPeople,
        condition: SearchCondition, from: Int
    ) {
        self.frame = frame
        t = words
        self.title = title
        let all = words.number(page.count)
        count =
            page.countIsLeast
            ? words.say("people_count_least", ["count": all])
            : words.count("people_count", page.count)
        let day = list.day ?? ""
        back = day.isEmpty ? "/dashboard" : "/dashboard?on=\(DashboardQuestion.encoded(day))"
        inPeople = PeopleQuery(finding: SearchQuery(all: [condition])).address("/people")
        isEmpty = page.people.isEmpty
        people = page.people.map { person in
            Person(
                address: "/people/\(person.memberID)", name: person.name,
                face: Face(person.name, number: Int64(person.memberID) ?? 0),
                chip: Chip(status: person.status, words),
                joined: person.joinedOn.map { words.day($0) },
                tags: person.tags.isEmpty ? nil : words.list(person.tags))
        }
        let last = from + page.people.count - 1
        range =
            page.count == page.people.count
            ? nil
            : words.say(
                page.countIsLeast ? "people_range_least" : "people_range",
                ["from": words.number(from), "to": words.number(last), "count": all])
        next =
            page.next == nil
            ? nil
            : words.count(
                "people_next",
                page.countIsLeast
                    ? DashboardPages.page : max(0, min(DashboardPages.page, page.count - last)))
        nextAddress = page.next.map {
            list.question.address(on: day)
                + "&after=\(DashboardQuestion.encoded($0))&from=\(last + 1)"
        }
        first = from > 1 ? list.question.address(on: day) : nil
    }
}
