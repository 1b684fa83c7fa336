import Chapter
import Foundation

/// The picture of a map: outlines, circles of contacts, and places of meetings.
///
/// The partial `places-atlas` prints it.
struct AtlasPart: Sendable {
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
        /// How many contacts it has; nil for whom that is not told.
        let count: String?
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

    let label: String
    let land: [Drawing]
    let branches: [Drawing]
    let hasLand: Bool
    let labels: [Label]
    let clusters: [Spot]
    let meetings: [Spot]
    let talks: [Spot]

    /// A picture; `address` is where the circle of a cluster leads.
    init(
        _ view: PlaceView, _ drawings: [OutlineDrawing], _ clusters: [PlaceMap.Cluster],
        meetings: [PlaceMap.MeetingSpot] = [], talks: [PlaceMap.TalkSpot] = [],
        countsBranches: Bool = true, _ words: Wording,
        address: (PlaceMap.Cluster) -> String
    ) {
        label = words.say(
            "places_label",
            [
                "contacts": words.count(
                    "places_contacts", clusters.reduce(0) { $0 + $1.count }),
                "circles": words.count("places_circles", clusters.count),
            ])
        let borders = drawings.filter { $0.kind == .branch }
        land = drawings.filter { $0.kind == .coastline }.map(Drawing.init)
        branches = borders.map(Drawing.init)
        hasLand = land.contains { $0.areas != nil }
        let taken = clusters.map { $0.place(in: view) }
        labels = borders.compactMap {
            Label($0, isCounted: countsBranches, besides: taken, words)
        }
        self.clusters = clusters.map { Spot($0, in: view, to: address($0), words) }
        self.meetings = meetings.map { Spot($0, in: view, words) }
        self.talks = talks.map { Spot($0, in: view, words) }
    }
}

extension AtlasPart {
    /// A share of the picture, as SVG takes it.
    static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)%" }
}

extension AtlasPart.Drawing {
    fileprivate init(_ drawing: OutlineDrawing) {
        areas = drawing.areas.isEmpty ? nil : drawing.areas
        lines = drawing.lines.isEmpty ? nil : drawing.lines
    }
}

extension AtlasPart.Spot {
    fileprivate init(
        _ cluster: PlaceMap.Cluster, in view: PlaceView, to address: String, _ words: Wording
    ) {
        let place = cluster.place(in: view)
        // A count that fits into a circle: 950, 1k, 12k.
        let digits = cluster.count < 1000 ? "\(cluster.count)" : "\(cluster.count / 1000)k"
        self.init(
            x: AtlasPart.percent(place.x), y: AtlasPart.percent(place.y),
            radius: cluster.count == 1 ? 8 : 9 + 2 * min(4, digits.count),
            text: cluster.count == 1 ? "" : digits, address: address,
            label: cluster.name ?? words.count("places_contacts", cluster.count))
    }

    fileprivate init(_ spot: PlaceMap.MeetingSpot, in view: PlaceView, _ words: Wording) {
        let place = view.place(
            longitude: Double(spot.point.longitude), latitude: Double(spot.point.latitude))
        self.init(
            x: AtlasPart.percent(place.x), y: AtlasPart.percent(place.y), radius: 9, text: "",
            address: "/meetings/\(spot.first)",
            label: words.count(
                "places_meetings_at", spot.count, ["title": spot.title, "place": spot.place]))
    }
}

extension AtlasPart.Spot {
    fileprivate init(_ spot: PlaceMap.TalkSpot, in view: PlaceView, _ words: Wording) {
        let place = view.place(
            longitude: Double(spot.point.longitude), latitude: Double(spot.point.latitude))
        self.init(
            x: AtlasPart.percent(place.x), y: AtlasPart.percent(place.y), radius: 9, text: "",
            address: spot.page,
            label: words.count("places_talks_at", spot.count, ["place": spot.place]))
    }
}

extension PlaceMap.Cluster {
    /// Where its circle is drawn: within its square, so that no two lie on each other; one contact
    /// alone is where they are.
    func place(in view: PlaceView) -> (x: Double, y: Double) {
        let box = cell.box
        func held(_ value: Double, _ low: Int, _ size: Int) -> Double {
            guard count > 1 else { return value }
            return max(
                Double(low) + Double(size) * 0.3, min(value, Double(low) + Double(size) * 0.7))
        }
        return view.place(
            longitude: held(longitude, box.west, box.width),
            latitude: held(latitude, box.south, box.height))
    }
}

extension PlaceMap.TalkSpot {
    /// The page of the place.
    var page: String { "/people/map/place?name=\(place.forQuery)" }
}

/// Another part of the earth, or the same from nearer by.
struct AtlasMove: Sendable {
    let name: String
    let address: String

    /// All ways to go on from a view; `page` is the address of the map without one.
    static func all(_ view: PlaceView, from page: String, isWhole: Bool, _ words: Wording)
        -> [AtlasMove]
    {
        let joint = page.contains("?") ? "&" : "?"
        func move(_ key: String, _ view: PlaceView) -> AtlasMove {
            AtlasMove(
                name: words.say("places_go_\(key)"), address: "\(page)\(joint)bbox=\(view.text)")
        }
        var moves: [AtlasMove] = []
        if view.box.height > PlaceView.narrowest { moves.append(move("closer", view.scaled(0.5))) }
        if view.box.height < PlaceView.widest { moves.append(move("wider", view.scaled(2))) }
        moves += [
            move("west", view.moved(east: -0.5, north: 0)),
            move("north", view.moved(east: 0, north: 0.5)),
            move("south", view.moved(east: 0, north: -0.5)),
            move("east", view.moved(east: 0.5, north: 0)),
        ]
        if !isWhole { moves.append(AtlasMove(name: words.say("places_go_whole"), address: page)) }
        return moves
    }
}
