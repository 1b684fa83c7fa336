import Chapter
import Foundation

/// A picture of who belongs to whom: the contact in the middle, one step away on a ring, two steps
/// away on an outer one.
///
/// Everything in it stands in the list below it, so that nobody needs the picture. Places are
/// shares of its width and height, as on the map of chapters.
struct NetworkPicture: Sendable {
    /// A contact.
    struct Spot: Sendable {
        let x: String
        let y: String
        let radius: Int
        /// `own` for whoever it is about.
        let kind: String?
        /// The name, cut where it is too long for the picture; nil where there is no room.
        let name: String?
        let shift: Int
    }

    /// A relation.
    struct Line: Sendable {
        let x1: String
        let y1: String
        let x2: String
        let y2: String
        /// `fresh` for those of the contact itself.
        let kind: String?
    }

    let label: String
    let lines: [Line]
    let spots: [Spot]

    /// With more contacts than this on the inner ring the picture would be a ring of ink.
    private static let mostNear = 24
    /// With more contacts than this on the inner ring their names have no room.
    private static let namesAtMost = 8
    /// More letters of a name are cut off in the picture.
    private static let lettersAtMost = 16

    /// Draws the network; nil where there are too many to see anything, and where nothing leads on.
    init?(around center: ContactName, _ network: RelationNetwork, _ words: Wording) {
        let near = network.neighbours
        guard near.count <= Self.mostNear, network.more == 0,
            near.contains(where: { !$0.further.isEmpty })
        else { return nil }
        label = words.say("relations_network_title", ["name": center.name])
        var outer: [Spot] = []
        var inner: [Spot] = []
        var lines: [Line] = []
        for (index, neighbour) in near.enumerated() {
            let angle = 2 * Double.pi * Double(index) / Double(near.count) - Double.pi / 2
            let place = Self.place(angle, 24, 28)
            lines.append(
                Line(x1: "50%", y1: "50%", x2: place.x, y2: place.y, kind: "fresh"))
            inner.append(
                Spot(
                    x: place.x, y: place.y, radius: 9, kind: nil,
                    name: near.count > Self.namesAtMost ? nil : Self.cut(neighbour.contact.name),
                    shift: sin(angle) > 0.1 ? 26 : -16))
            let share = min(2 * Double.pi / Double(near.count) * 0.8, 1.3)
            let count = Double(neighbour.further.count)
            for number in neighbour.further.indices {
                let spread = angle + share * ((Double(number) + 0.5) / count - 0.5)
                let far = Self.place(spread, 42, 43)
                lines.append(Line(x1: place.x, y1: place.y, x2: far.x, y2: far.y, kind: nil))
                outer.append(
                    Spot(x: far.x, y: far.y, radius: 4, kind: nil, name: nil, shift: 0))
            }
        }
        let own = Spot(
            x: "50%", y: "50%", radius: 12, kind: "own", name: Self.cut(center.name), shift: 30)
        self.lines = lines
        spots = outer + inner + [own]
    }

    private static func place(_ angle: Double, _ width: Double, _ height: Double) -> (
        x: String, y: String
    ) {
        (
            "\(Int((50 + width * cos(angle)).rounded()))%",
            "\(Int((50 + height * sin(angle)).rounded()))%"
        )
    }

    private static func cut(_ name: String) -> String {
        name.count > lettersAtMost ? "\(name.prefix(lettersAtMost - 1))…" : name
    }
}
