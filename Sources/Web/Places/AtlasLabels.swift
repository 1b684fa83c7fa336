import Chapter

extension AtlasPart.Label {
    /// A place in the picture, each side from 0 to 1.
    typealias Place = (x: Double, y: Double)

    /// How much of the picture a letter takes on a narrow phone, and a name with its number.
    private static let letter = 0.026
    private static let height = 0.12
    /// How near to a name the middle of a circle may come.
    private static let radius = 0.04
    /// How far a name may stand from the middle of its branch, either way.
    private static let steps = [0, -0.06, 0.06, -0.12, 0.12]

    init?(
        _ drawing: OutlineDrawing, isCounted: Bool, besides circles: [Place], _ words: Wording
    ) {
        guard let x = drawing.x, let y = drawing.y,
            let place = Self.place(of: drawing.name, at: (x, y), besides: circles)
        else { return nil }
        self.init(
            x: AtlasPart.percent(place.x), y: AtlasPart.percent(place.y), name: drawing.name,
            count: isCounted ? words.number(drawing.contacts) : nil)
    }

    /// Where a name stands: in the middle of its branch, or as near to it as it covers fewer
    /// circles; nil where the middle is not in the picture.
    static func place(of name: String, at middle: Place, besides circles: [Place]) -> Place? {
        guard fits(middle) else { return nil }
        let halfWidth = Double(name.count) * letter / 2 + radius
        let halfHeight = height / 2 + radius
        func rank(_ place: Place) -> (Int, Double) {
            let covered = circles.count {
                abs($0.x - place.x) < halfWidth && abs($0.y - place.y) < halfHeight
            }
            return (covered, abs(place.x - middle.x) + abs(place.y - middle.y))
        }
        return steps.flatMap { across in
            steps.map { (x: middle.x + across, y: middle.y + $0) }
        }.filter(fits).min { rank($0) < rank($1) }
    }

    private static func fits(_ place: Place) -> Bool {
        (0.02...0.98).contains(place.x) && (0.05...0.97).contains(place.y)
    }
}
