import Chapter
import Federation
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Looking at votes: the list, one vote, its papers, checking its result.
struct VotePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("votes", .takePart) { request, context in
            try backend.kit.show(try await list(request, context))
        }
        pages.get("votes/:ballot", .takePart) { _, context in
            let ballot = try await backend.vote(context)
            return switch ballot.state {
            case .draft: try backend.kit.show(try await draft(ballot, context))
            case .closed: try backend.kit.show(try await result(ballot, context))
            case .announced, .open, .cancelled:
                try backend.kit.show(try await running(ballot, context))
            }
        }
        pages.get("votes/:ballot/papers", .takePart) { request, context in
            try backend.kit.show(try await papers(request, context))
        }
        pages.get("votes/:ballot/count", .takePart) { _, context in
            let ballot = try await backend.vote(context)
            let log = try await backend.chapter.countLog(of: ballot.id, as: context.viewer).get()
            let frame = try await backend.frame(
                context.words.say("votes_count"), part: "votes", context)
            return try backend.kit.show(
                CountedPage(
                    frame: frame, t: context.words, question: ballot.question,
                    back: "/votes/\(ballot.id)", log: log))
        }
        pages.get("votes/:ballot/check", .takePart) { _, context in
            try backend.kit.show(try await check(context))
        }
        pages.get("votes/:ballot/file", .takePart) { _, context in
            let id = try context.id("ballot", "ballot", ObjectID.init(_:))
            let json = try await backend.chapter.exportBallot(id, as: context.viewer).get().json()
            return Response.download(ByteBuffer(bytes: json), .json, named: "vote-\(id).json")
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> VotesPage {
        let words = context.words
        let now = backend.clock()
        let place = request.query("after").flatMap { BallotBoard.Place($0) }
        let board = try await backend.chapter.ballotBoard(after: place, as: context.viewer)
        let names = try await backend.chapter.chapterNames()
        func from(_ ballot: BallotRecord) -> String? {
            ballot.isOwn ? nil : names[ballot.chapter] ?? words.say("votes_unknown_chapter")
        }
        let running = place == nil ? board.running : []
        let owed = running.filter { $0.isOwed(at: now) }
        let others = running.filter { !$0.isOwed(at: now) }
        let drafts = place == nil ? board.drafts : []
        return VotesPage(
            frame: try await backend.frame(words.say("frame_votes"), part: "votes", context),
            t: words, mayMake: context.viewer.may(.runBallots),
            isEmpty: running.isEmpty && drafts.isEmpty && board.past.isEmpty,
            hasRunning: !running.isEmpty,
            running: (owed + others).map {
                VotesPage.Running($0, at: now, in: words.zone, from: from($0), words)
            },
            hasDrafts: !drafts.isEmpty,
            drafts: drafts.map { VotesPage.Row($0, in: words.zone, from: nil, words) },
            hasPast: !board.past.isEmpty,
            past: board.past.map { VotesPage.Row($0, in: words.zone, from: from($0), words) },
            isLater: place != nil, older: board.next.map { "/votes?after=\($0)" })
    }

    private func draft(_ ballot: BallotRecord, _ context: Context) async throws -> DraftPage {
        let words = context.words
        var frame = try await backend.frame(ballot.question.shortened, part: "votes", context)
        frame.isNarrow = true
        let linked = try await backend.node.linked()
        let members = context.facts?.members ?? 0
        var page = DraftPage(
            frame: frame, t: words, ballot: ballot, members: members, linked: linked.count,
            zone: context.words.zone, now: backend.clock())
        (page.tasks, page.tagging) = try await surroundings(ballot, context)
        return page
    }

    private func running(_ ballot: BallotRecord, _ context: Context) async throws -> VotePage {
        let names = try await backend.chapter.chapterNames()
        var page = VotePage(
            frame: try await backend.frame(ballot.question.shortened, part: "votes", context),
            t: context.words, ballot: ballot,
            from: ballot.isOwn ? nil : names[ballot.chapter] ?? "",
            mayRun: ballot.isOwn && context.viewer.may(.runBallots),
            reached: ballot.isOwn
                ? try await backend.reached(.vote(ballot.id), context.words) : nil,
            now: backend.clock(), zone: context.words.zone)
        (page.tasks, page.tagging) = try await surroundings(ballot, context)
        return page
    }

    /// The tasks about a vote of this chapter, and its tags.
    private func surroundings(_ ballot: BallotRecord, _ context: Context) async throws
        -> (tasks: SubjectTasksPart?, tagging: ThingTagsPart?)
    {
        guard ballot.isOwn else { return (nil, nil) }
        return (
            try await backend.tasks(about: .ballot(ballot.id), context),
            try await backend.tags(of: .ballot(ballot.id), context)
        )
    }

    private func result(_ ballot: BallotRecord, _ context: Context) async throws -> ResultPage {
        var page = ResultPage(
            frame: try await backend.frame(ballot.question.shortened, part: "votes", context),
            t: context.words, ballot: ballot, names: try await backend.chapter.chapterNames(),
            own: backend.chapter.feeds.chapter,
            waiting: ballot.isOwn ? try await backend.node.linked() : [],
            reached: ballot.isOwn
                ? try await backend.reached(.vote(ballot.id), context.words) : nil,
            zone: context.words.zone)
        (page.tasks, page.tagging) = try await surroundings(ballot, context)
        return page
    }

    private func papers(_ request: Request, _ context: Context) async throws -> PapersPage {
        let words = context.words
        let ballot = try await backend.vote(context)
        let address = "/votes/\(ballot.id)"
        let page = try await backend.chapter.publishedPapers(
            of: ballot.id, after: request.query("after"), as: context.viewer)
        var frame = try await backend.frame(words.say("votes_papers"), part: "votes", context)
        frame.isNarrow = true
        return PapersPage(
            frame: frame, t: words, back: address, question: ballot.question,
            hasPapers: !page.papers.isEmpty,
            papers: page.papers.map { paper in
                PapersPage.Paper(
                    code: paper.code.inFours,
                    option: words.lines(paper.content, of: ballot).joined(separator: " · "))
            },
            next: page.next.map { "\(address)/papers?after=\($0)" })
    }

    private func check(_ context: Context) async throws -> CheckPage {
        let words = context.words
        let ballot = try await backend.vote(context)
        let found = try await backend.chapter.verifyBallot(ballot.id, as: context.viewer).get()
        var frame = try await backend.frame(words.say("votes_check"), part: "votes", context)
        frame.isNarrow = true
        return CheckPage(
            frame: frame, t: words, back: "/votes/\(ballot.id)", question: ballot.question,
            isValid: found.valid, heading: words.count("votes_findings", found.findings.count),
            findings: found.findings.map { words.sentence($0) }, file: "/votes/\(ballot.id)/file",
            ballot: "\(ballot.id)",
            chapter: "\(ballot.chapter)")
    }
}

extension Backend {
    /// The ballot in the path, if the viewer may know of it.
    func vote(_ context: Context) async throws -> BallotRecord {
        let id = try context.id("ballot", "ballot", ObjectID.init(_:))
        guard let ballot = try await chapter.ballot(id, as: context.viewer) else {
            throw Refusal.notFound("ballot")
        }
        return ballot
    }
}

extension String {
    /// The beginning of a long text, for the title of a window.
    var shortened: String {
        let letters = 60
        return count <= letters ? self : prefix(letters) + "…"
    }

    /// The text in groups of four, as codes are read.
    var inFours: String {
        stride(from: 0, to: count, by: 4).map { String(dropFirst($0).prefix(4)) }
            .joined(separator: " ")
    }
}
