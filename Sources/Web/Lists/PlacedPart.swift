import Chapter

/// Who is in a saved search or out of it by hand, since when and by whom, a page at a time, as a
/// part of its page: the template is `lists-placed`.
struct PlacedPart: Sendable {
    /// Somebody who is in or out by hand.
    struct Person: Sendable {
        let id: String
        let name: String
        let leadsTo: String
        let chip: Chip
        let placed: String
        let forget: String
    }

    let people: [Person]
    let hasPeople: Bool
    /// Where a person is left to the search again; nil for whoever may not.
    let forgetAddress: String?
    /// Which of them are shown; nil where all are.
    let span: String?
    let before: String?
    let next: String?
    let hasPages: Bool

    init(_ placed: PeoplePlacedByHand, of search: SavedSearch, _ viewer: Viewer, _ words: Wording) {
        let address = "/people/searches/\(search.id)"
        people = placed.people.map { person in
            Person(
                id: person.memberID.description, name: person.name,
                leadsTo: "/people/\(person.memberID)",
                chip: person.isIn
                    ? Chip(words.say("find_is_in"), "ok") : Chip(words.say("find_is_out"), "warn"),
                placed: words.say(
                    "find_placed_by",
                    ["who": words.actor(person.by), "when": words.moment(person.at)]),
                forget: words.say("find_forget_name", ["name": person.name]))
        }
        hasPeople = !people.isEmpty
        forgetAddress = viewer.may(.managePeople) ? "\(address)/people" : nil
        hasPages = placed.pages > 1
        span =
            hasPages
            ? words.say(
                "find_placed_shown",
                [
                    "first": words.number(placed.first),
                    "last": words.number(placed.first + placed.people.count - 1),
                    "count": words.number(placed.count),
                ]) : nil
        func page(_ number: Int) -> String? {
            (1...placed.pages).contains(number) ? "\(address)?page=\(number)#by-hand" : nil
        }
        before = page(placed.page - 1)
        next = page(placed.page + 1)
    }
}
