public import Federation
public import Foundation
public import GRDB

/// Something that happened with one person.
public struct TimelineEntry: Hashable, Sendable {
    /// What kind of thing it is.
    public enum Kind: Hashable, Sendable {
        /// Changes of the record by one act, in their order.
        case changes([HistoryEntry])
        /// They came to a meeting, which began at a moment in a zone.
        case came(ObjectID, title: String, start: Timestamp, zone: TimeZone)
        /// They answered an invitation to a meeting.
        case answered(ObjectID, title: String, RSVP)
    }

    /// When.
    public let at: Timestamp
    /// What.
    public let kind: Kind
}

/// What happened with one person, newest first, for the person and for who may see people.
public struct PersonTimeline: Sendable {
    /// What to show.
    public enum Part: String, CaseIterable, Hashable, Sendable {
        /// All of it.
        case everything
        /// Meetings alone.
        case meetings
        /// Changes of the record alone.
        case changes
    }

    /// Whose.
    public var member: MemberID
    /// What to show.
    public var part: Part
    /// Only what was before this moment; nil from the newest.
    public var before: Timestamp?
    /// How many moments at most.
    public var limit: Int

    /// A page of a timeline.
    public struct Page: Hashable, Sendable {
        /// What happened.
        public let entries: [TimelineEntry]
        /// What to ask for older ones with; nil on the last page.
        public let next: Timestamp?
    }

    /// The timeline of a person.
    public init(
        _ member: MemberID, _ part: Part = .everything, before: Timestamp? = nil, limit: Int = 20
    ) {
        self.member = member
        self.part = part
        self.before = before
        self.limit = limit
    }

    /// Reads a page.
    public func answer(in db: Database, for viewer: Viewer) throws -> Result<Page, Refusal> {
        guard viewer.maySee(member) else { return .failure(.notAllowed(.seePeople)) }
        let until = before?.milliseconds ?? .max
        let moments = try Int64.fetchAll(
            db,
            sql: """
                SELECT at FROM (
                  SELECT at, 1 AS is_change FROM history
                  WHERE member_id = :member AND \(Self.ofRecord) AND \(viewer.historySQL)
                  UNION ALL SELECT arrived_at, 0 FROM attendance WHERE member_id = :member
                  UNION ALL SELECT at, 0 FROM rsvp WHERE member_id = :member)
                WHERE at < :until AND (:part = 'everything' OR is_change = (:part = 'changes'))
                GROUP BY at ORDER BY at DESC LIMIT :limit
                """,
            arguments: [
                "member": member, "until": until, "part": part.rawValue, "limit": limit + 1,
            ])
        guard let last = moments.prefix(limit).last else {
            return .success(Page(entries: [], next: nil))
        }
        let span = Span(from: last, until: until)
        var entries: [TimelineEntry] = []
        if part != .meetings { entries += try changes(span, in: db, for: viewer) }
        if part != .changes { entries += try meetings(span, in: db) }
        // What happened at one moment keeps its order, which is newest first.
        let sorted = entries.enumerated().sorted {
            $0.element.at != $1.element.at
                ? $0.element.at > $1.element.at : $0.offset < $1.offset
        }
        let next = moments.count > limit ? Timestamp(milliseconds: last) : nil
        return .success(Page(entries: sorted.map(\.element), next: next))
    }

    /// Ways to sign in and the like are no change of the record; the history has them.
    private static let ofRecord: String = {
        let fields =
            PersonField.allCases.map(\.rawValue) + Detail.allCases.map(\.rawValue) + ["role"]
            + tieFields
        return "field IN (" + fields.map { "'\($0)'" }.joined(separator: ", ") + ")"
    }()

    private struct Span {
        let from: Int64
        let until: Int64
    }

    private func changes(_ span: Span, in db: Database, for viewer: Viewer) throws
        -> [TimelineEntry]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM history
                WHERE member_id = ? AND at >= ? AND at < ? AND \(Self.ofRecord)
                  AND \(viewer.historySQL) ORDER BY id DESC
                """, arguments: [member, span.from, span.until])
        var groups: [[HistoryEntry]] = []
        for entry in try HistoryEntry.entries(rows, in: db) {
            if let last = groups.last?.last, last.at == entry.at, last.act == entry.act,
                last.actor == entry.actor
            {
                groups[groups.count - 1].append(entry)
            } else {
                groups.append([entry])
            }
        }
        return groups.map { group in
            TimelineEntry(at: group[0].at, kind: .changes(group.reversed()))
        }
    }

    private func meetings(_ span: Span, in db: Database) throws -> [TimelineEntry] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT meeting_id, arrived_at AS at, NULL AS answer, title, starts_at, time_zone,
                  utc_offset
                FROM attendance JOIN meeting ON meeting.id = meeting_id
                WHERE member_id = :member AND arrived_at >= :from AND arrived_at < :until
                UNION ALL
                SELECT meeting_id, at, answer,
                  coalesce((SELECT title FROM meeting WHERE id = meeting_id),
                    (SELECT title FROM shared_meeting WHERE meeting = meeting_id)),
                  NULL, NULL, NULL
                FROM rsvp WHERE member_id = :member AND at >= :from AND at < :until
                """, arguments: ["member": member, "from": span.from, "until": span.until])
        return rows.compactMap { row in
            let (id, at): (ObjectID, Int64) = (row["meeting_id"], row["at"])
            guard let title: String = row["title"] else { return nil }
            let answer = (row["answer"] as String?).flatMap { RSVP(rawValue: $0) }
            let moment = Timestamp(milliseconds: at)
            if let answer {
                return TimelineEntry(at: moment, kind: .answered(id, title: title, answer))
            }
            let (name, offset): (String, Int) = (row["time_zone"], row["utc_offset"])
            let zone = TimeZone(identifier: name) ?? TimeZone(secondsFromGMT: offset * 60) ?? .gmt
            return TimelineEntry(
                at: moment,
                kind: .came(
                    id, title: title, start: Timestamp(milliseconds: row["starts_at"]), zone: zone))
        }
    }
}
