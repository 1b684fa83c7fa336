import Federation
import Feeds
import Foundation
import GRDB
import Sodium

extension ArchiveSheet {
    /// Meetings, who came, and who answered what.
    ///
    /// In the chapter that reads them they are meetings of that chapter alone: nothing is signed in
    /// anybody's name, and who wants to share one again does so there.
    static let meetings: [ArchiveSheet] = [meeting, attendance, answers]

    /// The order of meetings, which does not depend on their random ids.
    static let meetingOrder = "starts_at, ends_at, title, place, changed_at, version, id"

    private static let meeting = ArchiveSheet(
        name: "meetings", title: ArchiveWords("Meetings", "Reuniones"), table: "meeting",
        thing: .meeting,
        columns: [
            .number, .needed("title", .line), .empty("place", .line), .empty("online_link", .line),
            .needed("starts_at", .moment), .needed("ends_at", .moment),
            .empty("time_zone", .line), .needed("utc_offset", .count), .empty("agenda", .text),
            .needed("cancelled", .yesNo), .empty("reason", .text),
            .optional("head_count", .count), .optional("quorum_people", .count),
            .optional("quorum_percent", .count), .optional("changed_at", .moment),
            .optional("changed_by", .thing(.contact)), .needed("version", .count),
        ], derived: ["nonce", "audience"], order: meetingOrder
    ) { row, target in
        func moment(_ column: String) -> Timestamp {
            Timestamp(milliseconds: Int64.fromDatabaseValue(row[column]) ?? 0)
        }
        // A link is pressed by people: what no act would keep is not kept.
        _ = try MeetingPlan(
            title: row.text("title") ?? "", place: row.text("place") ?? "",
            onlineLink: row.text("online_link") ?? "", start: moment("starts_at"),
            end: moment("ends_at"), timeZone: row.text("time_zone") ?? "",
            utcOffset: Int.fromDatabaseValue(row["utc_offset"]) ?? 0,
            agenda: row.text("agenda") ?? "", audience: .chapter, quorum: nil
        ).checked()
        let (id, nonce) = target.feeds.newObject()
        target.meetings.append(id)
        row["id"] = id.databaseValue
        row["nonce"] = Data(nonce).databaseValue
        row["audience"] = Audience.chapter.rawValue.databaseValue
        return true
    }

    private static let attendance = ArchiveSheet(
        name: "attendance", title: ArchiveWords("Who came to meetings", "Quién vino a reuniones"),
        table: "attendance",
        columns: [
            .needed("meeting_id", .thing(.meeting), as: "meeting"),
            .optional("member_id", .thing(.contact), as: "contact"), .optional("guest", .line),
            .needed("arrived_at", .moment), .optional("left_at", .moment),
            .optional("recorded_by", .thing(.contact)),
        ], derived: ["slip"]
    ) { row, _ in
        row["slip"] = row["guest"].isNull ? .null : Data(randomBytes(12)).databaseValue
        return true
    }

    private static let answers = ArchiveSheet(
        name: "meeting-answers",
        title: ArchiveWords("Answers to invitations", "Respuestas a invitaciones"),
        table: "rsvp",
        columns: [
            .needed("meeting_id", .thing(.meeting), as: "meeting"),
            .needed("member_id", .thing(.contact), as: "contact"), .needed("answer", .line),
            .needed("at", .moment),
        ],
        join: """
            JOIN (SELECT id AS own, row_number() OVER (ORDER BY \(meetingOrder)) AS turn FROM meeting)
              ON own = meeting_id
            """, order: "turn, member_id")
}
