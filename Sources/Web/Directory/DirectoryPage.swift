import Chapter

/// The directory as a list, as cards or on a map.
struct DirectoryPage: Page {
    /// What was read for it.
    struct Found: Sendable {
        let page: DirectoryList.Page?
        let map: DirectoryMap?
        let alike: [DirectoryLikeness]
        /// Whether the viewer is in it.
        let isListed: Bool
    }

    /// A way of showing it, or a part of it.
    struct Other: Sendable {
        let name: String
        let leadsTo: String
        let isHere: Bool
    }

    /// Somebody who cares about the same things.
    struct Alike: Sendable {
        let card: DirectoryCard
        let shared: String
    }

    /// The map with its table.
    struct Map: Sendable {
        /// A row of the table.
        struct Row: Sendable {
            let name: String
            let leadsTo: String
            let count: String
        }

        let atlas: AtlasPart
        let moves: [AtlasMove]
        let placed: String
        let rows: [Row]
        let hasRows: Bool
    }

    static let template = "directory-directory"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs?
    let lead: String
    let isListed: Bool
    let ways: [Other]
    let kinds: [Other]
    let orders: [Other]
    let isSearched: Bool
    let search: String
    let hidden: [HiddenField]
    let isList: Bool
    let isCards: Bool
    let cards: [DirectoryCard]
    let hasCards: Bool
    let none: String?
    let next: String?
    let take: String?
    let map: Map?
    let alike: [Alike]
    let hasAlike: Bool
}

extension DirectoryPage {
    init(
        _ frame: Frame, _ words: Wording, _ query: DirectoryQuery, _ found: Found, _ viewer: Viewer
    ) {
        self.frame = frame
        t = words
        tabs = viewer.may(.seePeople) ? PeopleTabs(.directory, viewer, words) : nil
        isListed = found.isListed
        let count = found.page?.count ?? found.map?.placed ?? 0
        lead = words.count("directory_lead", count)
        ways = DirectoryQuery.Way.allCases.map { way in
            Other(
                name: words.say("directory_as_\(way.rawValue)"),
                leadsTo: query.shown(way).address(), isHere: way == query.way)
        }
        kinds = [nil, ContactKind.person, .organization].map { kind in
            Other(
                name: words.say("directory_of_\(kind?.rawValue ?? "all")"),
                leadsTo: query.of(kind).address(), isHere: kind == query.kind)
        }
        orders = [false, true].map { byFamily in
            Other(
                name: words.say(byFamily ? "people_by_family" : "people_by_name"),
                leadsTo: query.ordered(byFamily: byFamily).address(),
                isHere: byFamily == query.isByFamily)
        }
        isSearched = query.way != .map
        search = query.search
        hidden = query.pairs.filter { $0.name != "q" }.map {
            HiddenField(name: $0.name, value: $0.value)
        }
        isList = query.way == .list
        isCards = query.way == .cards
        cards = found.page?.entries.map { DirectoryCard($0, words) } ?? []
        hasCards = !cards.isEmpty
        none =
            found.page != nil && cards.isEmpty
            ? words.say(query.isWhole ? "directory_empty" : "directory_nobody") : nil
        next = found.page?.next.map { query.address("/directory", [("after", $0)]) }
        take = hasCards ? query.address("/directory/take") : nil
        map = found.map.map { Map($0, isWhole: query.view == nil, words) }
        alike = found.alike.map { like in
            Alike(
                card: DirectoryCard(like.entry, words),
                shared: words.say("directory_alike", ["interests": words.list(like.shared)]))
        }
        hasAlike = !alike.isEmpty
    }
}

extension DirectoryPage.Map {
    fileprivate init(_ map: DirectoryMap, isWhole: Bool, _ words: Wording) {
        func leadsTo(_ cluster: PlaceMap.Cluster) -> String {
            cluster.only.map { "/directory/\($0)" } ?? "/directory?cell=\(cluster.cell.text)"
        }
        atlas = AtlasPart(
            map.view, map.drawings, map.clusters, countsBranches: false, words, address: leadsTo)
        moves = AtlasMove.all(map.view, from: "/directory?as=map", isWhole: isWhole, words)
        placed = words.count("directory_placed", map.placed)
        rows = map.clusters.sorted { $0.count > $1.count }.map { cluster in
            Row(
                name: cluster.name
                    ?? words.say("places_near", ["place": words.degrees(cluster)]),
                leadsTo: leadsTo(cluster), count: words.number(cluster.count))
        }
        hasRows = !rows.isEmpty
    }
}
