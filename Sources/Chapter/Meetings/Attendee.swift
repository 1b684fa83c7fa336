import Federation
import Foundation
import GRDB
import Sodium

/// Twelve random bytes under which a guest at a meeting is spoken of.
public struct GuestSlip: Hashable, Sendable, CustomStringConvertible {
    /// Twelve bytes.
    public let bytes: [UInt8]

    /// So many bytes make it certain that no two guests get the same.
    static let length = 12

    /// Draws a new one.
    public static func draw() -> GuestSlip { GuestSlip(drawn: randomBytes(length)) }

    private init(drawn bytes: [UInt8]) { self.bytes = bytes }

    init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads twenty-four hexadecimal digits; nil when it is anything else.
    public init?(_ text: String) {
        guard let bytes = Hex.bytes(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Twenty-four hexadecimal digits.
    public var description: String { Hex.text(bytes) }
}

/// Somebody on the record of a meeting: a person of the chapter's list, or a guest.
public enum Attendee: Hashable, Sendable, CustomStringConvertible {
    /// Somebody in the list.
    case person(MemberID)
    /// Somebody who is not.
    case guest(GuestSlip)

    /// Reads a decimal number or twenty-four hexadecimal digits; nil when it is anything else.
    public init?(_ text: String) {
        if let slip = GuestSlip(text) {
            self = .guest(slip)
        } else if let member = MemberID(text) {
            self = .person(member)
        } else {
            return nil
        }
    }

    /// A number for a person, twenty-four hexadecimal digits for a guest.
    public var description: String {
        switch self {
        case .person(let member): member.description
        case .guest(let slip): slip.description
        }
    }

    /// The column that speaks of them, and what stands in it.
    var key: (column: String, value: any DatabaseValueConvertible) {
        switch self {
        case .person(let member): ("member_id", member)
        case .guest(let slip): ("slip", Data(slip.bytes))
        }
    }

    /// Changes their row at a meeting; gives whether there was one.
    func update(_ set: String, _ values: StatementArguments, at meeting: ObjectID, in db: Database)
        throws -> Bool
    {
        try db.execute(
            sql: "UPDATE attendance SET \(set) WHERE meeting_id = ? AND \(key.column) = ?",
            arguments: values + [meeting, key.value])
        return db.changesCount > 0
    }

    /// Takes their row at a meeting away.
    func delete(at meeting: ObjectID, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM attendance WHERE meeting_id = ? AND \(key.column) = ?",
            arguments: [meeting, key.value])
    }
}
