public import GRDB

/// A person in this chapter's own database, whatever their status.
///
/// It never leaves the chapter.
public struct MemberID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The row.
    public let number: Int64

    /// Wraps a row number.
    public init(_ number: Int64) { self.number = number }

    /// Reads a decimal number; nil when it is anything else.
    public init?(_ text: String) {
        guard let number = Int64(text), number > 0 else { return nil }
        self.number = number
    }

    /// The decimal number.
    public var description: String { String(number) }

    /// Orders ids by number.
    public static func < (left: MemberID, right: MemberID) -> Bool { left.number < right.number }
}

extension MemberID: DatabaseValueConvertible {
    /// The row number.
    public var databaseValue: DatabaseValue { number.databaseValue }

    /// Reads a row number.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> MemberID? {
        Int64.fromDatabaseValue(value).map(MemberID.init)
    }
}
