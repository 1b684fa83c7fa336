import Chapter
import Federation
import Foundation

/// The federation as a picture: this chapter and the linked ones, on a fan above it when they are
/// few and around it when they are more.
struct ChapterMapPage: Page {
    /// A line between two chapters.
    struct Line: Sendable {
        let x1: String
        let y1: String
        let x2: String
        let y2: String
        /// `fresh`, `stale` or, for one that only says who brought whom in, nothing.
        let kind: String?
    }

    /// A chapter.
    struct Spot: Sendable {
        let x: String
        let y: String
        let radius: Int
        let kind: String?
        /// The name, cut where it is too long for the picture; nil where there is no room.
        let name: String?
        let below: String
        let nameShift: Int
        let belowShift: Int
    }

    /// A row of the table.
    struct Row: Sendable {
        let name: String
        let address: String?
        let heard: String
        let heardTitle: String?
        let broughtIn: String
    }

    /// More chapters than this have their names only in the table, except those that are late.
    private static let namesAtMost = 24
    /// More letters of a name are cut off in the picture.
    private static let lettersAtMost = 16

    static let template = "chapters-map"
    let frame: Frame
    let t: Wording
    let lead: String
    let label: String
    let hasLinks: Bool
    /// Whether a low picture is enough.
    let isLow: Bool
    let lines: [Line]
    let spots: [Spot]
    let rows: [Row]

    init(
        frame: Frame, t words: Wording, answers: [LinkAnswer], federation: FederationShown?,
        own: ChapterID, at now: Timestamp
    ) {
        self.frame = frame
        t = words
        let links = answers.filter(\.state.isLinked)
            .sorted { $0.name < $1.name }
        hasLinks = !links.isEmpty
        lead = words.count("chapters_map_lead", links.count + 1)
        let late = links.filter { $0.isLate(at: now) }
        label =
            words.count("chapters_map_label", links.count) + " "
            + (late.isEmpty
                ? words.say("chapters_map_fresh")
                : late.map { words.notHeard($0, at: now) }.joined(separator: " "))
        isLow = links.count <= MapPlaces.fanAtMost
        let places = MapPlaces(links.count)
        var placeOf: [String: MapPlaces.Place] = [own.description: places.own]
        for (link, place) in zip(links, places.linked) { placeOf[link.chapterID] = place }

        var lines: [Line] = []
        for member in federation?.members ?? [] where member.chapter != own {
            for sponsor in member.broughtInBy where sponsor != own {
                guard let from = placeOf[sponsor.description],
                    let to = placeOf[member.chapter.description]
                else { continue }
                lines.append(Line(from, to, kind: nil))
            }
        }
        for (link, place) in zip(links, places.linked) {
            lines.append(Line(places.own, place, kind: link.isLate(at: now) ? "stale" : "fresh"))
        }
        self.lines = lines

        var spots = [
            Spot(
                places.own, radius: 15, kind: "own", name: Self.cut(frame.chapter),
                below: words.say("chapters_map_here"))
        ]
        for (link, place) in zip(links, places.linked) {
            let isLate = link.isLate(at: now)
            let isNamed = links.count <= Self.namesAtMost || isLate
            spots.append(
                Spot(
                    place, radius: isNamed ? 10 : 6, kind: isLate ? "late" : nil,
                    name: isNamed ? Self.cut(link.name) : nil, below: link.heard(at: now, words)))
        }
        self.spots = spots

        let names = Dictionary(
            (federation?.members ?? []).map { ($0.chapter, $0.name) },
            uniquingKeysWith: { first, _ in first })
        rows = links.map { link in
            let member = ChapterID(link.chapterID).flatMap { federation?.member($0) }
            return Row(
                name: link.name, address: "/chapters/\(link.chapterID)",
                heard: link.heard(at: now, words),
                heardTitle: link.lastHeard.map { words.whole($0.timestamp) },
                broughtIn: words.broughtIn(member, names))
        }
    }

    private static func cut(_ name: String) -> String {
        name.count > lettersAtMost ? name.prefix(lettersAtMost - 1) + "…" : name
    }
}

extension ChapterMapPage.Line {
    fileprivate init(_ from: MapPlaces.Place, _ to: MapPlaces.Place, kind: String?) {
        self.init(
            x1: percent(from.x), y1: percent(from.y), x2: percent(to.x), y2: percent(to.y),
            kind: kind)
    }
}

extension ChapterMapPage.Spot {
    fileprivate init(
        _ place: MapPlaces.Place, radius: Int, kind: String?, name: String?, below: String
    ) {
        // The names of those above stand above them, where no line goes.
        let isUp = place.y < 48
        self.init(
            x: percent(place.x), y: percent(place.y), radius: radius, kind: kind, name: name,
            below: below, nameShift: isUp ? -radius - 25 : radius + 19,
            belowShift: isUp ? -radius - 9 : radius + 35)
    }
}

private func percent(_ value: Double) -> String { "\((value * 10).rounded() / 10)%" }

extension Wording {
    /// Who brought a chapter into the federation, in words.
    func broughtIn(_ member: FederationShown.Member?, _ names: [ChapterID: String]) -> String {
        guard let member else { return "" }
        if member.isFounder { return say("chapters_founder") }
        let sponsors = member.broughtInBy.map { names[$0] ?? String($0.description.prefix(8)) }
        return say(
            "chapters_sponsored",
            ["chapters": sponsors.formatted(.list(type: .and).locale(locale))])
    }
}
