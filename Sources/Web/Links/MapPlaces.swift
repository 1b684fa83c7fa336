import Foundation

/// Where chapters stand in the picture of the federation, in percent of its width and height.
///
/// The names of those in the upper half stand above them and of all others below, so places are
/// chosen such that no line goes through the name of this chapter.
struct MapPlaces {
    /// A place in the picture.
    struct Place: Hashable {
        let x: Double
        let y: Double
    }

    /// More linked chapters than this stand around this one; so many stand above it or beside it.
    static let fanAtMost = 3
    /// More than this stand on two rings.
    private static let ringAtMost = 10

    /// This chapter's.
    let own: Place
    /// One for each linked chapter.
    let linked: [Place]

    /// Places for this chapter and a number of linked ones.
    init(_ count: Int) {
        switch count {
        case 0: (own, linked) = (Place(x: 50, y: 45), [])
        case 1: (own, linked) = (Place(x: 24, y: 50), [Place(x: 76, y: 50)])
        case 2: (own, linked) = (Place(x: 50, y: 74), [Place(x: 22, y: 30), Place(x: 78, y: 30)])
        case 3:
            own = Place(x: 50, y: 78)
            linked = [Place(x: 22, y: 46), Place(x: 50, y: 24), Place(x: 78, y: 46)]
        default: (own, linked) = (Self.middle, Self.rings(count))
        }
    }

    private static let middle = Place(x: 50, y: 49)

    /// One ring, or two where there are many.
    private static func rings(_ count: Int) -> [Place] {
        let inner = count > ringAtMost ? count / 3 : 0
        return (0..<count).map { number in
            let isInner = number < inner
            let onRing = isInner ? inner : count - inner
            let place = isInner ? number : number - inner
            // A part of a step on, so that nobody stands right below the middle, where the name of
            // this chapter is, nor right behind somebody of the inner ring.
            let shift = isInner ? 0.25 : onRing.isMultiple(of: 2) ? 0.5 : 0
            let turn = 2 * Double.pi * (Double(place) + shift) / Double(onRing)
            let reach = isInner ? (18.0, 20.0) : (33.0, 38.0)
            return Place(x: middle.x + reach.0 * sin(turn), y: middle.y - reach.1 * cos(turn))
        }
    }
}
