import Chapter

/// A place by its name: where it is, and what was written down there.
struct NamedPlacePage: Page {
    /// An entry of a timeline.
    struct Row: Sendable {
        let summary: String
        let address: String
        let detail: String
    }

    static let template = "places-place"
    let frame: Frame
    let t: Wording
    let name: String
    let count: String
    /// Where it is, in words; nil where nobody has said so.
    let point: String?
    let map: String?
    /// Where the point is set; nil for whoever may not.
    let change: String?
    let rows: [Row]
    let tagging: ThingTagsPart?
}

extension NamedPlacePage {
    init(
        _ frame: Frame, _ words: Wording, _ place: NamedPlace, tagging: ThingTagsPart?,
        viewer: Viewer
    ) {
        self.tagging = tagging
        self.frame = frame
        t = words
        name = place.name
        count = words.count("places_talks", place.count)
        point = place.point.map { words.degrees($0) }
        map = place.point.map { "/people/map?bbox=\(PlaceView(near: $0).text)" }
        change =
            viewer.may(.managePeople)
            ? "/people/map/meetings/at?place=\(place.name.forQuery)" : nil
        rows = place.interactions.map { entry in
            let who = entry.contacts.map(\.name).joined(separator: ", ")
            let parts = [words.name(of: entry.kind), who, words.moment(entry.at)]
            return Row(
                summary: entry.summary, address: entry.page,
                detail: parts.filter { !$0.isEmpty }.joined(separator: " · "))
        }
    }
}
