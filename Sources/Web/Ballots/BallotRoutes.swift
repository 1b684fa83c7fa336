import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sodium

/// Ballots: drafting, opening, voting, closing, results and checking them.
struct BallotRoutes {
    let backend: Backend

    /// The largest ballot file that is checked, in bytes.
    static let fileBytesAtMost = 32 << 20

    private struct Cancellation: Decodable {
        var reason: String?
    }

    func add(to api: RouterGroup<Context>) {
        let ballots = api.group("ballots")

        ballots.get { _, context in
            Answer(
                try await backend.chapter.ballots(as: context.viewer).map(BallotAnswer.init))
        }
        ballots.post { request, context in
            let plan = try await request.json(EnteredBallot.self, context).plan()
            let id = try await backend.perform(DraftBallot(plan), context)
            return Answer(BallotIDAnswer(id), status: .created)
        }
        ballots.get(":ballot") { _, context in
            Answer(BallotAnswer(try await record(context)))
        }
        ballots.post(":ballot/opening") { _, context in
            let id = try ballot(context)
            let size = try await backend.perform(OpenBallot(id), context)
            return Answer(BallotIDAnswer(id, rollSize: size))
        }
        ballots.post(":ballot/papers") { request, context in
            let paper = try await request.json(EnteredPaper.self, context)
            let ballot = try await record(context)
            let content = try paper.content(of: ballot.options)
            let tracker = try tracker(paper.tracker)
            let receipt = try await backend.perform(
                CastPaper(ballot.id, content, tracker: tracker), context)
            return Answer(PaperAnswer(receipt), status: .created)
        }
        ballots.post(":ballot/closure") { _, context in
            let id = try ballot(context)
            _ = try await backend.perform(CloseBallot(id), context)
            return Answer(BallotIDAnswer(id))
        }
        ballots.post(":ballot/cancellation") { request, context in
            let id = try ballot(context)
            let body = try await request.json(or: Cancellation(), context)
            try await backend.perform(CancelBallot(id, reason: body.reason ?? ""), context)
            return Answer(BallotIDAnswer(id))
        }
        ballots.get(":ballot/result") { _, context in
            Answer(BallotResultAnswer(try await record(context)))
        }
        ballots.get(":ballot/verdict") { _, context in
            let found = try await backend.chapter.verifyBallot(ballot(context), as: context.viewer)
            return Answer(BallotVerdictAnswer(try found.get()))
        }
        ballots.post("verdict") { request, context in
            try requireSomebody(context)
            let bytes = try await request.body.collect(upTo: Self.fileBytesAtMost)
            let file = try BallotFile.read(Data(bytes.readableBytesView)).get()
            let found = try await backend.chapter.verifyBallot(file, as: context.viewer)
            return Answer(BallotVerdictAnswer(try found.get()))
        }
        ballots.get(":ballot/export") { _, context in
            let file = try await backend.chapter.exportBallot(ballot(context), as: context.viewer)
            let json = try file.get().json()
            return Response.download(ByteBuffer(bytes: json), .json, named: "ballot.json")
        }
    }

    private func ballot(_ context: Context) throws -> ObjectID {
        try context.id("ballot", "ballot", ObjectID.init(_:))
    }

    private func record(_ context: Context) async throws -> BallotRecord {
        try requireSomebody(context)
        let found = try await backend.chapter.ballot(ballot(context), as: context.viewer)
        guard let found else { throw Refusal.notFound("ballot") }
        return found
    }

    /// Visitors see no ballots at all; they are asked who they are.
    private func requireSomebody(_ context: Context) throws {
        guard context.viewer != .visitor else { throw Refusal.notAllowed(.takePart) }
    }

    private func tracker(_ text: String?) throws -> [UInt8] {
        guard let text else { return CastPaper.newTracker() }
        guard let bytes = Hex.bytes(text), bytes.count == BallotPaper.trackerBytes else {
            throw Refusal.invalid(
                "tracker", "“tracker” is \(2 * BallotPaper.trackerBytes) hexadecimal digits.")
        }
        return bytes
    }
}
