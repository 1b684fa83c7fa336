public import Federation
public import GRDB

extension GoodStanding {
    /// How many members there are on a day, and how many of them are in good standing.
    public struct Count: Hashable, Sendable {
        /// The members.
        public let members: Int
        /// Those in good standing.
        public let good: Int
    }

    /// Reads the standing of one person today, for the person and for who may see people.
    public static func read(
        _ member: MemberID, in db: Database, for viewer: Viewer, at now: Timestamp
    ) throws -> Result<GoodStanding, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let standing = try read([member], on: chapterDay(db, at: now), in: db)[member]
        return standing.map { .success($0) } ?? .failure(.notFound("person"))
    }

    /// Counts today for a viewer who may see people.
    public static func count(in db: Database, for viewer: Viewer, at now: Timestamp) throws
        -> Result<Count, Refusal>
    {
        guard viewer.may(.seePeople) else { return .failure(.notAllowed(.seePeople)) }
        return .success(try count(on: chapterDay(db, at: now), in: db))
    }

    /// Counts on a day, as the rows are now.
    static func count(on day: CalendarDay, in db: Database) throws -> Count {
        let (member, good) = (
            try isMemberSQL(on: day, in: db), try standingSQL(on: day, in: db)
        )
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*), coalesce(sum(is_good), 0)
                FROM (SELECT \(good.sql) AS is_good FROM member WHERE \(member.sql))
                """, arguments: good.arguments + member.arguments)
        return Count(members: row?[0] ?? 0, good: row?[1] ?? 0)
    }

    /// Reads the standing of these people on a day, as their rows are now, with one query a table.
    static func read(_ members: [MemberID], on day: CalendarDay, in db: Database) throws
        -> [MemberID:
        GoodStanding]
    {
        let rule = try StandingRule.on(day, in: db)
        let list = members.map(\.description).joined(separator: ",")
        let periods = try MembershipPeriod.fetch(db, of: members)
        let overrides = try StandingOverride.on(day, of: members, in: db)
        var came: [MemberID: Int] = [:]
        if let months = rule.withinMonths {
            let span = try MeetingSpan(months: months, until: day, in: db)
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT member_id, count(*) FROM attendance
                    JOIN meeting ON meeting.id = meeting_id
                    WHERE member_id IN (\(list)) AND cancelled = 0
                      AND starts_at >= ? AND starts_at < ? GROUP BY member_id
                    """, arguments: [span.from, span.until])
            {
                came[row[0]] = row[1]
            }
        }
        var found: [MemberID: GoodStanding] = [:]
        let begun = begunSQL(try chapterDays(db, for: day))
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, status, joined_on, ended_on, \(begun) AS begun FROM member
                WHERE id IN (\(list))
                """)
        for row in rows {
            let id: MemberID = row["id"]
            var facts = StandingFacts(row, periods[id] ?? [], on: day)
            facts.meetings = came[id] ?? 0
            facts.override = overrides[id]
            found[id] = facts.judged(by: rule, on: day)
        }
        return found
    }
}

extension StandingFacts {
    /// What a row of `member` and the periods say of a day.
    fileprivate init(_ row: Row, _ periods: [MembershipPeriod], on day: CalendarDay) {
        func date(_ column: String) -> CalendarDay? {
            (row[column] as String?).flatMap { CalendarDay($0) }
        }
        if periods.isEmpty {
            let begun = date("begun")
            let status: String = row["status"]
            let isOver = status == "former" && (date("ended_on").map { $0 <= day } ?? true)
            isMember =
                (status == "member" || status == "former") && !isOver
                && (begun.map { $0 <= day } ?? true)
            isPaidUp = true
            since = begun
        } else {
            let time = MembershipTime(periods)
            isMember = time.isMember(on: day, joined: date("joined_on"))
            isPaidUp = periods.filter { !$0.isVoid }.contains {
                let first = min($0.memberSince ?? $0.startsOn, $0.startsOn)
                return first <= day && day <= $0.lastDay
            }
            since = time.since(day)
        }
        meetings = 0
    }
}
