import Federation
import Foundation
import GRDB

/// What one page of a timeline is put together from, each source read no further than the page.
struct TimelineSources {
    let db: Database
    let viewer: Viewer
    let member: MemberID
    let filter: TimelineFilter
    let before: TimelinePosition?
    let limit: Int

    /// The first entries of every source that answers the question.
    func all() throws -> [TimelineEntry] {
        try interactions() + history() + meetings() + answers() + memberships()
            + membershipEnds() + merges()
    }

    private func shows(_ wanted: TimelineFilter) -> Bool {
        filter == .everything || filter == wanted
    }

    private func entry(
        _ source: TimelineSource, _ at: Int64, number: Int64 = 0, name: String = "",
        _ kind: TimelineEntry.Kind
    ) -> TimelineEntry {
        TimelineEntry(
            at: Timestamp(milliseconds: at), kind: kind,
            position: TimelinePosition(at: at, source, number: number, name: name), member: member)
    }

    /// What a query takes: whose timeline, what comes after the page before, and how much.
    private func arguments(_ source: TimelineSource) -> StatementArguments {
        source.bound(before: before) + ["member": member, "limit": limit]
    }

    // MARK: - What was written down

    private func interactions() throws -> [TimelineEntry] {
        guard viewer.may(.seePeople) else { return [] }
        let sides = filter.sides.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            db, sql: Self.interactionSQL.replacing("{sides}", with: sides),
            arguments: arguments(.interaction) + ["actor": viewer.actor])
        var moments: [Int64: Int64] = [:]
        for row in rows { moments[row["id"]] = row["at"] }
        return try Interaction.fetch(rows.map { $0["id"] }, in: db, for: viewer).map {
            entry(.interaction, moments[$0.id] ?? 0, number: $0.id, .interaction($0))
        }
    }

    /// Walks the contact's index backwards; CROSS JOIN keeps the planner on it.
    static let interactionSQL = """
        SELECT i.id, p.at FROM interaction_party p CROSS JOIN interaction i
        WHERE p.member_id = :member AND (p.at, p.interaction_id) < (:at, :id)
          AND i.id = p.interaction_id AND i.side IN ({sides}) AND \(visibleInteraction)
        ORDER BY p.at DESC, p.interaction_id DESC LIMIT :limit
        """

    // MARK: - What changed

    private func history() throws -> [TimelineEntry] {
        let others = try db.everBeen(member).filter { $0 != member }.map(\.description)
        let been = ([":member"] + others).joined(separator: ", ")
        let groups = try Row.fetchAll(
            db,
            sql: Self.historySQL.replacing("{which}", with: historyCondition)
                .replacing("member_id = :member", with: "member_id IN (\(been))"),
            arguments: arguments(.history))
        guard let first = groups.map({ $0["first"] as Int64 }).min(),
            let last = groups.map({ $0["id"] as Int64 }).max()
        else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM history
                WHERE member_id IN (\(been)) AND id BETWEEN :first AND :last AND \(historyCondition)
                ORDER BY id
                """, arguments: ["member": member, "first": first, "last": last])
        let lines = Dictionary(grouping: try HistoryEntry.entries(rows, in: db, for: viewer)) {
            line in
            Act(at: line.at.milliseconds, name: line.act, actor: line.actor)
        }
        return groups.compactMap { row in
            let act = Act(at: row["at"], name: row["act"], actor: row["actor"])
            guard let told = lines[act], let first = told.first else { return nil }
            let isLetter = Self.letters.contains(act.name)
            return entry(
                .history, act.at, number: row["id"], isLetter ? .letIn(first) : .changes(told))
        }
    }

    /// One act of somebody at a moment.
    private struct Act: Hashable {
        let at: Int64
        let name: String
        let actor: String
    }

    static let historySQL = """
        SELECT max(id) AS id, min(id) AS first, at, act, actor FROM history
        WHERE member_id = :member AND at <= :at AND {which}
        GROUP BY at, act, actor HAVING (at, max(id)) < (:at, :id)
        ORDER BY at DESC, max(id) DESC LIMIT :limit
        """

    /// Which rows of the history belong to the question.
    private var historyCondition: String { "\(asked) AND \(viewer.historySQL)" }

    private var asked: String {
        switch filter {
        case .everything: "(\(ofRecord) OR \(Self.ofLetters))"
        case .whoAreYou: ofRecord
        case .weToldThem: Self.ofLetters
        case .theyToldUs: "\(ofRecord) AND actor = '\(member)'"
        }
    }

    /// A merge is an entry of its own for whoever sees it, and not told a second time.
    private var ofRecord: String {
        Self.ofRecord + (viewer.may(.seePeople) ? " AND field <> 'merged contact'" : "")
    }

    /// What was sent or handed to somebody so that they can sign in.
    private static let letters: Set<String> = ["RequestSignInLinks", "PrintSignInCode"]
    private static let ofLetters =
        "act IN (" + letters.sorted().map { "'\($0)'" }.joined(separator: ", ") + ")"

    /// Ways to sign in and the like are no change of the record; the history has them.
    private static let ofRecord: String = {
        let fields = SignInField.allCases.map(\.rawValue) + [BesideTheRecord.calendarAddress]
        // A period of membership stands at its own day, not again where it was written down.
        let acts = PeriodInHistory.actsOfPeriods.sorted().map { "'\($0)'" }
        return "field NOT IN (" + fields.map { "'\($0)'" }.joined(separator: ", ") + ")"
            + " AND NOT (field = '\(PeriodInHistory.field)' AND act IN ("
            + acts.joined(separator: ", ") + "))"
    }()

    // MARK: - Meetings

    private func meetings() throws -> [TimelineEntry] {
        guard shows(.whoAreYou) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT a.id, arrived_at AS at, meeting_id, title, starts_at, time_zone, utc_offset
                FROM attendance a JOIN meeting ON meeting.id = meeting_id
                WHERE member_id = :member AND (arrived_at, a.id) < (:at, :id)
                ORDER BY arrived_at DESC, a.id DESC LIMIT :limit
                """, arguments: arguments(.attendance))
        return rows.map { row in
            let (name, offset): (String, Int) = (row["time_zone"], row["utc_offset"])
            let zone = TimeZone(identifier: name) ?? TimeZone(secondsFromGMT: offset * 60) ?? .gmt
            return entry(
                .attendance, row["at"], number: row["id"],
                .came(
                    row["meeting_id"], title: row["title"],
                    start: Timestamp(milliseconds: row["starts_at"]), zone: zone))
        }
    }

    private func answers() throws -> [TimelineEntry] {
        guard shows(.theyToldUs) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT r.meeting_id, hex(r.meeting_id) AS id, r.at, r.answer,
                  coalesce(m.title, s.title) AS title
                FROM rsvp r LEFT JOIN meeting m ON m.id = r.meeting_id
                  LEFT JOIN shared_meeting s ON s.meeting = r.meeting_id
                WHERE r.member_id = :member AND coalesce(m.title, s.title) IS NOT NULL
                  AND (r.at, hex(r.meeting_id)) < (:at, :id)
                ORDER BY r.at DESC, id DESC LIMIT :limit
                """, arguments: arguments(.rsvp))
        return rows.compactMap { row in
            guard let answer = RSVP(rawValue: row["answer"]) else { return nil }
            return entry(
                .rsvp, row["at"], name: row["id"],
                .answered(row["meeting_id"], title: row["title"], answer))
        }
    }

    // MARK: - Memberships and merges

    private func memberships() throws -> [TimelineEntry] {
        guard shows(.whoAreYou) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.id, unixepoch(starts_on) * 1000 AS at, t.name, starts_on, runs_until
                FROM membership_period p JOIN membership_type t ON t.id = p.type_id
                WHERE member_id = :member AND (unixepoch(starts_on) * 1000, p.id) < (:at, :id)
                ORDER BY starts_on DESC, p.id DESC LIMIT :limit
                """, arguments: arguments(.membership))
        return rows.map { row in
            entry(
                .membership, row["at"], number: row["id"],
                .membership(row["name"], from: row["starts_on"], until: row["runs_until"]))
        }
    }

    private func membershipEnds() throws -> [TimelineEntry] {
        guard shows(.whoAreYou) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.id, unixepoch(ended_on) * 1000 AS at, t.name, ended_on, why_ended, moved_to
                FROM membership_period p JOIN membership_type t ON t.id = p.type_id
                WHERE member_id = :member AND ended_on IS NOT NULL
                  AND (unixepoch(ended_on) * 1000, p.id) < (:at, :id)
                ORDER BY ended_on DESC, p.id DESC LIMIT :limit
                """, arguments: arguments(.membershipEnd))
        return rows.map { row in
            entry(
                .membershipEnd, row["at"], number: row["id"],
                .membershipEnded(
                    row["name"], on: row["ended_on"], movedTo: row["moved_to"],
                    why: row["why_ended"]))
        }
    }

    private func merges() throws -> [TimelineEntry] {
        guard shows(.whoAreYou), viewer.may(.seePeople) else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT g.id, g.at, g.gone_name, g.actor, g.undone_at, g.why, m.name FROM merge g
                LEFT JOIN member m ON \(isActor("m.id", "g.actor"))
                WHERE kept_id = :member AND (g.at, g.id) < (:at, :id)
                ORDER BY g.at DESC, g.id DESC LIMIT :limit
                """, arguments: arguments(.merge))
        return rows.map { row in
            entry(
                .merge, row["at"], number: row["id"],
                .merged(
                    row["gone_name"], by: Interaction.Actor(id: row["actor"], name: row["name"]),
                    why: row["why"], isUndone: (row["undone_at"] as Int64?) != nil))
        }
    }
}
