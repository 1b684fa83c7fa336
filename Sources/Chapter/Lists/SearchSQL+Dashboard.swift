import GRDB

/// Numbers of the dashboard as conditions.
extension SearchSQL {
    /// Whom a number of the dashboard counts, on the day of the condition or else today.
    func dashboard(_ condition: SearchCondition) throws -> Piece {
        guard let question = condition.dashboardQuestion else {
            return Piece(sql: "0", cost: .column)
        }
        let people: PeopleCondition
        do {
            let days = try DashboardDays(condition.from, at: now, in: db)
            people = try DashboardPeople(question, on: condition.from).condition(days, in: db)
        } catch let refusal as Refusal {
            throw Refusal.invalid("query", refusal.sentence)
        }
        if isWalking {
            return Piece(
                sql: "(\(people.fits)) IS 1", arguments: people.arguments, cost: .lookup)
        }
        let among = "member.id IN (\(people.candidates))"
        guard !people.allFit else {
            return Piece(sql: among, arguments: people.candidateArguments, cost: .set)
        }
        return Piece(
            sql: "\(among) AND (\(people.fits)) IS 1",
            arguments: people.candidateArguments + people.arguments, cost: .lookup)
    }
}
