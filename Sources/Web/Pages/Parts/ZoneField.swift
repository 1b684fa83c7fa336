import Foundation

/// The field in which a time zone is chosen.
///
/// The partial `frame-zone` prints it: `{{#zone}}{{>frame-zone}}{{/zone}}`.
struct ZoneField: Sendable {
    /// The zones of one part of the world.
    struct Area: Sendable {
        let area: String
        var zones: [Zone]
    }

    /// One zone, called after a place.
    struct Zone: Sendable {
        let identifier: String
        let place: String
        let isChosen: Bool
    }

    let help: String
    let problem: String?
    let describedBy: String
    let areas: [Area]
    /// Whether none is chosen yet, so that somebody has to.
    let isOpen: Bool
    /// Whether the browser may choose the zone that it is in.
    let isSuggested: Bool

    /// Every zone that people name by a place, with one chosen; an empty text chooses none.
    init(
        _ chosen: String, help: String, problems: [Problem] = [], isSuggested: Bool = false,
        _ words: Wording
    ) {
        self.help = help
        self.isSuggested = isSuggested
        problem = problems.first { $0.field == "zone" }?.sentence
        describedBy = problem == nil ? "zone-help" : "zone-problem zone-help"
        isOpen = chosen.isEmpty
        var names = Set(TimeZone.knownTimeZoneIdentifiers.filter(Self.isPlace))
        if !chosen.isEmpty { names.insert(chosen) }
        var areas: [Area] = []
        for name in names.sorted() where Self.isPlace(name) {
            let parts = name.split(separator: "/", maxSplits: 1)
            let area = words.say("zone_\(parts[0].lowercased())")
            if areas.last?.area != area { areas.append(Area(area: area, zones: [])) }
            areas[areas.count - 1].zones.append(
                Zone(identifier: name, place: Self.place(parts[1]), isChosen: name == chosen))
        }
        var others = ["UTC"]
        if !chosen.isEmpty, !Self.isPlace(chosen), chosen != "UTC" { others.append(chosen) }
        areas.append(
            Area(
                area: words.say("zone_other"),
                zones: others.map {
                    Zone(identifier: $0, place: $0, isChosen: $0 == chosen)
                }))
        self.areas = areas
    }

    /// The parts of the world after which zones are called.
    private static let parts: Set<Substring> = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
        "Indian", "Pacific",
    ]

    private static func isPlace(_ name: String) -> Bool {
        let parts = name.split(separator: "/", maxSplits: 1)
        return parts.count == 2 && Self.parts.contains(parts[0])
    }

    private static func place(_ text: Substring) -> String {
        String(text).replacing("_", with: " ").replacing("/", with: ", ")
    }
}

extension TimeZone {
    /// Its name as people read it: “America/New York”, “UTC”.
    var shown: String { identifier.replacing("_", with: " ").replacing("Etc/", with: "") }

    /// Whether it says where a computer is: most servers are in UTC, wherever they stand.
    var isOfAPlace: Bool {
        !["UTC", "GMT", "Etc/UTC", "Etc/GMT", "Universal", "Zulu"].contains(identifier)
    }
}
