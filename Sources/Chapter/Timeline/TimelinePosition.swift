import Federation
import GRDB

/// Where an entry is in a timeline: by its moment, then by its source, then by its id.
///
/// A page begins behind a position, so nothing is shown twice or left out when something new comes
/// in between, nor where many things have one moment.
public struct TimelinePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    let at: Int64
    let source: TimelineSource
    let number: Int64
    let name: String

    init(at: Int64, _ source: TimelineSource, number: Int64 = 0, name: String = "") {
        self.at = at
        self.source = source
        self.number = number
        self.name = name
    }

    /// Reads what `description` writes; anything else is nil.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let at = Int64(parts[0]), let rank = Int(parts[1]),
            let source = TimelineSource(rawValue: rank), parts[2].count <= 64
        else { return nil }
        if source.isNamed {
            self.init(at: at, source, name: String(parts[2]))
        } else if let number = Int64(parts[2]) {
            self.init(at: at, source, number: number)
        } else {
            return nil
        }
    }

    /// The position as an address carries it.
    public var description: String {
        "\(at).\(source.rawValue).\(source.isNamed ? name : String(number))"
    }

    /// The older one is the smaller.
    public static func < (left: TimelinePosition, right: TimelinePosition) -> Bool {
        (left.at, left.source.rawValue, left.number, left.name)
            < (right.at, right.source.rawValue, right.number, right.name)
    }
}

/// Where entries of a timeline come from; those of one moment follow in this order, the last first.
enum TimelineSource: Int, CaseIterable, Sendable {
    case interaction, history, attendance, rsvp, membership, membershipEnd, merge

    /// Whether its rows are known by a text and not by a number.
    var isNamed: Bool { self == .rsvp }

    /// What of a source comes after a position: rows for which `(at, id)` is smaller than this.
    ///
    /// At the moment of the position, a source that comes earlier in the order has all its rows
    /// still to come, and one that comes later none.
    func bound(before position: TimelinePosition?) -> StatementArguments {
        guard let position else { return bound(.max, isOpen: true) }
        if position.source.rawValue == rawValue {
            return isNamed
                ? ["at": position.at, "id": position.name]
                : ["at": position.at, "id": position.number]
        }
        return bound(position.at, isOpen: rawValue < position.source.rawValue)
    }

    private func bound(_ at: Int64, isOpen: Bool) -> StatementArguments {
        if isNamed { return ["at": at, "id": isOpen ? "~" : ""] }
        return ["at": at, "id": isOpen ? Int64.max : Int64.min]
    }
}
