extension MembersThroughTime {
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
    private func joined(in quarter: Quarter, until day: DayNumber) -> [Int] {
        let days = quarter.first..<max(quarter.first, min(quarter.last, day).plus(days: 1))
        return (0..<count).filter { position in
            stretches(position).first.map { days.contains($0.lowerBound) } ?? false
        }
    }

    /// Who of these was a member so many months after joining.
    private func kept(_ joined: [Int], after months: Int) -> [Int] {
        joined.filter { position in
            guard let start = stretches(position).first?.lowerBound else { return false }
            return isMember(position, on: start.plus(months: months))
        }
    }
}
