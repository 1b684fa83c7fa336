import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// What the check-in script asks and sends: the list to search without a network, what waited on
/// the phone, and the numbers.
///
/// It comes with the session's cookie and passes `SameOriginOnly` like a form.
struct CheckInQueue {
    let backend: Backend

    /// So many acts are taken at once.
    static let actsAtMost = 50

    /// One thing that somebody did at the door, with or without a network.
    private struct Step: Decodable {
        /// Names this step, so that the phone knows which ones have arrived.
        var id: String
        /// `in`, `out`, `back` or `undo`.
        var act: String
        /// A member's number, or a guest's slip.
        var who: String
        /// A guest's name, when they come in.
        var name: String?
        /// How many milliseconds ago it was done, by the phone's own clock.
        var ago: Int64
    }

    private struct Steps: Decodable {
        var steps: [Step]
    }

    /// What became of the steps.
    private struct Outcome: Encodable {
        struct Refused: Encodable {
            let id: String
            let sentence: String
        }
        /// The steps that need not be sent again.
        let done: [String]
        /// Those of them that were not done, and why.
        let refused: [Refused]
        let presence: PresencePart?
    }

    /// Everybody who may come, for searching without a network.
    private struct People: Encodable {
        struct Person: Encodable {
            let who: String
            let name: String
            let note: String
            /// `new`, `in` or `away`.
            let state: String
        }
        /// Whether it is everybody; if not, the search asks the chapter.
        let isWhole: Bool
        let people: [Person]
    }

    func add(to pages: PageRoutes) {
        pages.get("meetings/:meeting/presence", .takePart) { request, context in
            let record = try await backend.ownMeeting(context)
            guard
                let presence = try await backend.chapter.presence(
                    at: record.summary.id, as: context.viewer)
            else { throw Refusal.notFound("meeting") }
            let part = PresencePart(
                presence, context.words, poll: "\(record.summary.address)/presence")
            return try Answer(part).response(from: request, context: context)
        }
        pages.get("meetings/:meeting/check-in/people", .planMeetings) { request, context in
            let people = try await people(context)
            return try Answer(people).response(from: request, context: context)
        }
        pages.post("meetings/:meeting/check-in/queue", .planMeetings) { request, context in
            let record = try await backend.ownMeeting(context)
            let sent = try await request.json(Steps.self, context).steps
            guard sent.count <= Self.actsAtMost else {
                throw Refusal(.invalid, context.words.say("error_other"))
            }
            let outcome = try await take(sent, of: record.summary, context)
            return try Answer(outcome).response(from: request, context: context)
        }
    }

    /// Does the steps in their order; one that is refused does not hold up the others.
    private func take(_ steps: [Step], of meeting: MeetingSummary, _ context: Context)
        async throws -> Outcome
    {
        var refused: [Outcome.Refused] = []
        for step in steps {
            if let refusal = try await take(step, of: meeting, context) {
                refused.append(.init(id: step.id, sentence: context.words.sentence(refusal)))
            }
        }
        let presence = try await backend.chapter.presence(at: meeting.id, as: context.viewer)
        return Outcome(
            done: steps.map(\.id), refused: refused,
            presence: presence.map {
                PresencePart($0, context.words, poll: "\(meeting.address)/presence")
            })
    }

    private func take(_ step: Step, of meeting: MeetingSummary, _ context: Context) async throws
        -> Refusal?
    {
        guard let who = Attendee(step.who) else { return .notFound("person") }
        // The phone's clock may be wrong, but it knows how long ago something was.
        let done = backend.clock() + -min(max(0, step.ago), 366 * 86_400_000)
        let door = Door(meeting)
        switch (step.act, who) {
        case ("in", .person(let member)):
            let act = RecordAttendance(meeting.id, member: member, arrived: door.arrival(at: done))
            return try await refusal(of: act, context)
        case ("in", .guest(let slip)):
            let act = RecordGuest(
                meeting.id, name: step.name ?? "", arrived: door.arrival(at: done), slip: slip)
            return try await refusal(of: act, context)
        case ("out", _):
            return try await refusal(of: RecordDeparture(meeting.id, who, left: done), context)
        case ("back", _):
            return try await refusal(of: RecordDeparture(meeting.id, who, left: nil), context)
        case ("undo", _):
            return try await refusal(of: TakeBackAttendance(meeting.id, who), context)
        default: return Refusal(.invalid, context.words.say("error_other"))
        }
    }

    private func refusal<A: Act>(of act: A, _ context: Context) async throws -> Refusal? {
        switch try await backend.result(act, context) {
        case .success: nil
        // A full disk is no reason to forget: the phone keeps it and tries again.
        case .failure(let refusal) where refusal.code == .unavailable: throw refusal
        case .failure(let refusal): refusal
        }
    }

    private func people(_ context: Context) async throws -> People {
        let record = try await backend.ownMeeting(context)
        let words = context.words
        let meeting = record.summary
        let search = CheckInSearch(
            meeting.id, search: nil, limit: CheckInSearch.mostOffline + 1)
        let found = try await backend.chapter.read { [viewer = context.viewer] db in
            try search.answer(in: db, for: viewer).get()
        }
        let isWhole = found.count <= CheckInSearch.mostOffline
        return People(
            isWhole: isWhole,
            people: isWhole
                ? found.map { person in
                    let hit = CheckInPage.Hit(person, of: meeting, words)
                    return People.Person(
                        who: hit.who, name: hit.name, note: hit.note,
                        state: hit.isNew ? "new" : hit.isIn ? "in" : "away")
                } : [])
    }
}
