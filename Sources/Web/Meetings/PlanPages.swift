import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird

/// Planning, changing and cancelling a meeting, and counting heads.
struct PlanPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("meetings/plan", .planMeetings) { _, context in
            let entered = EnteredPlan(in: context.words.zone)
            return try backend.kit.show(try await page(entered, nil, context))
        }
        pages.post("meetings/plan", .planMeetings) { request, context in
            let entered = EnteredPlan(try await request.form(context))
            switch try await perform(entered, nil, context) {
            case .success(let id): return .seeOther(Notice.after("planned", at: "/meetings/\(id)"))
            case .failure(let wrong):
                return try backend.kit.show(
                    try await page(entered, nil, context, problems: wrong.problems),
                    status: .unprocessableContent)
            }
        }
        pages.get("meetings/:meeting/edit", .planMeetings) { _, context in
            let record = try await standing(context)
            return try backend.kit.show(try await page(EnteredPlan(record), record, context))
        }
        pages.post("meetings/:meeting/edit", .planMeetings) { request, context in
            try await change(request, context)
        }
        pages.get("meetings/:meeting/cancel", .planMeetings) { _, context in
            try backend.kit.show(try await cancelPage(try await standing(context), "", [], context))
        }
        pages.post("meetings/:meeting/cancel", .planMeetings) { request, context in
            let record = try await backend.ownMeeting(context)
            let reason = try await request.form(context)["reason"]
            let act = CancelMeeting(record.summary.id, reason: reason)
            switch try await backend.result(act, context) {
            case .success:
                return .seeOther(Notice.after("cancelled", at: record.summary.address))
            case .failure(let refusal):
                return try backend.kit.show(
                    try await cancelPage(
                        record, reason, [Problem(refusal, context.words)], context),
                    status: .unprocessableContent)
            }
        }
        pages.post("meetings/:meeting/head-count", .planMeetings) { request, context in
            try await count(request, context)
        }
    }

    /// The chapter's own meeting in the path, if it has not been cancelled.
    private func standing(_ context: Context) async throws -> MeetingRecord {
        let record = try await backend.ownMeeting(context)
        guard record.isOpen else {
            throw Refusal(.conflict, context.words.say("meeting_is_cancelled"))
        }
        return record
    }

    /// Plans or changes; gives the meeting, or what has to be put right.
    private func perform(_ entered: EnteredPlan, _ record: MeetingRecord?, _ context: Context)
        async throws -> Result<ObjectID, Unreadable>
    {
        switch entered.plan(changing: record, context.words) {
        case .failure(let wrong): return .failure(wrong)
        case .success(let plan):
            let refusal: Refusal
            if let record {
                let act = ChangeMeeting(record.summary.id, version: entered.version, to: plan)
                switch try await backend.result(act, context) {
                case .success: return .success(record.summary.id)
                case .failure(let reason): refusal = reason
                }
            } else {
                switch try await backend.result(ScheduleMeeting(plan), context) {
                case .success(let id): return .success(id)
                case .failure(let reason): refusal = reason
                }
            }
            return .failure(Unreadable(problems: [Self.problem(refusal, context.words)]))
        }
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        let record = try await standing(context)
        var entered = EnteredPlan(try await request.form(context))
        guard entered.version == record.version else {
            // Saving once more, knowing of the other change, takes what was filled in here.
            let conflict = conflict(EnteredPlan(record), entered, record, context)
            entered.version = record.version
            return try backend.kit.show(
                try await page(entered, record, context, conflict: conflict),
                status: .conflict)
        }
        switch try await perform(entered, record, context) {
        case .success: return .seeOther(Notice.after("changed", at: record.summary.address))
        case .failure(let wrong):
            return try backend.kit.show(
                try await page(entered, record, context, problems: wrong.problems),
                status: .unprocessableContent)
        }
    }

    private func conflict(
        _ theirs: EnteredPlan, _ mine: EnteredPlan, _ record: MeetingRecord, _ context: Context
    ) -> PlanPage.Conflict {
        let words = context.words
        let values: [(String, String, String)] = [
            ("title", theirs.title, mine.title), ("date", theirs.day, mine.day),
            ("from", theirs.from, mine.from), ("to", theirs.to, mine.to),
            ("last", theirs.lastDay, mine.lastDay), ("zone", theirs.zone, mine.zone),
            ("place", theirs.place, mine.place), ("link", theirs.onlineLink, mine.onlineLink),
            ("agenda", theirs.agenda, mine.agenda.replacing("\r\n", with: "\n")),
            ("quorum", theirs.quorum, mine.quorum),
            (
                "audience", words.say("meeting_chip_\(theirs.audience.rawValue)"),
                words.say("meeting_chip_\(mine.audience.rawValue)")
            ),
        ]
        let who = record.changedBy ?? words.say("meeting_somebody")
        let when = record.summary.changedAt.map { words.relative($0, to: backend.clock()) } ?? ""
        return PlanPage.Conflict(
            sentence: words.say("meeting_conflict", ["name": who, "ago": when]),
            differences: values.filter { $0.1 != $0.2 }.map { field, theirs, _ in
                PlanPage.Difference(
                    name: words.say("meeting_field_\(field)"),
                    theirs: theirs.isEmpty ? words.say("meeting_empty") : theirs)
            })
    }

    private func count(_ request: Request, _ context: Context) async throws -> Response {
        let record = try await backend.ownMeeting(context)
        let typed = try await request.form(context)["heads"]
        let text = typed.trimmingCharacters(in: .whitespaces)
        guard let heads = Int(text), heads >= 0 else {
            let problem = Problem("heads", context.words.say("meeting_heads_wrong"))
            return try backend.kit.show(
                try await backend.page(of: record, context, headCount: typed, problems: [problem]),
                status: .unprocessableContent)
        }
        switch try await backend.result(CountHeads(record.summary.id, heads: heads), context) {
        case .success: return .seeOther(Notice.after("counted", at: record.summary.address))
        case .failure(let refusal):
            return try backend.kit.show(
                try await backend.page(
                    of: record, context, headCount: typed,
                    problems: [Problem(refusal, context.words)]),
                status: .unprocessableContent)
        }
    }

    private func page(
        _ entered: EnteredPlan, _ record: MeetingRecord?, _ context: Context,
        conflict: PlanPage.Conflict? = nil, problems: [Problem] = []
    ) async throws -> PlanPage {
        let words = context.words
        let heading = words.say(record == nil ? "meeting_plan" : "meeting_change")
        var frame = try await backend.frame(heading, part: "meetings", context)
        frame.isNarrow = true
        let address = record?.summary.address
        return PlanPage(
            entered, frame: frame, heading: heading,
            action: address.map { "\($0)/edit" } ?? "/meetings/plan",
            back: address ?? "/meetings",
            button: words.say(record == nil ? "meeting_plan_it" : "meeting_save"),
            linked: try await backend.node.linked().count, members: context.facts?.members ?? 0,
            conflict: conflict, problems: problems, words)
    }

    private func cancelPage(
        _ record: MeetingRecord, _ reason: String, _ problems: [Problem], _ context: Context
    ) async throws -> CancelPage {
        let words = context.words
        let meeting = record.summary
        var frame = try await backend.frame(
            words.say("meeting_cancel"), part: "meetings", context)
        frame.isNarrow = true
        let coming = record.answers[.yes, default: 0]
        return CancelPage(
            frame: frame, t: words, title: meeting.title,
            when: words.whole(meeting.start, in: meeting.zone), address: meeting.address,
            consequence: words.say(
                meeting.audience.isShared ? "meeting_cancel_linked" : "meeting_cancel_chapter")
                + (coming > 0 ? " " + words.count("meeting_cancel_coming", coming) : ""),
            reason: Field(
                "reason", label: words.say("meeting_reason"), value: reason,
                help: words.say("meeting_help_reason"), problems: problems),
            problems: Problems(problems, words))
    }

    /// What the act refused, beside the field of the form.
    private static func problem(_ refusal: Refusal, _ words: Wording) -> Problem {
        let fields = ["timeZone": "zone", "onlineLink": "link", "start": "date", "end": "to"]
        let field = refusal.field.map { fields[$0] ?? $0 }
        return Problem(field, words.sentence(refusal))
    }
}

extension Backend {
    /// Performs an act for whoever asks and gives a refusal back, for a form that is shown again.
    ///
    /// Somebody who may not do it at all gets no form again, but the refusal.
    func result<A: Act>(_ act: A, _ context: Context) async throws -> Result<A.Value, Refusal> {
        let result = try await chapter.perform(
            act, as: context.viewer, from: context.origin, at: clock())
        if case .failure(let refusal) = result, refusal.code == .notAllowed { throw refusal }
        return result
    }
}
