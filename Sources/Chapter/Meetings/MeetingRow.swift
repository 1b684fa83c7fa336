import Federation
import Foundation
import GRDB

/// A meeting of this chapter as its own table keeps it.
struct MeetingRow {
    let id: ObjectID
    let nonce: [UInt8]
    let version: Int
    let plan: MeetingPlan
    let isCancelled: Bool

    /// The chapter's own meeting with this id; none is thrown as a refusal.
    static func find(_ id: ObjectID, in db: Database) throws -> MeetingRow {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM meeting WHERE id = ?", arguments: [id])
        guard let row else { throw Refusal.notFound("meeting of this chapter") }
        let nonce: Data = row["nonce"]
        return MeetingRow(
            id: id, nonce: Array(nonce), version: row["version"],
            plan: MeetingPlan(
                title: row["title"], place: row["place"], onlineLink: row["online_link"],
                start: Timestamp(milliseconds: row["starts_at"]),
                end: Timestamp(milliseconds: row["ends_at"]), timeZone: row["time_zone"],
                utcOffset: row["utc_offset"], agenda: row["agenda"],
                audience: Audience(rawValue: row["audience"]) ?? .chapter,
                quorum: MeetingQuorum(people: row["quorum_people"], percent: row["quorum_percent"])),
            isCancelled: row["cancelled"])
    }

    /// The meeting, unless it is cancelled.
    static func findStanding(_ id: ObjectID, in db: Database) throws -> MeetingRow {
        let row = try find(id, in: db)
        guard !row.isCancelled else {
            throw Refusal(.conflict, "“\(row.plan.title)” is cancelled. Nothing was changed.")
        }
        return row
    }
}

/// Whether somebody with this number is in the chapter's list.
func checkPerson(_ member: MemberID, in db: Database) throws {
    let found = try Bool.fetchOne(
        db, sql: "SELECT 1 FROM member WHERE id = ? AND kind = 'person'", arguments: [member])
    guard found != nil else { throw Refusal.notFound("person") }
}

extension ActContext {
    /// The member who acts; anybody else is refused, since nobody takes part for another.
    var actingMember: MemberID {
        get throws {
            guard let member = viewer.memberID else {
                throw Refusal.notAllowed(.takePart)
            }
            return member
        }
    }
}
