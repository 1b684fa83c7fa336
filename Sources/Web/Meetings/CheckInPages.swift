import Chapter
import Federation
import Foundation
import Hummingbird

/// The door: finding people by name and checking them in, on a phone.
struct CheckInPages {
    let backend: Backend

    /// So many people are shown for what was typed.
    private static let foundAtMost = 12

    func add(to pages: PageRoutes) {
        pages.get("meetings/:meeting/check-in", .planMeetings) { request, context in
            try await backend.kit.show(page(request, context))
        }
        pages.post("meetings/:meeting/check-in", .planMeetings) { request, context in
            let record = try await backend.ownMeeting(context)
            let form = try await request.form(context)
            guard let member = MemberID(form["who"]) else { throw Refusal.notFound("person") }
            let arrived = Door(record.summary).arrival(at: backend.clock())
            _ = try await backend.perform(
                RecordAttendance(record.summary.id, member: member, arrived: arrived), context)
            return .seeOther("\(record.summary.address)/check-in?in=\(member)")
        }
        pages.get("meetings/:meeting/guest", .planMeetings) { _, context in
            let record = try await backend.ownMeeting(context)
            return try backend.kit.show(
                try await guestPage(record, "", GuestSlip.draw(), [], context))
        }
        pages.post("meetings/:meeting/guest", .planMeetings) { request, context in
            let record = try await backend.ownMeeting(context)
            let form = try await request.form(context)
            let slip = GuestSlip(form["slip"]) ?? .draw()
            let arrived = Door(record.summary).arrival(at: backend.clock())
            let act = RecordGuest(
                record.summary.id, name: form["name"], arrived: arrived, slip: slip)
            switch try await backend.result(act, context) {
            case .success:
                return .seeOther("\(record.summary.address)/check-in?in=\(slip)")
            case .failure(let refusal):
                return try backend.kit.show(
                    try await guestPage(
                        record, form["name"], slip, [Problem(refusal, context.words)], context),
                    status: .unprocessableContent)
            }
        }
        CheckInQueue(backend: backend).add(to: pages)
    }

    private func page(_ request: Request, _ context: Context) async throws -> CheckInPage {
        let record = try await backend.ownMeeting(context)
        let words = context.words
        let meeting = record.summary
        let typed = request.query("q") ?? ""
        var hits: [CheckInPage.Hit] = []
        if !typed.isEmpty {
            let search = CheckInSearch(meeting.id, search: typed, limit: Self.foundAtMost)
            hits = try await backend.chapter.read { [viewer = context.viewer] db in
                try search.answer(in: db, for: viewer).get()
            }.map { CheckInPage.Hit($0, of: meeting, words) }
        }
        guard let presence = try await backend.chapter.presence(at: meeting.id, as: context.viewer)
        else { throw Refusal.notFound("meeting") }
        let latest = try await backend.chapter.attendance(
            of: meeting.id, limit: 1, as: context.viewer
        ).get().entries.first
        return CheckInPage(
            frame: try await backend.bareFrame(words.say("meeting_door"), context),
            t: words, title: meeting.title, day: words.wholeDay(meeting.start, in: meeting.zone),
            address: meeting.address, isOpen: record.isOpen,
            presence: PresencePart(presence, words, poll: "\(meeting.address)/presence"),
            typed: typed, hits: hits, isSearch: !typed.isEmpty,
            nobody: !typed.isEmpty && hits.isEmpty
                ? words.say("meeting_nobody", ["name": typed]) : nil,
            justNow: try await justNow(request, record, context),
            latest: latest.map { .init($0, of: meeting, words) }, key: meeting.id.description,
            zone: meeting.zone.identifier, waitingOne: words.say("meeting_waiting.one"),
            waitingOther: words.say("meeting_waiting.other"))
    }

    /// Who was just checked in: read from the record, so that the address can claim nothing.
    private func justNow(_ request: Request, _ record: MeetingRecord, _ context: Context)
        async throws -> CheckInPage.JustNow?
    {
        guard let who = request.query("in").flatMap(Attendee.init(_:)),
            let entry = try await backend.chapter.attendance(
                of: who, at: record.summary.id, as: context.viewer)
        else { return nil }
        return CheckInPage.JustNow(entry, of: record.summary, context.words)
    }

    private func guestPage(
        _ record: MeetingRecord, _ name: String, _ slip: GuestSlip, _ problems: [Problem],
        _ context: Context
    ) async throws -> GuestPage {
        let words = context.words
        return GuestPage(
            frame: try await backend.bareFrame(words.say("meeting_guest_new"), context),
            t: words, address: record.summary.address, slip: slip.description,
            name: Field(
                "name", label: words.say("meeting_guest_name"), value: name,
                help: words.say("meeting_guest_help"), isRequired: true, problems: problems),
            problems: Problems(problems, words))
    }
}

/// The door of a meeting, which knows when somebody came.
struct Door: Sendable {
    let start: Timestamp
    let end: Timestamp

    /// Nobody comes so long before the start; a phone that says so has a wrong clock.
    private static let earliest: Int64 = 86_400_000

    init(_ meeting: MeetingSummary) {
        start = meeting.start
        end = meeting.end
    }

    /// When somebody came who was checked in at a moment: a list that is filled in afterwards, or
    /// days before, means the start.
    func arrival(at moment: Timestamp) -> Timestamp {
        moment > end || moment < start + -Self.earliest ? start : moment
    }
}
