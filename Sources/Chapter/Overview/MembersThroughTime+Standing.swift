import GRDB

extension MembersThroughTime {
    /// Who of the members of a day was in good standing, by the rule of that day; nil where the
    /// chapter had made no rule by then.
    ///
    /// Who was a member, and since when, is what `MembersThroughTime` says: the row of somebody
    /// without periods is that of today.
    func inGoodStanding(on day: DayNumber, in db: Database) throws -> [Int]? {
        guard let calendar = day.calendar else { return nil }
        let rule = try StandingRule.on(calendar, in: db)
        guard rule.since != nil else { return nil }
        let exception = exceptionSQL(on: calendar)
        let fits = try ruleSQL(rule, on: calendar, begun: nil, in: db)
        let begun = begunSQL(try chapterDays(db, for: calendar))
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, \(exception.sql), \(fits.sql), CASE WHEN EXISTS (
                    SELECT 1 FROM membership_period p WHERE p.member_id = member.id)
                  THEN NULL ELSE \(rule.joinedDays == nil ? "NULL" : begun) END,
                  EXISTS (SELECT 1 FROM membership_period p WHERE p.member_id = member.id)
                FROM member WHERE kind = 'person' ORDER BY id
                """, arguments: exception.arguments + fits.arguments)
        var good: [Int] = []
        while let row = try rows.next() {
            guard let position = position(of: row[0]), isMember(position, on: day) else { continue }
            let (exception, fits): (Int?, Int) = (row[1], row[2])
            let hasPeriods: Int = row[4]
            var isGood = fits == 1
            if isGood, let days = rule.joinedDays, hasPeriods == 0 {
                let since = since(position, on: day, begun: DayNumber(row[3] as String?))
                isGood = since.plus(days: days) <= day
            }
            if exception.map({ $0 == 1 }) ?? isGood { good.append(position) }
        }
        return good
    }

    /// Since when a member of a day was one whose periods nobody keeps.
    ///
    /// For the present stretch of days it is the date of joining, which may be that of an earlier
    /// one; for one that is over it is its first day.
    private func since(_ position: Int, on day: DayNumber, begun: DayNumber?) -> DayNumber {
        let all = stretches(position)
        let own = all.first { $0.contains(day) }?.lowerBound ?? day
        guard let begun, begun <= day, all.last?.contains(day) == true else { return own }
        return begun
    }

    /// Who of the members of a day was not in good standing.
    func notInGoodStanding(on day: DayNumber, in db: Database) throws -> [Int] {
        let good = Set(try inGoodStanding(on: day, in: db) ?? Array(0..<count))
        return (0..<count).filter { isMember($0, on: day) && !good.contains($0) }
    }
}
