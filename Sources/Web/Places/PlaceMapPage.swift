import Chapter
import Foundation

/// The map: an outline, circles with how many contacts are there, and the places of meetings.
struct PlaceMapPage: Page {
    /// What is drawn of an outline.
    struct Drawing: Sendable {
        let areas: String?
        let lines: String?
    }

    /// The name of a branch on the map.
    struct Label: Sendable {
        let x: String
        let y: String
        let name: String
        let count: String
    }

    /// A circle of contacts, or a place of meetings.
    struct Spot: Sendable {
        let x: String
        let y: String
        let radius: Int
        let text: String
        let address: String
        /// What it is in words, for who does not see it.
        let label: String
    }

    /// A row of a table.
    struct Row: Sendable {
        let name: String
        let address: String?
        let count: String
    }

    /// Another part of the earth, or the same from nearer by.
    struct Move: Sendable {
        let name: String
        let address: String
    }

    static let template = "places-map"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let lead: String
    let label: String
    let land: [Drawing]
    let branches: [Drawing]
    let hasLand: Bool
    let labels: [Label]
    let clusters: [Spot]
    let meetings: [Spot]
    let moves: [Move]
    let rows: [Row]
    let hasRows: Bool
    let meetingRows: [Row]
    let hasMeetings: Bool
    let branchRows: [Row]
    let hasBranches: Bool
    let withoutPoint: String?
    let isEmpty: Bool
    let mayChange: Bool
}

extension PlaceMapPage {
    init(_ frame: Frame, _ words: Wording, _ map: PlaceMap, isWhole: Bool, viewer: Viewer) {
        self.frame = frame
        t = words
        tabs = PeopleTabs(.map, viewer, words)
        mayChange = viewer.may(.managePeople)
        let shown = map.clusters.reduce(0) { $0 + $1.count }
        lead =
            isWhole
            ? words.count("places_lead", map.placed)
            : words.count("places_lead_part", shown, ["all": words.number(map.placed)])
        label = words.say(
            "places_label",
            [
                "contacts": words.count("places_contacts", shown),
                "circles": words.count("places_circles", map.clusters.count),
            ])
        let ground = map.drawings.filter { $0.kind == .coastline }
        let borders = map.drawings.filter { $0.kind == .branch }
        land = ground.map { Drawing($0) }
        branches = borders.map { Drawing($0) }
        hasLand = land.contains { $0.areas != nil }
        labels = borders.compactMap { Label($0, words) }
        clusters = map.clusters.map { Spot($0, in: map.view, words) }
        meetings = map.meetings.map { Spot($0, in: map.view, words) }
        moves = Self.moves(map.view, isWhole: isWhole, words)
        rows = map.clusters.sorted { $0.count > $1.count }.map { cluster in
            Row(
                name: cluster.name
                    ?? words.say(
                        "places_near", ["place": words.degrees(cluster)]),
                address: cluster.address, count: words.number(cluster.count))
        }
        hasRows = !rows.isEmpty
        meetingRows = map.meetings.map { spot in
            Row(
                name: spot.title, address: "/meetings/\(spot.first)",
                count: "\(spot.place) · \(words.shortDay(spot.start))")
        }
        hasMeetings = !meetingRows.isEmpty
        branchRows = borders.map {
            Row(name: $0.name, address: nil, count: words.number($0.contacts))
        }
        hasBranches = !branchRows.isEmpty
        withoutPoint =
            map.withoutPoint > 0 ? words.count("places_without_point", map.withoutPoint) : nil
        isEmpty = map.placed == 0 && map.drawings.isEmpty
    }

    private static func moves(_ view: PlaceView, isWhole: Bool, _ words: Wording) -> [Move] {
        func move(_ key: String, _ view: PlaceView) -> Move {
            Move(name: words.say("places_go_\(key)"), address: "/people/map?bbox=\(view.text)")
        }
        var moves: [Move] = []
        if view.box.height > PlaceView.narrowest { moves.append(move("closer", view.scaled(0.5))) }
        if view.box.height < PlaceView.widest { moves.append(move("wider", view.scaled(2))) }
        moves += [
            move("west", view.moved(east: -0.5, north: 0)),
            move("north", view.moved(east: 0, north: 0.5)),
            move("south", view.moved(east: 0, north: -0.5)),
            move("east", view.moved(east: 0.5, north: 0)),
        ]
        if !isWhole {
            moves.append(Move(name: words.say("places_go_whole"), address: "/people/map"))
        }
        return moves
    }
}

extension PlaceMapPage.Drawing {
    fileprivate init(_ drawing: OutlineDrawing) {
        areas = drawing.areas.isEmpty ? nil : drawing.areas
        lines = drawing.lines.isEmpty ? nil : drawing.lines
    }
}

extension PlaceMapPage.Label {
    fileprivate init?(_ drawing: OutlineDrawing, _ words: Wording) {
        guard let x = drawing.x, let y = drawing.y, (0.02...0.98).contains(x),
            (0.05...0.97).contains(y)
        else { return nil }
        self.init(
            x: percent(x), y: percent(y), name: drawing.name, count: words.number(drawing.contacts))
    }
}

extension PlaceMapPage.Spot {
    /// A circle stays within its square, so that no two lie on each other; one contact alone is
    /// where they are.
    fileprivate init(_ cluster: PlaceMap.Cluster, in view: PlaceView, _ words: Wording) {
        let box = cluster.cell.box
        func held(_ value: Double, _ low: Int, _ size: Int) -> Double {
            guard cluster.count > 1 else { return value }
            return max(
                Double(low) + Double(size) * 0.3, min(value, Double(low) + Double(size) * 0.7))
        }
        let place = view.place(
            longitude: held(cluster.longitude, box.west, box.width),
            latitude: held(cluster.latitude, box.south, box.height))
        let digits = words.short(cluster.count)
        self.init(
            x: percent(place.x), y: percent(place.y),
            radius: cluster.count == 1 ? 8 : 9 + 2 * min(4, digits.count),
            text: cluster.count == 1 ? "" : digits, address: cluster.address,
            label: cluster.name ?? words.count("places_contacts", cluster.count))
    }

    fileprivate init(_ spot: PlaceMap.MeetingSpot, in view: PlaceView, _ words: Wording) {
        let place = view.place(
            longitude: Double(spot.point.longitude), latitude: Double(spot.point.latitude))
        self.init(
            x: percent(place.x), y: percent(place.y), radius: 9, text: "",
            address: "/meetings/\(spot.first)",
            label: words.count(
                "places_meetings_at", spot.count, ["title": spot.title, "place": spot.place]))
    }
}

extension PlaceMap.Cluster {
    /// The list of these contacts, or the page of the one.
    fileprivate var address: String {
        only.map { "/people/\($0)" } ?? "/people/map/list?cell=\(cell.text)"
    }
}

extension Wording {
    /// A count that fits into a circle: 950, 1k, 12k.
    fileprivate func short(_ count: Int) -> String {
        count < 1000 ? "\(count)" : "\(count / 1000)k"
    }

    fileprivate func degrees(_ cluster: PlaceMap.Cluster) -> String {
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

private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
