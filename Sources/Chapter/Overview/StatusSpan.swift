/// A stretch of days on which somebody was one thing to the chapter.
struct StatusSpan: Equatable {
    /// What the first day is in the count of a month.
    enum Beginning: Int {
        case isNotCounted, joined, returned
    }

    /// The days, up to one that is no longer in it.
    let days: Range<DayNumber>
    let status: ContactStatus
    /// Whether a membership begins with it: the first, or the first to come back in its month.
    var begins = Beginning.isNotCounted
    /// Whether a membership ends with it, for the first time in its month.
    var ends = false
}

extension StatusSpan {
    /// The spans of one person, the earliest first, from the days of membership and from what is
    /// written at the end of days.
    ///
    /// A member whose membership had not begun was a contact, one whose membership was over former.
    static func all(
        _ stretches: [Range<DayNumber>], _ written: [WrittenMembership.Entry]
    ) -> [StatusSpan] {
        let bounds = stretches.flatMap { [$0.lowerBound, $0.upperBound] } + written.map(\.day)
        let cuts = Set(bounds).subtracting([.never]).sorted()
        var spans: [StatusSpan] = []
        for (index, from) in cuts.enumerated() {
            let until = index + 1 < cuts.count ? cuts[index + 1] : .never
            guard let status = status(on: from, stretches, written) else { continue }
            if let last = spans.last, last.status == status, last.days.upperBound == from {
                spans[spans.count - 1] = StatusSpan(
                    days: last.days.lowerBound..<until, status: status)
            } else {
                spans.append(StatusSpan(days: from..<until, status: status))
            }
        }
        return counted(spans)
    }

    private static func status(
        on day: DayNumber, _ stretches: [Range<DayNumber>], _ written: [WrittenMembership.Entry]
    ) -> ContactStatus? {
        if stretches.contains(where: { $0.contains(day) }) { return .member }
        let status = written.last { $0.day <= day }?.status
        guard status == .member else { return status }
        return stretches.contains { $0.upperBound <= day } ? .former : .contact
    }

    /// Notes where a membership begins and ends; coming back or leaving twice in a month is once.
    private static func counted(_ spans: [StatusSpan]) -> [StatusSpan] {
        var spans = spans
        var (isFirst, returned, left): (Bool, YearMonth?, YearMonth?) = (true, nil, nil)
        for index in spans.indices where spans[index].status == .member {
            let days = spans[index].days
            let month = YearMonth(days.lowerBound)
            if isFirst {
                spans[index].begins = .joined
            } else if returned != month {
                spans[index].begins = .returned
                returned = month
            }
            isFirst = false
            guard days.upperBound != .never else { continue }
            let last = YearMonth(days.upperBound)
            spans[index].ends = left != last
            left = last
        }
        return spans
    }
}
