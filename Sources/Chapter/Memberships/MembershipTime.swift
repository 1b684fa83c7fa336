/// What a person's periods come to: whether they are a member, since when and for how long.
struct MembershipTime: Hashable, Sendable {
    /// The stretches of days on which a period counts, grace included, the earliest first.
    ///
    /// What touches is one. Days before the first period are in it where the period says so.
    let stretches: [ClosedRange<CalendarDay>]
    private let periods: [MembershipPeriod]

    /// Puts periods together, in whatever order and however they overlap.
    init(_ periods: [MembershipPeriod]) {
        self.periods = periods
        let counted = periods.filter { !$0.isVoid }.map { period in
            min(period.memberSince ?? period.startsOn, period.startsOn)...period.countsUntil
        }
        var stretches: [ClosedRange<CalendarDay>] = []
        for next in counted.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = stretches.last, next.lowerBound <= last.upperBound.plus(days: 1) {
                stretches[stretches.count - 1] =
                    last.lowerBound...max(last.upperBound, next.upperBound)
            } else {
                stretches.append(next)
            }
        }
        self.stretches = stretches
    }

    /// How it stands on a day; nil without periods.
    func state(on day: CalendarDay) -> MembershipState? {
        guard !periods.isEmpty else { return nil }
        if periods.contains(where: { $0.startsOn <= day && day <= $0.lastDay }) { return .current }
        if periods.contains(where: { $0.counts(on: day) }) { return .grace }
        let begun = periods.filter { $0.startsOn <= day }
        guard let latest = begun.max(by: { $0.countsUntil < $1.countsUntil }) else {
            return .notYet
        }
        return latest.endedOn == nil ? .runOut : .endedEarly
    }

    /// Whether a period counts on a day.
    ///
    /// The days before the first period count from the day on which the person joined this
    /// chapter; a membership in another chapter is none of this one.
    func isMember(on day: CalendarDay, joined: CalendarDay?) -> Bool {
        periods.contains { period in
            guard day <= period.countsUntil, !period.isVoid else { return false }
            if period.startsOn <= day { return true }
            guard let since = period.memberSince, since <= day else { return false }
            return (joined ?? period.startsOn) <= day
        }
    }

    /// The first of the days without a break that lead to a day; nil where that is not counted.
    func since(_ day: CalendarDay) -> CalendarDay? {
        stretches.first { $0.contains(day) }?.lowerBound
    }

    /// How many days are counted until a day, that day included.
    func days(until day: CalendarDay) -> Int {
        stretches.filter { $0.lowerBound <= day }.map {
            min($0.upperBound, day) - $0.lowerBound + 1
        }
        .reduce(0, +)
    }
}

/// How a membership stands on a day.
public enum MembershipState: String, CaseIterable, Hashable, Sendable {
    /// Its first period begins later.
    case notYet = "not yet begun"
    /// A period runs.
    case current
    /// A period has run out and still counts.
    case grace = "in grace"
    /// The last period has run out, and its grace too.
    case runOut = "run out"
    /// The last period ended early.
    case endedEarly = "ended early"
}
