import GRDB

extension MembersThroughTime {
    /// Who of the members of a day was in good standing, by the rule of that day; nil where the
    /// chapter had made no rule by then.
    func inGoodStanding(on day: DayNumber, in db: Database) throws -> [Int]? {
        guard let calendar = day.calendar, try StandingRule.on(calendar, in: db).since != nil else {
            return nil
        }
        let condition = try standingSQL(on: calendar, in: db)
        let ids = try Int64.fetchCursor(
            db, sql: "SELECT id FROM member WHERE kind = 'person' AND \(condition.sql) ORDER BY id",
            arguments: condition.arguments)
        var good: [Int] = []
        while let id = try ids.next() {
            if let position = position(of: id), isMember(position, on: day) {
                good.append(position)
            }
        }
        return good
    }

    /// Who of the members of a day was not in good standing.
    func notInGoodStanding(on day: DayNumber, in db: Database) throws -> [Int] {
        let good = Set(try inGoodStanding(on: day, in: db) ?? Array(0..<count))
        return (0..<count).filter { isMember($0, on: day) && !good.contains($0) }
    }
}
