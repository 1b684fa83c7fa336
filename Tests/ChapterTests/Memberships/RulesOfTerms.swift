import Testing

@testable import Chapter

@Suite struct `How a period runs` {
    @Test(
        arguments: [
            ("2026-05-01", 12, "2027-04-30"), ("2026-01-31", 1, "2026-02-27"),
            ("2024-02-29", 12, "2025-02-27"), ("2023-03-01", 12, "2024-02-29"),
            ("2026-12-31", 2, "2027-02-27"), ("2026-08-31", 6, "2027-02-27"),
            ("2026-03-15", 120, "2036-03-14"),
        ])
    func `a rolling one ends the day before its day comes round`(
        starts: String, months: Int, ends: String
    ) throws {
        #expect(try MembershipTerm.rolling(months: months).last(from: day(starts)) == day(ends))
    }

    @Test func `monthly periods that began on the 31st keep to the end of the month`() throws {
        var periods = [try period("2026-01-31", "2026-02-27")]
        for _ in 0..<4 {
            let today = try #require(periods.last).startsOn
            let renewal = try #require(MembershipRenewal(of: periods, to: 1, on: today))
            let last = MembershipTerm.rolling(months: 1)
                .last(from: renewal.startsOn, anchor: renewal.anchor)
            var next = try period("2026-01-01", "")
            (next.startsOn, next.runsUntil) = (renewal.startsOn, last)
            periods.append(next)
        }
        #expect(
            periods.map { "\($0.startsOn)...\($0.lastDay)" } == [
                "2026-01-31...2026-02-27", "2026-02-28...2026-03-30", "2026-03-31...2026-04-29",
                "2026-04-30...2026-05-30", "2026-05-31...2026-06-29",
            ])
    }

    @Test(
        arguments: [
            ("2026-05-01", "01-01", nil, "2026-12-31"), ("2026-01-01", "01-01", nil, "2026-12-31"),
            ("2026-12-31", "01-01", nil, "2026-12-31"),
            ("2026-09-30", "01-01", "10-01", "2026-12-31"),
            ("2026-10-01", "01-01", "10-01", "2027-12-31"),
            ("2026-12-31", "01-01", "10-01", "2027-12-31"),
            ("2027-01-01", "01-01", "10-01", "2027-12-31"),
            ("2026-06-30", "07-01", "05-15", "2027-06-30"),
            ("2026-05-14", "07-01", "05-15", "2026-06-30"),
            ("2026-07-01", "07-01", "05-15", "2027-06-30"),
            ("2026-02-10", "09-01", "11-01", "2027-08-31"),
            ("2023-12-01", "03-01", nil, "2024-02-29"),
        ])
    func `a fixed one ends with the year, or with the next from the rollover day on`(
        starts: String, year: String, rollover: String?, ends: String
    ) throws {
        let term = MembershipTerm.fixed(
            yearStarts: try #require(MonthDay(year)),
            rollover: try rollover.map { try #require(MonthDay($0)) })
        #expect(try term.last(from: day(starts)) == day(ends))
    }

    @Test func `an open one has no end, and 29 February begins no year`() throws {
        #expect(try MembershipTerm.open.last(from: day("2026-05-01")) == nil)
        #expect(MonthDay("02-29") == nil)
        #expect(MonthDay("02-28")?.description == "02-28")
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `days and months count as the calendar does`(seed: UInt64) throws {
        var dice = SplitMix64(state: seed)
        for _ in 0..<2000 {
            let one = try day("1900-01-01").plus(days: dice.roll(300_000))
            #expect(one.plus(days: 1) - one == 1, "seed \(seed)")
            #expect(CalendarDay(one.description) == one, "seed \(seed)")
            let months = dice.roll(120) + 1
            let later = one.plus(months: months)
            let count = (later.year - one.year) * 12 + later.month - one.month
            #expect(count == months && later.day <= one.day, "seed \(seed)")
            // A clamped day is the last of its month.
            #expect(later.day == one.day || later.plus(days: 1).day == 1, "seed \(seed)")
            let rolling = MembershipTerm.rolling(months: months).last(from: one)
            #expect(try #require(rolling) >= one, "seed \(seed)")
            let term = MembershipTerm.fixed(
                yearStarts: try #require(MonthDay(month: dice.roll(12) + 1, day: 28)),
                rollover: MonthDay(month: dice.roll(12) + 1, day: 14))
            let last = try #require(term.last(from: one))
            #expect(last >= one && last - one < 731, "seed \(seed)")
        }
    }
}
