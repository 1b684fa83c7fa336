import Testing

@testable import Chapter

@Suite struct `What periods come to` {
    @Test(
        arguments: [
            ("2025-12-31", MembershipState.notYet), ("2026-01-01", .current),
            ("2026-12-31", .current), ("2027-01-01", .grace), ("2027-01-30", .grace),
            ("2027-01-31", .runOut),
        ])
    func `a membership is not yet begun, current, in grace and run out`(
        on: String, state: MembershipState
    ) throws {
        let time = MembershipTime([try period("2026-01-01", "2026-12-31", grace: 30)])
        #expect(try time.state(on: day(on)) == state)
        #expect(
            try time.isMember(on: day(on), joined: nil) == (state == .current || state == .grace))
    }

    @Test func `what ended early has no grace, and does not count on its day`() throws {
        let time = MembershipTime([
            try period("2026-01-01", "2026-12-31", grace: 30, ended: "2026-06-01")
        ])
        #expect(try time.state(on: day("2026-05-31")) == .current)
        #expect(try time.state(on: day("2026-06-01")) == .endedEarly)
        #expect(try time.days(until: day("2027-01-01")) == 151)
    }

    @Test func `what ended in grace ran its whole term`() throws {
        let ended = try period("2026-01-01", "2026-12-31", grace: 30, ended: "2027-01-10")
        #expect(try ended.lastDay == day("2026-12-31"))
        #expect(try ended.countsUntil == day("2027-01-09"))
        #expect(try MembershipTime([ended]).state(on: day("2027-01-10")) == .endedEarly)
    }

    @Test func `grace bridges a late renewal, a lapse begins anew, and the total has both`() throws
    {
        let periods = [
            try period("2020-01-01", "2020-12-31", grace: 30),
            try period("2021-01-20", "2021-12-31", grace: 30),
            try period("2023-01-01", "2023-12-31", grace: 30),
        ]
        let time = MembershipTime(periods.reversed())
        #expect(try time.since(day("2021-06-01")) == day("2020-01-01"))
        #expect(try time.since(day("2022-06-01")) == nil)
        #expect(try time.since(day("2023-06-01")) == day("2023-01-01"))
        #expect(try time.days(until: day("2023-12-31")) == 366 + 365 + 30 + 365)
    }

    @Test func `years elsewhere count for seniority and not as a membership here`() throws {
        let time = MembershipTime([try period("2026-01-01", "", since: "2010-03-01")])
        #expect(try time.since(day("2026-05-01")) == day("2010-03-01"))
        #expect(try !time.isMember(on: day("2015-01-01"), joined: day("2026-01-01")))
        #expect(try time.isMember(on: day("2015-01-01"), joined: day("2010-03-01")))
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `stretches say the same as looking at each day`(seed: UInt64) throws {
        var dice = SplitMix64(state: seed)
        let zero = try day("2026-01-01")
        for _ in 0..<300 {
            let periods = (0..<dice.roll(6)).map { _ in
                let starts = zero.plus(days: dice.roll(120))
                let until = dice.roll(8) == 0 ? nil : starts.plus(days: dice.roll(40))
                var one = MembershipPeriod(
                    type: 1, kind: "Standard", startsOn: starts, runsUntil: until,
                    graceDays: dice.roll(3) * 5)
                if dice.roll(4) == 0 { one.endedOn = starts.plus(days: dice.roll(30)) }
                if dice.roll(6) == 0 { one.memberSince = starts.plus(days: -dice.roll(20)) }
                return one
            }
            let time = MembershipTime(periods)
            var (run, total) = (0, 0)
            for offset in -30..<220 {
                let day = zero.plus(days: offset)
                let isCounted = periods.contains {
                    !$0.isVoid && ($0.memberSince ?? $0.startsOn) <= day && day <= $0.countsUntil
                }
                run = isCounted ? run + 1 : 0
                total += isCounted ? 1 : 0
                #expect(time.days(until: day) == total, "seed \(seed)")
                #expect(
                    time.since(day) == (isCounted ? day.plus(days: 1 - run) : nil), "seed \(seed)")
                let state = time.state(on: day)
                let counts = periods.contains { $0.counts(on: day) }
                #expect(
                    (state == .current || state == .grace) == counts, "seed \(seed)")
            }
        }
    }

    @Test(
        arguments: [
            // Early, on the last day, in grace on the first and the last day, and too late.
            ("2026-06-01", "2027-01-01"), ("2026-12-31", "2027-01-01"),
            ("2027-01-01", "2027-01-01"), ("2027-01-30", "2027-01-01"),
            ("2027-01-31", "2027-01-31"), ("2029-08-07", "2029-08-07"),
        ])
    func `a renewal follows on, and after a lapse it begins that day`(on: String, starts: String)
        throws
    {
        let periods = [try period("2026-01-01", "2026-12-31", grace: 30)]
        let renewal = try #require(MembershipRenewal(of: periods, to: 1, on: try day(on)))
        #expect(try renewal.startsOn == day(starts))
    }

    @Test func `what has no end is not renewed`() throws {
        let periods = [try period("2026-01-01", "")]
        #expect(try MembershipRenewal(of: periods, to: 1, on: day("2026-05-01")) == nil)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
    func `renewals never overlap, and whoever renews in time has no break`(seed: UInt64) throws {
        var dice = SplitMix64(state: seed)
        for _ in 0..<200 {
            var today = try day("2024-01-01").plus(days: dice.roll(800))
            let joined = today
            let term = MembershipTerm.rolling(months: dice.roll(14) + 1)
            var periods = [
                MembershipPeriod(
                    type: 1, kind: "Standard", startsOn: today, runsUntil: term.last(from: today),
                    graceDays: dice.roll(2) * 30)
            ]
            for _ in 0..<8 {
                let latest = try #require(periods.last)
                today = latest.startsOn.plus(
                    days: dice.roll(latest.countsUntil - latest.startsOn + 1))
                let renewal = try #require(MembershipRenewal(of: periods, to: 1, on: today))
                let next = MembershipPeriod(
                    type: 1, kind: "Standard", startsOn: renewal.startsOn,
                    runsUntil: term.last(from: renewal.startsOn, anchor: renewal.anchor),
                    graceDays: latest.graceDays)
                #expect(!periods.contains { $0.overlaps(next) }, "seed \(seed)")
                // The day of the month never drifts.
                let day = next.startsOn.plus(months: 0, onDay: joined.day)
                #expect(next.startsOn == day, "seed \(seed)")
                periods.append(next)
            }
            let end = try #require(periods.last).lastDay
            #expect(MembershipTime(periods).since(end) == joined, "seed \(seed)")
        }
    }
}
