import GRDB

extension PersonChange {
    /// Brings the status of a person in line with their periods on a day.
    ///
    /// Whoever has no period that has begun is left as they are. A chapter's only coordinator
    /// stays a member, since nobody else could let them in again: it is made up for as soon as
    /// somebody else coordinates.
    mutating func settle(
        _ periods: [MembershipPeriod], on today: CalendarDay, in context: ActContext
    ) throws {
        let begun = periods.filter { $0.startsOn <= today }
        guard let latest = begun.max(by: { $0.countsUntil < $1.countsUntil }) else { return }
        if begun.contains(where: { $0.counts(on: today) }) {
            try set(.status, "member")
            try set(.endedOn, nil)
            let joined = person.values[.joinedOn].flatMap { CalendarDay($0) }
            if let first = begun.filter({ !$0.isVoid }).map(\.startsOn).min(),
                joined.map({ first < $0 }) ?? true
            {
                try set(.joinedOn, first.description)
            }
        } else if person.values[.status] != "former" {
            guard try !context.isOnlyCoordinator(person.id) else { return }
            try set(.status, "former")
            try set(.endedOn, (latest.endedOn ?? latest.countsUntil).description)
            try endRights(in: context)
        } else {
            try set(.endedOn, (latest.endedOn ?? latest.countsUntil).description)
        }
    }
}

extension ActContext {
    /// Whether the chapter would be without a coordinator if this person were not one.
    func isOnlyCoordinator(_ member: MemberID) throws -> Bool {
        let holders = try MemberID.fetchAll(
            db,
            sql: """
                SELECT DISTINCT member_id FROM member_role
                WHERE role = 'coordinator' AND until IS NULL LIMIT 2
                """)
        return holders == [member]
    }
}

extension ActContext {
    /// Brings one person's status in line after their periods were moved by something else, such
    /// as a merge.
    func settleMembership(of member: MemberID, by act: String) throws {
        guard let person = try StoredPerson.fetch(db, member) else { return }
        var change = PersonChange(of: person, by: act, in: self)
        try change.settle(
            try MembershipPeriod.fetch(db, of: member), on: try chapterDay(db, at: now), in: self)
        try change.finish()
    }

    /// Brings those in line whose status a list has changed, though it follows from their periods.
    func settleMemberships(importedBy list: Int64) throws {
        let members = try MemberID.fetchAll(
            db,
            sql: """
                SELECT DISTINCT r.member_id FROM import_row r
                JOIN membership_period p ON p.member_id = r.member_id
                WHERE r.import_id = ? AND r.outcome = 'updated' ORDER BY r.member_id
                """, arguments: [list])
        for member in members { try settleMembership(of: member, by: "SettleMemberships") }
    }
}
