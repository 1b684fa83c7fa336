import Chapter
import Federation
import Hummingbird
import NIOCore

/// The stored events, for whoever keeps the node.
struct EventRoutes {
    let backend: Backend

    /// The most headers in one answer.
    static let eventsAtMost = 1_000

    func add(to api: RouterGroup<Context>) {
        api.get("events") { request, context in
            try context.require(.seeNode)
            let from = try request.number("from", or: 1, in: 1...Int.max)
            let limit = try request.number(
                "limit", or: Self.eventsAtMost, in: 1...Self.eventsAtMost)
            return Answer(
                try await backend.node.events(
                    chapter: chapter(in: request), from: UInt64(from), limit: limit))
        }
        api.get("events/:event") { _, context in
            try context.require(.seeNode)
            let event = try context.id("event", "event", EventID.init(_:))
            return Answer(try await backend.node.event(event).get())
        }
        api.get("feeds/verdict") { _, context in
            try context.require(.seeNode)
            return Answer(try await backend.node.verifyFeeds())
        }
        api.get("feeds/proofs/:thing") { _, context in
            let thing = try context.id("thing", "shared thing", ProvenThing.init(_:))
            let file = try await backend.chapter.exportProof(of: thing, as: context.viewer)
            return Response.download(
                ByteBuffer(bytes: try file.get().json()), .json, named: "proof.json")
        }
        api.post("feeds/key") { _, context in
            try context.require(.linkChapters)
            return Answer(try await backend.node.changeFeedKey().get())
        }
        api.post("transport-key") { _, context in
            try context.require(.linkChapters)
            return Answer(try await backend.node.changeTransportKey().get())
        }
    }

    private func chapter(in request: Request) throws -> ChapterID? {
        guard let text = request.query("chapter") else { return nil }
        guard let chapter = ChapterID(text) else {
            throw Refusal.invalid("chapter", "A chapter is written as 64 hexadecimal digits.")
        }
        return chapter
    }
}
