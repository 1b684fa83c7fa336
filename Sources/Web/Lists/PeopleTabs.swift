import Chapter

/// The row of tabs under the heading of the pages about people, for `people-tabs`.
///
/// What an organizer looks for stands in the row in words; what is done with lists now and then
/// lies behind *More*; the one of them that is open stands in the row.
struct PeopleTabs: Sendable {
    /// Which of them the page is.
    enum Here: String, CaseIterable, Sendable {
        case list, organizations, agreements, objects, tasks, memberships, searches, dashboard
        case directory, map, reports, tags, duplicates, imports, log
        case pointPeople = "point_people"
        case relationTypes = "relation_types"
    }

    /// One of the pages.
    struct Tab: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    /// Where a page is, and what it takes.
    private typealias Place = (here: Here, address: String, needs: Permission)

    let tabs: [Tab]
    let more: [Tab]
    let hasMore: Bool

    private static let places: [Place] = [
        (.list, "/people", .seePeople),
        (.organizations, "/people/organizations", .seePeople),
        (.agreements, "/agreements", .seePeople), (.objects, "/objects", .seePeople),
        (.tasks, "/tasks", .seePeople), (.memberships, "/people/memberships", .seePeople),
        (.searches, "/people/searches", .seePeople), (.dashboard, "/dashboard", .seePeople),
    ]

    private static let morePlaces: [Place] = [
        (.directory, "/directory", .seePeople),
        (.map, "/people/map", .seePeople), (.reports, "/reports", .seePeople),
        (.tags, "/people/tags", .seePeople),
        (.duplicates, "/people/duplicates", .managePeople),
        (.imports, "/people/import", .managePeople),
        (.pointPeople, "/people/point-people", .seePeople),
        (.relationTypes, "/people/relation-types", .managePeople),
        (.log, "/people/log", .seePeople),
    ]

    /// The tabs that a viewer may open.
    init(_ here: Here, _ viewer: Viewer, _ words: Wording) {
        func tabs(_ places: [Place]) -> [Tab] {
            places.filter { viewer.may($0.needs) }.map { place in
                Tab(
                    name: words.say("find_tab_\(place.here.rawValue)"), address: place.address,
                    isHere: place.here == here)
            }
        }
        let behind = tabs(Self.morePlaces)
        self.tabs = tabs(Self.places) + behind.filter(\.isHere)
        more = behind.filter { !$0.isHere }
        hasMore = !more.isEmpty
    }
}
