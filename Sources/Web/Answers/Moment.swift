import Chapter
public import Federation

/// A moment as the API writes it: ISO 8601 with an offset, `2026-11-22T18:00:00+01:00`.
///
/// Milliseconds are written only where there are any. The offset is for the reader; the moment is
/// the same whatever it says.
public struct Moment: Hashable, Sendable, Codable, CustomStringConvertible {
    /// When.
    public let timestamp: Timestamp
    /// Minutes east of Greenwich in which it is written.
    public let offset: Int

    /// A moment, written in UTC unless an offset in minutes is named.
    public init(_ timestamp: Timestamp, offset: Int = 0) {
        self.timestamp = timestamp
        self.offset = offset
    }

    /// Reads ISO 8601 with an offset; nil when it is anything else, also when the offset is
    /// missing or the day is not in the calendar.
    public init?(_ text: String) {
        guard let (moment, offset) = CivilTime.parse(text) else { return nil }
        self.init(moment, offset: offset)
    }

    /// ISO 8601 with the offset.
    public var description: String { CivilTime.text(timestamp, offset: offset) }

    /// Reads the text of `description`; anything else throws a `Refusal` that names the field.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Moment(text) else {
            throw Refusal(
                .invalid, CivilTime.expectation(text), field: decoder.codingPath.last?.stringValue)
        }
        self = moment
    }

    /// Writes the text of `description`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
