/// A moment: milliseconds since 1970-01-01T00:00:00Z.
///
/// Time is always a parameter. Only the node's composition asks the clock.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970, negative before.
    public var milliseconds: Int64

    /// A moment so many milliseconds after 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A moment so many seconds after 1970.
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Orders moments, earlier first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The moment so many milliseconds later.
    public static func + (moment: Timestamp, milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: moment.milliseconds + milliseconds)
    }

    /// The milliseconds from `right` to `left`.
    public static func - (left: Timestamp, right: Timestamp) -> Int64 {
        left.milliseconds - right.milliseconds
    }
}
