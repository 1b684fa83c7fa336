import Chapter

/// How active somebody was, on the person's page, for `lists-activity`.
struct ActivityPart: Sendable {
    /// A search that the person is in or out of by hand.
    struct Placed: Sendable {
        let name: String
        let address: String
        let chip: Chip
    }

    let lines: [String]
    let what: String
    let placed: [Placed]
    let isPlaced: Bool
    /// Where the person is put into a list or a search; nil for whoever may not.
    let put: String?

    init(_ activity: PersonActivity, of member: String, mayPut: Bool, _ words: Wording) {
        put = mayPut ? "/people/searches/put?id=\(member)" : nil
        lines = [
            words.say(
                "find_activity_came",
                [
                    "came": words.number(activity.came),
                    "held": words.count("people_meetings", activity.held),
                ]),
            words.count("find_activity_tasks", activity.tasksDone),
            words.count("find_activity_contacts", activity.contacts),
        ]
        what = words.count("find_activity_what", PersonActivity.days)
        placed = activity.placed.map { search in
            Placed(
                name: search.name, address: "/people/searches/\(search.search)",
                chip: search.isIn
                    ? Chip(words.say("find_is_in"), "ok") : Chip(words.say("find_is_out"), "warn"))
        }
        isPlaced = !placed.isEmpty
    }
}
