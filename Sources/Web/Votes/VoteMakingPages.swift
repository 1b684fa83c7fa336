import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird

/// Making votes: writing one down, opening it, closing or cancelling it.
struct VoteMakingPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("votes/make", .runBallots) { _, context in
            try await show(VoteForm(), nil, context)
        }
        pages.post("votes/make", .runBallots) { request, context in
            let form = try await request.form(context)
            return try await save(form, nil, context) { plan in
                try await backend.perform(DraftBallot(plan), context)
            }
        }
        pages.get("votes/:ballot/edit", .runBallots) { _, context in
            let ballot = try await draft(context)
            return try await show(VoteForm(ballot, in: context.words.zone), ballot, context)
        }
        pages.post("votes/:ballot/edit", .runBallots) { request, context in
            let ballot = try await draft(context)
            let form = try await request.form(context)
            return try await save(form, ballot, context) { plan in
                try await backend.perform(ChangeDraft(ballot.id, to: plan), context)
                return ballot.id
            }
        }
        pages.post("votes/:ballot/open", .runBallots) { _, context in
            let ballot = try await backend.vote(context)
            _ = try await backend.perform(OpenBallot(ballot.id), context)
            return .seeOther(Notice.after("vote_opened", at: "/votes/\(ballot.id)"))
        }
        addEnds(to: pages)
    }

    private func addEnds(to pages: PageRoutes) {
        pages.get("votes/:ballot/close", .runBallots) { _, context in
            let ballot = try await backend.vote(context)
            guard ballot.state == .open, ballot.isOwn else {
                return .seeOther("/votes/\(ballot.id)")
            }
            return try backend.kit.show(try await closing(ballot, context))
        }
        pages.post("votes/:ballot/close", .runBallots) { _, context in
            let ballot = try await backend.vote(context)
            _ = try await backend.perform(CloseBallot(ballot.id), context)
            return .seeOther(Notice.after("vote_closed", at: "/votes/\(ballot.id)"))
        }
        pages.get("votes/:ballot/cancel", .runBallots) { _, context in
            let ballot = try await backend.vote(context)
            guard [.draft, .open].contains(ballot.state), ballot.isOwn else {
                return .seeOther("/votes/\(ballot.id)")
            }
            return try backend.kit.show(try await cancelling(ballot, "", [], context))
        }
        pages.post("votes/:ballot/cancel", .runBallots) { request, context in
            let ballot = try await backend.vote(context)
            let reason = try await request.form(context)["reason"]
            do {
                try await backend.perform(CancelBallot(ballot.id, reason: reason), context)
            } catch let refusal as Refusal where refusal.field == "reason" {
                return try backend.kit.show(
                    try await cancelling(
                        ballot, reason, [Problem(refusal, context.words)], context),
                    status: .unprocessableContent)
            }
            return ballot.state == .draft
                ? .seeOther(Notice.after("draft_dropped", at: "/votes"))
                : .seeOther(Notice.after("vote_cancelled", at: "/votes/\(ballot.id)"))
        }
    }

    /// The draft in the path; anything that was opened cannot be changed.
    private func draft(_ context: Context) async throws -> BallotRecord {
        let ballot = try await backend.vote(context)
        guard ballot.state == .draft else {
            throw Refusal(
                .conflict, "This ballot is \(ballot.state.rawValue); only a draft can be changed.")
        }
        return ballot
    }

    /// Keeps what was filled in, or shows the form again with what has to be put right.
    private func save(
        _ sent: Form, _ ballot: BallotRecord?, _ context: Context,
        by act: (BallotPlan) async throws -> ObjectID
    ) async throws -> Response {
        var form = VoteForm(sent)
        if sent["do"] == "more" {
            form.widen()
            return try await show(form, ballot, context)
        }
        do {
            let plan = try form.plan(in: context.words.zone, context.words).get()
            let id = try await act(plan)
            return .seeOther(Notice.after("vote_kept", at: "/votes/\(id)"))
        } catch let wrong as FormProblems {
            return try await show(
                form, ballot, context, wrong.all, status: .unprocessableContent)
        } catch let refusal as Refusal where refusal.code == .invalid {
            let fields = ["options": "answer", "closes": "closes_day"]
            let field = refusal.field.map { fields[$0] ?? $0 }
            return try await show(
                form, ballot, context, [Problem(field, context.words.sentence(refusal))],
                status: .unprocessableContent)
        }
    }

    private func show(
        _ form: VoteForm, _ ballot: BallotRecord?, _ context: Context,
        _ problems: [Problem] = [], status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let words = context.words
        let heading = words.say(ballot == nil ? "votes_make" : "votes_change")
        var frame = try await backend.frame(heading, part: "votes", context)
        frame.isNarrow = true
        let page = VoteFormPage(
            frame: frame, t: words, form: form, problems: problems, heading: heading,
            action: ballot.map { "/votes/\($0.id)/edit" } ?? "/votes/make",
            back: ballot.map { "/votes/\($0.id)" } ?? "/votes",
            members: context.facts?.members ?? 0, zone: words.zone)
        return try backend.kit.show(page, status: status)
    }

    private func closing(_ ballot: BallotRecord, _ context: Context) async throws -> EndVotePage {
        let words = context.words
        var frame = try await backend.frame(words.say("votes_close"), part: "votes", context)
        frame.isNarrow = true
        let turnout = TurnoutBar(ballot, words)?.sentence
        return EndVotePage(
            frame: frame, t: words, heading: words.say("votes_close"), question: ballot.question,
            back: "/votes/\(ballot.id)", action: "/votes/\(ballot.id)/close",
            sentences: [turnout.map { $0 + "." }, words.say("votes_close_what")].compactMap { $0 },
            problems: Problems([], words), reason: nil,
            button: words.count("votes_close_button", ballot.turnout ?? 0), icon: "lock",
            isDanger: false)
    }

    private func cancelling(
        _ ballot: BallotRecord, _ reason: String, _ problems: [Problem], _ context: Context
    ) async throws -> EndVotePage {
        let words = context.words
        let isDraft = ballot.state == .draft
        let heading = words.say(isDraft ? "votes_drop" : "votes_cancel")
        var frame = try await backend.frame(heading, part: "votes", context)
        frame.isNarrow = true
        let field = Field(
            "reason", label: words.say("votes_reason"), value: reason,
            help: words.say("votes_reason_help"), problems: problems)
        return EndVotePage(
            frame: frame, t: words, heading: heading, question: ballot.question,
            back: "/votes/\(ballot.id)", action: "/votes/\(ballot.id)/cancel",
            sentences: isDraft
                ? [words.say("votes_drop_what")]
                : [
                    ballot.turnout == 0
                        ? words.say("votes_cancel_nobody")
                        : words.count("votes_cancel_papers", ballot.turnout ?? 0),
                    words.say("votes_cancel_what"),
                ],
            problems: Problems(problems, words), reason: isDraft ? nil : field, button: heading,
            icon: isDraft ? "bin" : "close", isDanger: true)
    }
}
