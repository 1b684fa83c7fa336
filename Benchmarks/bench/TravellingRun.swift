import Federation
import SwiftProtobuf

/// A run as it travels: nothing of it is believed before it is read and verified.
struct TravellingRun: Sendable {
    /// How many events it carries.
    let count: Int
    private let bytes: [UInt8]

    /// Encodes stored events; nil unless the last one holds its signature.
    init?(_ events: [Event]) {
        guard let wire = WireRun(carrying: events) else { return nil }
        count = events.count
        bytes = wire.encoded
    }

    /// Reads the bytes as somebody does who has just got them.
    func received() throws -> ReceivedRun {
        try ReceivedRun(WireRun(serializedBytes: bytes))
    }
}
