import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import Sodium

/// Voting: choose, look once more, receipt.
///
/// Choice and code travel in the bodies of forms alone, never in an address: addresses are kept by
/// browsers and by computers on the way. So the receipt is the answer to the form itself. Sending
/// that form again, by reloading the page or after a lost answer, gives the same receipt and
/// counts once.
struct VoteCastingPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("votes/:ballot/cast", .takePart) { _, context in
            let ballot = try await backend.vote(context)
            guard ballot.isOwed(at: backend.clock()) else {
                return try await notOwed(ballot, context)
            }
            return try await choose(
                ballot, CastPaper.newTracker(), PaperForm(Form(encoded: ""), of: ballot), [],
                context)
        }
        pages.post("votes/:ballot/look", .takePart) { request, context in
            let ballot = try await backend.vote(context)
            let form = try await request.form(context)
            guard ballot.isOwed(at: backend.clock()) else {
                return try await notOwed(ballot, context)
            }
            let tracker = tracker(form) ?? CastPaper.newTracker()
            let filled = PaperForm(form, of: ballot)
            switch filled.paper(of: ballot, context.words) {
            case .success(let paper): return try await look(ballot, paper, tracker, context)
            case .failure(let wrong):
                return try await choose(ballot, tracker, filled, wrong.all, context)
            }
        }
        pages.post("votes/:ballot/cast", .takePart) { request, context in
            let ballot = try await backend.vote(context)
            let form = try await request.form(context)
            guard let content = BallotPaper.Content(form, of: ballot), let tracker = tracker(form)
            else {
                return .seeOther("/votes/\(ballot.id)/cast")
            }
            do {
                let receipt = try await backend.perform(
                    CastPaper(ballot.id, content, tracker: tracker), context)
                return try await show(receipt, of: ballot, context)
            } catch let refusal as Refusal where refusal.code == .conflict {
                let after = try await backend.vote(context)
                guard after.standing == .hasVoted else { throw refusal }
                return try await notOwed(after, context)
            }
        }
    }

    private func tracker(_ form: Form) -> [UInt8]? {
        guard let bytes = Hex.bytes(form["tracker"]), bytes.count == BallotPaper.trackerBytes
        else { return nil }
        return bytes
    }

    private func choose(
        _ ballot: BallotRecord, _ tracker: [UInt8], _ filled: PaperForm, _ problems: [Problem],
        _ context: Context
    ) async throws -> Response {
        guard !ballot.method.hasNumbers else {
            return try await number(ballot, tracker, filled, problems, context)
        }
        let words = context.words
        let options = words.options(ballot)
        let page = ChoosePage(
            frame: try await backend.bareFrame(words.say("votes_step_choose"), context),
            t: words, question: ballot.question, back: "/votes/\(ballot.id)",
            action: "/votes/\(ballot.id)/look", tracker: Hex.text(tracker),
            chip: words.chip(running: ballot, at: backend.clock(), in: context.words.zone),
            problem: problems.first?.sentence, problems: Problems(problems, words),
            options: options.enumerated().map { number, option in
                ChoosePage.Option(
                    number: "\(number)", text: option,
                    help: ballot.method == .yesNoAbstain && number == 2
                        && ballot.quorum != nil ? words.say("votes_abstain_help") : nil)
            },
            secrecy: words.secrecy(rollSize: ballot.rollSize))
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func number(
        _ ballot: BallotRecord, _ tracker: [UInt8], _ filled: PaperForm, _ problems: [Problem],
        _ context: Context
    ) async throws -> Response {
        let words = context.words
        let page = NumberPage(
            frame: try await backend.bareFrame(words.say("votes_step_choose"), context),
            t: words, question: ballot.question, back: "/votes/\(ballot.id)",
            action: "/votes/\(ballot.id)/look", tracker: Hex.text(tracker),
            chip: words.chip(running: ballot, at: backend.clock(), in: context.words.zone),
            how: words.how(ballot), problem: problems.first?.sentence,
            problems: Problems(problems, words),
            options: zip(words.options(ballot), filled.numbers).enumerated().map { number, option in
                NumberPage.Option(
                    number: "\(number)", text: option.0,
                    isTicked: ballot.method.paperKind == .approvals,
                    filled: option.1.isEmpty ? nil : option.1)
            },
            isBlank: filled.isBlank, secrecy: words.secrecy(rollSize: ballot.rollSize))
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func look(
        _ ballot: BallotRecord, _ paper: BallotPaper.Content, _ tracker: [UInt8],
        _ context: Context
    ) async throws -> Response {
        let words = context.words
        let lettersLarge = 24
        let lines = words.lines(paper, of: ballot)
        let hasLines = ballot.method.hasNumbers
        let option = lines.first ?? ""
        let page = LookPage(
            frame: try await backend.bareFrame(words.say("votes_step_look"), context),
            t: words, question: ballot.question, option: option, hasLines: hasLines, lines: lines,
            isShort: option.count <= lettersLarge, name: hasLines ? "numbers" : "choice",
            said: paper.text, tracker: Hex.text(tracker),
            action: "/votes/\(ballot.id)/cast", again: "/votes/\(ballot.id)/cast")
        return try backend.kit.show(page)
    }

    private func show(_ receipt: PaperReceipt, of ballot: BallotRecord, _ context: Context)
        async throws -> Response
    {
        let words = context.words
        let code = receipt.code.inFours
        let text = words.say("votes_receipt_file", ["code": code])
        let page = ReceiptPage(
            frame: try await backend.bareFrame(words.say("votes_step_receipt"), context),
            t: words, question: ballot.question, code: code,
            file: "data:text/plain;charset=utf-8,"
                + (text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? code),
            done: "/votes/\(ballot.id)")
        return try backend.kit.show(page)
    }

    /// Says why there is nothing to cast: mostly, that it is done.
    private func notOwed(_ ballot: BallotRecord, _ context: Context) async throws -> Response {
        guard ballot.standing == .hasVoted, ballot.state == .open else {
            return .seeOther("/votes/\(ballot.id)")
        }
        let words = context.words
        let end = ballot.closes.map {
            words.say("votes_result_at", ["when": words.whole($0)])
        }
        let page = VotedPage(
            frame: try await backend.bareFrame(words.say("votes_you_voted"), context),
            t: words, question: ballot.question, end: end ?? words.say("votes_result_later"),
            turnout: TurnoutBar(ballot, words), back: "/votes/\(ballot.id)")
        return try backend.kit.show(page)
    }
}
