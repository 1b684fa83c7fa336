import Chapter

/// The filters of the list: those that are on, as a sentence, and the form that adds one.
struct PeopleFilters: Sendable {
    /// A filter that is on; pressing it takes it away.
    struct Filter: Sendable {
        let before: String
        let value: String
        let address: String
        let remove: String
    }

    /// Something to choose from.
    struct Option: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let isOn: Bool
    let on: [Filter]
    let hidden: [HiddenField]
    let statuses: [Option]
    let tag: String
    let interest: String
    let tags: [TagChoice]
    let interests: [String]
    let joined: [Option]
    let visits: [Option]

    /// `pointPerson` is the name of whoever the list is of, where it is of somebody's contacts.
    init(
        _ query: PeopleQuery, _ labels: LabelsInUse, _ names: SearchNames, _ words: Wording,
        pointPerson: String? = nil
    ) {
        var on: [Filter] = []
        func filter(
            _ key: String, _ value: String, without change: (inout PeopleQuery) -> Void
        ) {
            guard !value.isEmpty else { return }
            var rest = query
            change(&rest)
            let before = words.say("people_who_\(key)")
            on.append(
                Filter(
                    before: before, value: value, address: rest.address("/people"),
                    remove: words.say("people_filter_remove")))
        }
        func days(_ count: Int) -> String {
            count > 0 ? words.count("people_last_days", count) : ""
        }
        filter(
            "are", query.status.isEmpty ? "" : words.say("people_are_\(query.status)")
        ) { $0.status = "" }
        filter("tag", query.tag) { $0.tag = "" }
        filter("interest", query.interest) { $0.interest = "" }
        filter("joined", days(query.joined)) { $0.joined = 0 }
        filter("came", days(query.came)) { $0.came = 0 }
        filter("missed", days(query.missed)) { $0.missed = 0 }
        filter(
            "point",
            query.point.isEmpty
                ? "" : pointPerson ?? words.say("relations_point_nobody")
        ) { $0.point = "" }
        filter("kind", query.kind.isEmpty ? "" : words.say("relations_are_\(query.kind)")) {
            $0.kind = ""
        }
        on += Self.chips(query, names, words)
        self.on = on
        isOn = !on.isEmpty
        hidden = query.hidden(besides: [
            "status", "tag", "interest", "joined", "came", "missed", "visits",
        ])
        func option(_ value: String, _ name: String, _ chosen: String) -> Option {
            Option(value: value, name: name, isChosen: value == chosen)
        }
        statuses =
            [option("", words.say("people_filter_any"), query.status)]
            + PeopleQuery.statuses.map { option($0, words.say("people_are_\($0)"), query.status) }
        tag = query.tag
        interest = query.interest
        tags = TagChoice.tags(labels)
        interests = labels.interests
        let span = words.count("people_last_days", PeopleQuery.days)
        let number = "\(PeopleQuery.days)"
        joined = [
            option("", words.say("people_filter_whenever"), query.joined > 0 ? number : ""),
            option(number, span, query.joined > 0 ? number : ""),
        ]
        let visit = query.came > 0 ? "came" : query.missed > 0 ? "missed" : ""
        visits = [
            option("", words.say("people_filter_any_visit"), visit),
            option("came", "\(words.say("people_who_came")) \(span)", visit),
            option("missed", "\(words.say("people_who_missed")) \(span)", visit),
        ]
    }
}

extension PeopleFilters {
    /// The saved search and the conditions, each with the list without it.
    private static func chips(_ query: PeopleQuery, _ names: SearchNames, _ words: Wording)
        -> [Filter]
    {
        let sentence = SearchSentence(names, words)
        let remove = words.say("people_filter_remove")
        var chips: [Filter] = []
        if let saved = query.saved {
            var rest = query
            rest.saved = nil
            let name = names.searches.first { $0.of == "\(saved)" }?.name
            chips.append(
                Filter(
                    before: words.say(
                        names.byHand.contains("\(saved)") ? "find_in_list" : "find_in_search"),
                    value: name ?? words.say("find_gone"),
                    address: rest.address("/people"), remove: remove))
        }
        let root = query.conditions.root
        let parts = root.joins == .all ? root.parts : [.group(root)]
        for (index, part) in parts.enumerated() {
            if case .group(let group) = part, SearchQuery(group).isEmpty { continue }
            var rest = query
            rest.conditions =
                root.joins == .all
                ? SearchQuery(
                    SearchGroup(
                        .all, root.parts.enumerated().filter { $0.offset != index }.map(\.element)))
                : SearchQuery()
            chips.append(
                Filter(
                    before: "", value: sentence.phrase(part), address: rest.address("/people"),
                    remove: remove))
        }
        return chips
    }
}
