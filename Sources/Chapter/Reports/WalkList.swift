import Foundation

/// Doors to knock on, street by street, the odd side and the even side apart.
///
/// Whoever lives behind one door is there together: one knock for a household.
public struct WalkList: Hashable, Sendable {
    /// A door.
    public struct Door: Hashable, Sendable {
        /// The address as it was typed.
        public let address: String
        /// Who is there, in order of name.
        public let names: [String]
    }

    /// A side of a street.
    public enum Side: Int, CaseIterable, Hashable, Sendable {
        /// 1, 3, 5.
        case odd
        /// 2, 4, 6.
        case even
        /// Where no number could be read.
        case unknown
    }

    /// One side of a street, its doors in the order of their numbers.
    public struct Stretch: Hashable, Sendable {
        /// The street as it was typed first.
        public let street: String
        /// The town or the postcode.
        public let place: String
        /// Which side.
        public let side: Side
        /// The doors.
        public let doors: [Door]
    }

    /// The stretches, by place, street and side.
    public let stretches: [Stretch]
    /// How many people are on it.
    public let people: Int
    /// How many were left out, because we have no home address that may be used.
    public let withoutAddress: Int

    /// How many doors there are.
    public var doors: Int { stretches.reduce(0) { $0 + $1.doors.count } }
}

/// Somebody with the lines of an address, on the way to a door.
struct Resident: Hashable {
    let name: String
    let line1: String
    let line2: String
    let city: String
    let postcode: String
    /// How the address is read.
    let parts: AddressParts
}

extension WalkList {
    /// A walk past everybody's door; the others are only counted.
    init(_ residents: [Resident], withoutAddress: Int) {
        struct Key: Hashable {
            let place: String
            let street: String
            let side: Side
        }
        var doors: [Key: [String: (order: DoorOrder, address: String, names: [String])]] = [:]
        var shown: [Key: (street: String, place: String)] = [:]
        for one in residents {
            let parts = one.parts
            let order = DoorOrder(parts)
            let place = one.city.isEmpty ? one.postcode : one.city
            let key = Key(
                place: foldedName(place), street: parts.street ?? foldedName(one.line1),
                side: order.side)
            if shown[key] == nil { shown[key] = (Self.street(one.line1, parts), place) }
            let home = parts.homeKey(city: one.city, postcode: one.postcode)
            let lines = [one.line1, one.line2].filter { !$0.isEmpty }.joined(separator: ", ")
            let door = home.isEmpty ? foldedName(lines) : home
            doors[key, default: [:]][door, default: (order, lines, [])].names.append(one.name)
        }
        let keys = doors.keys.sorted {
            ($0.place, $0.street, $0.side.rawValue) < ($1.place, $1.street, $1.side.rawValue)
        }
        self.init(
            stretches: keys.map { key in
                Stretch(
                    street: shown[key]?.street ?? key.street, place: shown[key]?.place ?? key.place,
                    side: key.side,
                    doors: (doors[key] ?? [:]).sorted { left, right in
                        left.value.order == right.value.order
                            ? left.key < right.key : left.value.order < right.value.order
                    }.map { Door(address: $0.value.address, names: $0.value.names) })
            }, people: residents.count, withoutAddress: withoutAddress)
    }

    /// The street as it was typed, without the number of the house where that stands at one end.
    private static func street(_ line: String, _ parts: AddressParts) -> String {
        if parts.isByHand, let street = parts.street { return street.capitalized }
        guard let number = parts.number else { return line }
        var street = Substring(line)
        let first = street.prefix { !$0.isWhitespace && $0 != "," }
        let last = String(street.reversed().prefix { !$0.isWhitespace && $0 != "," }.reversed())
        if foldedWords(String(first)).joined() == foldedWords(number).joined() {
            street = street.dropFirst(first.count)
        } else if foldedWords(last).joined() == foldedWords(number).joined() {
            street = street.dropLast(last.count)
        }
        let trimmed = street.drop { " ,".contains($0) }
        let kept = String(trimmed.reversed().drop { " ,".contains($0) }.reversed())
        return kept.isEmpty ? line : kept
    }
}

/// Where a door stands along its street.
private struct DoorOrder: Comparable {
    let number: Int
    let rest: String
    let floor: String
    let unit: String

    init(_ parts: AddressParts) {
        let digits = (parts.number ?? "").prefix { $0.isASCII && $0.isNumber }
        number = Int(digits) ?? 0
        rest = String((parts.number ?? "").dropFirst(digits.count))
        floor = parts.floor ?? ""
        unit = parts.unit ?? ""
    }

    /// The side of the street on which it is.
    var side: WalkList.Side { number == 0 ? .unknown : number.isMultiple(of: 2) ? .even : .odd }

    static func < (left: DoorOrder, right: DoorOrder) -> Bool {
        (left.number, left.rest, left.floor, left.unit)
            < (right.number, right.rest, right.floor, right.unit)
    }
}
