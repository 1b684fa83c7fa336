import Chapter

/// The row of tabs under the heading of the pages about people, for `people-tabs`.
struct PeopleTabs: Sendable {
    /// Which of them the page is.
    enum Here: String, CaseIterable, Sendable {
        case list, directory, map, searches, tasks, tags, memberships, duplicates, imports, reports
    }

    /// One of the pages.
    struct Tab: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    let tabs: [Tab]

    /// Where each of them is, and what it takes.
    private static let places: [(here: Here, address: String, needs: Permission)] = [
        (.list, "/people", .seePeople), (.directory, "/directory", .seePeople),
        (.map, "/people/map", .seePeople),
        (.searches, "/people/searches", .seePeople),
        (.tasks, "/tasks", .seePeople), (.tags, "/people/tags", .seePeople),
        (.memberships, "/people/memberships", .seePeople),
        (.duplicates, "/people/duplicates", .managePeople),
        (.imports, "/people/import", .managePeople),
        (.reports, "/reports", .seePeople),
    ]

    /// The tabs that a viewer may open.
    init(_ here: Here, _ viewer: Viewer, _ words: Wording) {
        tabs = Self.places.filter { viewer.may($0.needs) }.map { place in
            Tab(
                name: words.say("find_tab_\(place.here.rawValue)"), address: place.address,
                isHere: place.here == here)
        }
    }
}
