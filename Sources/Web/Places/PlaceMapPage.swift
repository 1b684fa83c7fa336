import Chapter
import Foundation

/// The map: an outline, circles with how many contacts are there, and the places of meetings.
struct PlaceMapPage: Page {
    /// A row of a table.
    struct Row: Sendable {
        let name: String
        let address: String?
        let count: String
    }

    static let template = "places-map"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let lead: String
    /// Whom the map is of, where it is of a list.
    let who: String?
    let listAddress: String?
    let atlas: AtlasPart
    let moves: [AtlasMove]
    let rows: [Row]
    let hasRows: Bool
    let meetingRows: [Row]
    let hasMeetings: Bool
    let talkRows: [Row]
    let hasTalks: Bool
    let branchRows: [Row]
    let hasBranches: Bool
    let withoutPoint: String?
    let isEmpty: Bool
    let mayChange: Bool
}

extension PlaceMapPage {
    init(
        _ frame: Frame, _ words: Wording, _ map: PlaceMap, of list: MapOfList?, isWhole: Bool,
        viewer: Viewer
    ) {
        self.frame = frame
        t = words
        tabs = PeopleTabs(.map, viewer, words)
        mayChange = viewer.may(.managePeople)
        let shown = map.clusters.reduce(0) { $0 + $1.count }
        who = list?.who
        listAddress = list?.query.address("/people")
        lead =
            isWhole && list == nil
            ? words.count("places_lead", map.placed)
            : words.count(
                "places_lead_part", shown,
                ["all": words.number(list?.count ?? map.placed)])
        let borders = map.drawings.filter { $0.kind == .branch }
        atlas = AtlasPart(
            map.view, map.drawings, map.clusters, meetings: map.meetings, talks: map.talks,
            countsBranches: list == nil, words, address: { $0.address(in: list) })
        moves = AtlasMove.all(
            map.view, from: list?.map() ?? "/people/map", isWhole: isWhole, words)
        rows = map.clusters.sorted { $0.count > $1.count }.map { cluster in
            Row(
                name: cluster.name
                    ?? words.say(
                        "places_near", ["place": words.degrees(cluster)]),
                address: cluster.address(in: list), count: words.number(cluster.count))
        }
        hasRows = !rows.isEmpty
        meetingRows = map.meetings.map { spot in
            Row(
                name: spot.title, address: "/meetings/\(spot.first)",
                count: "\(spot.place) · \(words.shortDay(spot.start))")
        }
        hasMeetings = !meetingRows.isEmpty
        talkRows = map.talks.map { spot in
            Row(
                name: spot.place, address: spot.page,
                count: words.count("places_talks", spot.count) + " · "
                    + words.shortDay(spot.latest))
        }
        hasTalks = !talkRows.isEmpty
        branchRows = borders.map {
            Row(name: $0.name, address: nil, count: words.number($0.contacts))
        }
        // What branches have is counted of everybody.
        hasBranches = !branchRows.isEmpty && list == nil
        withoutPoint =
            map.withoutPoint > 0 ? words.count("places_without_point", map.withoutPoint) : nil
        isEmpty =
            list == nil && map.placed == 0 && map.drawings.isEmpty && map.meetings.isEmpty
            && map.talks.isEmpty
    }
}

extension PlaceMap.Cluster {
    /// The list of these contacts, or the page of the one.
    fileprivate func address(in list: MapOfList?) -> String {
        only.map { "/people/\($0)" } ?? list?.part(cell)
            ?? "/people/map/list?cell=\(cell.text)"
    }
}

extension Wording {
    /// The middle of a cluster.
    func degrees(_ cluster: PlaceMap.Cluster) -> String {
        GeoPoint(
            latitude: cluster.latitude / GeoPoint.perDegree,
            longitude: cluster.longitude / GeoPoint.perDegree
        ).map { degrees($0) } ?? ""
    }

    /// A point as people read it: 40.21° N, 29.9° W.
    func degrees(_ point: GeoPoint) -> String {
        func part(_ value: Double, _ positive: String, _ negative: String) -> String {
            let text = abs(value).formatted(
                .number.precision(.fractionLength(0...3)).locale(locale))
            return "\(text)° \(say(value < 0 ? negative : positive))"
        }
        return part(point.latitudeDegrees, "places_n", "places_s") + ", "
            + part(point.longitudeDegrees, "places_e", "places_w")
    }
}
