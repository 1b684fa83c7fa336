import FoundationEssentials

/// The whole state of a shared meeting; a later one with the same nonce replaces it.
///
/// Specification: Protocol/meetings.proto, kind 64.
public struct MeetingScheduled: Hashable, Sendable {
    /// The longest title, in bytes of UTF-8.
    public static let titleBytes = 200
    /// The longest place, in bytes of UTF-8.
    public static let placeBytes = 300
    /// The longest online link, in bytes.
    public static let onlineLinkBytes = 500
    /// The longest agenda, in bytes of UTF-8.
    public static let agendaBytes = 8192
    /// The longest time zone name, in bytes.
    public static let timeZoneBytes = 64
    /// The last moment at which a meeting may end: 2200-01-01.
    public static let latest = Timestamp(seconds: 7_258_118_400)
    /// The longest time between start and end, in milliseconds: 366 days.
    public static let longest: Int64 = 366 * 86_400_000
    /// The offsets from UTC that a clock on a wall can have, in minutes.
    public static let utcOffsets = -1080...1080

    /// Sixteen random bytes, the same in every event about this meeting.
    public var nonce: [UInt8]
    /// What it is called.
    public var title: String
    /// Where it is, or nothing.
    public var place: String
    /// Where it is online, or nothing.
    public var onlineLink: String
    /// When it begins.
    public var start: Timestamp
    /// When it ends.
    public var end: Timestamp
    /// The IANA time zone in which it was planned, or nothing.
    public var timeZone: String
    /// Minutes east of UTC at the start, as the chapter wrote it.
    public var utcOffset: Int
    /// What it is about, or nothing.
    public var agenda: String
    /// `linked` or `public`.
    public var audience: Audience

    /// Collects what the linked chapters learn of a meeting.
    public init(
        nonce: [UInt8], title: String, place: String, onlineLink: String, start: Timestamp,
        end: Timestamp, timeZone: String, utcOffset: Int, agenda: String, audience: Audience
    ) {
        self.nonce = nonce
        self.title = title
        self.place = place
        self.onlineLink = onlineLink
        self.start = start
        self.end = end
        self.timeZone = timeZone
        self.utcOffset = utcOffset
        self.agenda = agenda
        self.audience = audience
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        let wire = try Bounds.decode(WireMeetingScheduled.self, payload)
        nonce = try Bounds.nonce(wire.nonce)
        title = wire.title
        place = wire.place
        onlineLink = wire.onlineLink
        start = Timestamp(milliseconds: wire.startsAt)
        end = Timestamp(milliseconds: wire.endsAt)
        timeZone = wire.timeZone
        utcOffset = Int(wire.utcOffsetMinutes)
        agenda = wire.agenda
        switch wire.audience {
        case .linked: audience = .linked
        case .public: audience = .public
        default: throw .outOfBounds("audience")
        }
        try check()
    }

    /// Checks every limit, as the receiving nodes do.
    public func check() throws(PayloadError) {
        _ = try Bounds.line(title, "title", 1...Self.titleBytes)
        _ = try Bounds.line(place, "place", 0...Self.placeBytes)
        _ = try Bounds.text(agenda, "agenda", 0...Self.agendaBytes)
        guard Self.isOnlineLink(onlineLink) else { throw .outOfBounds("online_link") }
        guard start.milliseconds >= 0 else { throw .outOfBounds("starts_at") }
        guard end >= start, end <= Self.latest, end - start <= Self.longest else {
            throw .outOfBounds("ends_at")
        }
        guard Self.isTimeZone(timeZone) else { throw .outOfBounds("time_zone") }
        guard Self.utcOffsets.contains(utcOffset) else {
            throw .outOfBounds("utc_offset_minutes")
        }
        guard audience.isShared else { throw .outOfBounds("audience") }
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireMeetingScheduled()
        wire.nonce = Data(nonce)
        wire.title = title
        wire.place = place
        wire.onlineLink = onlineLink
        wire.startsAt = start.milliseconds
        wire.endsAt = end.milliseconds
        wire.timeZone = timeZone
        wire.utcOffsetMinutes = Int32(utcOffset)
        wire.agenda = agenda
        wire.audience = audience == .public ? .public : .linked
        return Bounds.encode(wire)
    }

    /// Whether the text is empty or an address that a page may link to.
    private static func isOnlineLink(_ text: String) -> Bool {
        if text.isEmpty { return true }
        let lower = text.lowercased()
        let isWeb = lower.hasPrefix("https://") || lower.hasPrefix("http://")
        return isWeb && text.utf8.count <= onlineLinkBytes
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !$0.properties.isWhitespace }
    }

    private static func isTimeZone(_ text: String) -> Bool {
        text.utf8.count <= timeZoneBytes
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"),
                    UInt8(ascii: "+"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
