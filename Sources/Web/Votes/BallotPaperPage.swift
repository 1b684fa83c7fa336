import Chapter
import Federation
import Hummingbird

/// Papers of a vote to print: the question, the answers and boxes to mark, and nobody's name.
///
/// They are for a count by hand in the room. What is marked on them does not come into the count
/// of the program.
struct BallotPaperPages {
    let backend: Backend

    /// So many are printed at once.
    static let mostCopies = 500

    func add(to pages: PageRoutes) {
        pages.get("votes/:ballot/paper", .runBallots) { request, context in
            let ballot = try await backend.vote(context)
            guard ballot.isOwn, ballot.state != .cancelled else { throw Refusal.notFound("ballot") }
            let asked = Int(request.query("copies") ?? "") ?? ballot.rollSize ?? 4
            let copies = min(max(1, asked), Self.mostCopies)
            let words = context.words
            let frame = try await backend.frame(
                words.say("votes_paper_title"), part: "votes", context)
            let paper = BallotPaperPage.Paper(
                question: ballot.question, options: words.options(ballot),
                chapter: frame.chapter,
                how: ballot.method.paperKind == .choice
                    ? words.say("votes_paper_mark") : words.how(ballot))
            return try backend.kit.show(
                BallotPaperPage(
                    frame: frame, t: words, back: "/votes/\(ballot.id)",
                    action: "/votes/\(ballot.id)/paper", copies: "\(copies)",
                    most: "\(Self.mostCopies)", count: words.count("votes_paper_count", copies),
                    papers: Array(repeating: paper, count: copies)))
        }
    }
}

/// Ballot papers that are ready for paper.
struct BallotPaperPage: Page {
    /// One of them; all are alike.
    struct Paper: Sendable {
        let question: String
        let options: [String]
        let chapter: String
        let how: String
    }

    static let template = "votes-paper"
    let frame: Frame
    let t: Wording
    let back: String
    let action: String
    let copies: String
    let most: String
    let count: String
    let papers: [Paper]
}
