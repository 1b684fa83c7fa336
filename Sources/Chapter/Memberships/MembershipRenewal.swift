/// When the next period of a membership begins.
struct MembershipRenewal: Hashable, Sendable {
    /// The first day of the next period.
    let startsOn: CalendarDay
    /// The day of the month that a row of rolling periods keeps to.
    let anchor: Int

    /// What a renewal on a day comes to for these periods and a kind; nil where the last of them
    /// has no end.
    ///
    /// While a period counts, the next one begins the day after the last ends, also in grace, so
    /// that nobody loses or wins days by paying early or late. After a lapse it begins that day.
    init?(of periods: [MembershipPeriod], to type: Int64, on today: CalendarDay) {
        let counting = periods.filter { !$0.isVoid && $0.countsUntil >= today }
        guard let latest = counting.map(\.lastDay).max() else {
            startsOn = today
            anchor = today.day
            return
        }
        guard latest < .last else { return nil }
        startsOn = latest.plus(days: 1)
        var first = startsOn
        while let before = periods.first(where: {
            $0.type == type && $0.endedOn == nil && $0.lastDay.plus(days: 1) == first
                && $0.startsOn < first
        }) {
            first = before.startsOn
        }
        // A row whose days were corrected on the way keeps to where it is now.
        let keeps = startsOn.plus(months: 0, onDay: first.day) == startsOn
        anchor = keeps ? first.day : startsOn.day
    }
}
