import Federation
import Foundation
import Testing
import Web

@Suite struct `A moment in ISO 8601` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("1970-01-01T01:00+01:00", 0),
        ("2000-02-29T12:00:00Z", 951_825_600_000), ("2026-11-22T18:00-0330", 1_795_383_000_000),
        ("1969-12-31T23:59:59.999Z", -1), ("2026-11-22 18:00:00.5Z", 1_795_370_400_500),
        ("2026-11-22t18:00:00.123456789z", 1_795_370_400_123),
    ])
    func `is read to the millisecond`(text: String, milliseconds: Int64) throws {
        let moment = try #require(Moment(text))
        #expect(moment.timestamp.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "2026-11-22T18:00", "2026-11-22T18:00:00", "2026-11-22", "2026-02-29T10:00Z",
        "2026-13-01T10:00Z", "2026-00-10T10:00Z", "2026-04-31T10:00Z", "2026-11-22T24:00Z",
        "2026-11-22T10:60Z", "2026-11-22T10:00:60Z", "2026-11-22T10:00+15:00", "0000-01-01T10:00Z",
        "2026-11-22T10:00Z ", "２０２６-11-22T10:00Z", "2026-11-22T10:00:00.Z", "", "now",
        "2026-1-2T10:00Z", "-2026-11-22T10:00Z", "2026-11-22T10:00+1",
    ])
    func `is refused when it is anything else`(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test func `comes back from its own text, whatever the moment and the offset`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var state = seed
        func next(_ bound: UInt64) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64((state >> 33) % bound)
        }
        for _ in 0..<2_000 {
            let moment = Moment(
                Timestamp(
                    milliseconds: next(4_000_000_000) * 2000 - 2_000_000_000_000 + next(1000)),
                offset: Int(next(1681)) - 840)
            #expect(Moment(moment.description) == moment, "seed \(seed)")
        }
    }

    @Test func `agrees with Foundation on the calendar`() throws {
        let style = Date.ISO8601FormatStyle()
        for day in stride(from: Int64(-20_000), through: 60_000, by: 37) {
            let seconds = day * 86_400 + 4_321
            let theirs = Date(timeIntervalSince1970: Double(seconds)).formatted(style)
            #expect(Moment(Timestamp(seconds: seconds)).description == theirs)
        }
    }
}
