import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Meetings: planning, changing, cancelling, answering and recording who came.
struct MeetingRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let meetings = api.group("meetings")

        meetings.get { request, context in
            let word = request.query("when") ?? MeetingFilter.all.rawValue
            guard let filter = MeetingFilter(rawValue: word) else {
                throw Refusal.invalid("when", "“when” is all, upcoming or past.")
            }
            let found = try await backend.chapter.meetings(
                filter, as: context.viewer, at: backend.clock())
            return Answer(found.map(MeetingAnswer.init))
        }
        meetings.post { request, context in
            let plan = try await request.json(PlannedMeeting.self, context).plan(changing: nil)
            let id = try await backend.perform(ScheduleMeeting(plan), context)
            return Answer(MeetingIDAnswer(meetingID: id.description), status: .created)
        }
        meetings.get(":meeting") { _, context in
            Answer(MeetingDetailAnswer(try await record(context)))
        }
        meetings.patch(":meeting") { request, context in
            let change = try await request.json(PlannedMeeting.self, context)
            let record = try await record(context)
            let version = change.version ?? record.version
            let act = ChangeMeeting(
                record.summary.id, version: version, to: try change.plan(changing: record))
            _ = try await backend.perform(act, context)
            return Answer(MeetingIDAnswer(meetingID: record.summary.id.description))
        }
        meetings.post(":meeting/cancellation") { request, context in
            let id = try meeting(context)
            let body = try await request.json(or: Cancellation(), context)
            try await backend.perform(CancelMeeting(id, reason: body.reason ?? ""), context)
            return Answer(MeetingIDAnswer(meetingID: id.description))
        }
        meetings.delete(":meeting/sharing") { _, context in
            let id = try meeting(context)
            try await backend.perform(TakeMeetingBack(id), context)
            return Answer(MeetingIDAnswer(meetingID: id.description))
        }
        meetings.post(":meeting/rsvp") { request, context in
            let body = try await request.json(Reply.self, context)
            guard let answer = RSVP(rawValue: body.answer) else {
                let words = RSVP.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal.invalid("answer", "“answer” is one of \(words).")
            }
            let id = try meeting(context)
            try await backend.perform(AnswerRSVP(id, answer), context)
            return Answer(MeetingIDAnswer(meetingID: id.description))
        }
        meetings.post(":meeting/attendance") { request, context in
            try await recordAttendance(request, context)
        }
        meetings.put(":meeting/head-count") { request, context in
            let id = try meeting(context)
            let body = try await request.json(or: Count(), context)
            let count = try await backend.perform(CountHeads(id, heads: body.headCount), context)
            return Answer(HeadCountAnswer(meetingID: id.description, headCount: count))
        }
    }

    private func recordAttendance(_ request: Request, _ context: Context) async throws -> Response {
        let id = try meeting(context)
        let body = try await request.json(Presence.self, context)
        switch (body.memberID, body.guest) {
        case (let text?, nil):
            guard let member = MemberID(text) else { throw Refusal.notFound("person") }
            let act = RecordAttendance(
                id, member: member, arrived: body.arrived?.timestamp, left: body.left?.timestamp,
                corrects: body.corrects ?? false)
            let recorded = try await backend.perform(act, context)
            let content = AttendanceRecordedAnswer(recorded, meetingID: id.description)
            return try Answer(content).response(from: request, context: context)
        case (nil, let name?):
            let act = RecordGuest(
                id, name: name, arrived: body.arrived?.timestamp, left: body.left?.timestamp)
            try await backend.perform(act, context)
            let content = MeetingIDAnswer(meetingID: id.description)
            return try Answer(content).response(from: request, context: context)
        default:
            throw Refusal.invalid("memberID", "Name either a “memberID” or a “guest”.")
        }
    }

    private func meeting(_ context: Context) throws -> ObjectID {
        try context.id("meeting", "meeting", ObjectID.init(_:))
    }

    private func record(_ context: Context) async throws -> MeetingRecord {
        let found = try await backend.chapter.meeting(meeting(context), as: context.viewer)
        guard let found else { throw Refusal.notFound("meeting") }
        return found
    }
}

private struct Cancellation: Decodable {
    var reason: String?
}

private struct Reply: Decodable {
    var answer: String
}

private struct Count: Decodable {
    var headCount: Int?
}

private struct Presence: Decodable {
    var memberID: String?
    var guest: String?
    var arrived: Moment?
    var left: Moment?
    var corrects: Bool?
}
