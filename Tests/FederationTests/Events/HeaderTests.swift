import Sodium
import Testing

@testable import Federation

@Suite struct `A header` {
    private let event = Somebody.alice.events(2)[1]

    @Test func `comes back from its bytes`() throws {
        let header = try #require(EventHeader(bytes: event.header.bytes))
        #expect(header == event.header)
        #expect(header.id == event.id)
        #expect(event.header.bytes.count == EventHeader.prefixBytes + event.header.suffix.count)
    }

    @Test func `comes back with the largest numbers`() throws {
        let header = EventHeader(
            feed: FeedName(chapter: Somebody.bob.chapter, epoch: .max), seq: .max,
            previous: event.id, bodyLength: .max, bodyHash: event.header.bodyHash,
            suffix: [UInt8](repeating: 9, count: Limits.suffixBytes))
        #expect(EventHeader(bytes: header.bytes) == header)
    }

    @Test func `that is cut anywhere before its suffix is refused`() {
        for count in 0...EventHeader.prefixBytes {
            #expect(EventHeader(bytes: Array(event.header.bytes[..<count])) == nil)
        }
    }

    @Test func `has another id when any byte is changed`() {
        for index in event.header.bytes.indices.dropFirst() {
            var bytes = event.header.bytes
            bytes[index] ^= 1
            #expect(EventHeader(bytes: bytes)?.id != event.id, "byte \(index)")
        }
    }
}

@Suite struct `A hybrid time` {
    private let noon = Somebody.noon

    @Test func `follows the wall clock where that is ahead`() {
        let time = HybridTime(now: noon, after: HybridTime(bits: 0))
        #expect(time.moment == noon)
        #expect(time.bits & 0xFFFF == 0)
    }

    @Test func `counts up where the wall clock stands still or goes back`() {
        let first = HybridTime(now: noon, after: HybridTime(bits: 0))
        let second = HybridTime(now: noon, after: first)
        let third = HybridTime(now: noon + -5000, after: second)
        #expect(second.bits == first.bits + 1)
        #expect(third.bits == first.bits + 2)
    }

    @Test func `never goes beyond its last value`() {
        let last = HybridTime(bits: .max)
        #expect(HybridTime(now: noon, after: last) == last)
    }

    @Test func `takes a clock before 1970 for 1970`() {
        let time = HybridTime(now: Timestamp(milliseconds: -1), after: HybridTime(bits: 0))
        #expect(time.bits == 1)
    }
}
