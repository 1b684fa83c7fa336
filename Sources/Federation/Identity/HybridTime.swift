/// A hybrid logical clock's reading: 48 bits of milliseconds, 16 bits of counter.
///
/// Within a feed it never decreases, which is the only rule about it. It orders what people see;
/// it never decides what is valid, who may act or when a ballot closes.
public struct HybridTime: Hashable, Comparable, Sendable {
    /// The milliseconds in the upper 48 bits, the counter in the lower 16.
    public let bits: UInt64

    /// Wraps a reading that was received or stored.
    public init(bits: UInt64) { self.bits = bits }

    /// The reading for an event that its author writes now, after an event that had `previous`.
    ///
    /// It is the wall clock where that is ahead, otherwise the reading just after `previous`.
    public init(now: Timestamp, after previous: HybridTime) {
        let wall = UInt64(clamping: max(0, now.milliseconds)) & 0xFFFF_FFFF_FFFF
        bits = max(wall << 16, previous.bits == .max ? .max : previous.bits + 1)
    }

    /// The wall-clock part.
    public var moment: Timestamp { Timestamp(milliseconds: Int64(bits >> 16)) }

    /// Orders readings, earlier first.
    public static func < (left: HybridTime, right: HybridTime) -> Bool { left.bits < right.bits }
}
