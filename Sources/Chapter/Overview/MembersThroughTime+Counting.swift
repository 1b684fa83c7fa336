extension MembersThroughTime {
    /// What became of memberships in a stretch of days.
    enum Change: Sendable {
        /// Somebody became a member for the first time.
        case joined
        /// Somebody became a member again.
        case returned
        /// Somebody was no longer a member.
        case left
    }

    /// What changed in each month up to a day.
    struct Changes {
        var joined = 0
        var returned = 0
        var left = 0
    }

    /// Counts for how many people something changed in months that follow each other, up to a day.
    func changes(in months: [YearMonth], until day: DayNumber) -> [Changes] {
        var counts = months.map { _ in Changes() }
        let starts = months.map(\.first)
        func month(_ moment: DayNumber) -> Int? {
            guard moment <= day, let first = starts.first, moment >= first else { return nil }
            return starts.lastIndex { $0 <= moment }
        }
        for position in 0..<count {
            var (returned, left): (Int?, Int?)
            for (index, stretch) in stretches(position).enumerated() {
                if let month = month(stretch.lowerBound) {
                    if index == 0 {
                        counts[month].joined += 1
                    } else if returned != month {
                        counts[month].returned += 1
                        returned = month
                    }
                }
                if let month = month(stretch.upperBound), left != month {
                    counts[month].left += 1
                    left = month
                }
            }
        }
        return counts
    }

    /// For whom this changed in some days.
    func people(who change: Change, in days: ClosedRange<DayNumber>) -> [Int] {
        (0..<count).filter { position in
            stretches(position).enumerated().contains { index, stretch in
                switch change {
                case .joined: index == 0 && days.contains(stretch.lowerBound)
                case .returned: index > 0 && days.contains(stretch.lowerBound)
                case .left: days.contains(stretch.upperBound)
                }
            }
        }
    }

    /// Those who joined in each quarter up to a day, and how many of them stayed.
    func cohorts(_ quarters: [Quarter], until day: DayNumber) -> [Dashboard.Cohort] {
        quarters.map { quarter in
            let joined = joined(in: quarter, until: day)
            return Dashboard.Cohort(
                quarter: quarter, joined: joined.count,
                kept: Dashboard.anniversaries.map { months in
                    guard quarter.last.plus(months: months) <= day else { return nil }
                    return kept(joined, after: months).count
                })
        }
    }

    /// Who joined in a quarter, up to a day.
    func joined(in quarter: Quarter, until day: DayNumber) -> [Int] {
        let last = min(quarter.last, day)
        return quarter.first <= last ? people(who: .joined, in: quarter.first...last) : []
    }

    /// Who of these was a member so many months after joining.
    func kept(_ joined: [Int], after months: Int) -> [Int] {
        joined.filter { position in
            guard let start = stretches(position).first?.lowerBound else { return false }
            return isMember(position, on: start.plus(months: months))
        }
    }

    /// Contacts, supporters and members of a day.
    func known(on day: DayNumber) -> [Int] {
        (0..<count).filter { position in
            let status = status(position, on: day)
            return status != nil && status != .former
        }
    }

    /// Supporters and members of a day.
    func helping(on day: DayNumber) -> [Int] {
        (0..<count).filter { position in
            let status = status(position, on: day)
            return status == .supporter || status == .member
        }
    }
}
