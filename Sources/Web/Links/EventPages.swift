import Chapter
import Federation
import Feeds
import Hummingbird

/// The stored events, for whoever keeps the chapter's computer: technical details.
struct EventPages {
    let backend: Backend

    /// So many are on a page.
    private static let eventsAtMost = 50

    func add(to pages: PageRoutes) {
        pages.get("chapters/events", .seeNode) { request, context in
            try backend.kit.show(try await list(request, context))
        }
        pages.get("chapters/events/:event", .seeNode) { _, context in
            let id = try context.id("event", "event", EventID.init(_:))
            let event = try await backend.node.event(id).get()
            let frame = try await backend.frame(event.header.name, part: "chapters", context)
            return try backend.kit.show(EventPage(frame: frame.narrow(), t: context.words, event))
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> EventListPage {
        let words = context.words
        let own = backend.chapter.feeds.chapter
        let chapter = request.query("chapter").flatMap { ChapterID($0) } ?? own
        let from = UInt64(try request.number("from", or: 1, in: 1...Int.max))
        let events = try await backend.node.events(
            chapter: chapter, from: from, limit: Self.eventsAtMost + 1)
        var names = [
            (own.description, try await backend.facts(context).chapter)
        ]
        names += try await backend.node.links().map { ($0.chapterID, $0.name) }
        let address = "/chapters/events?chapter="
        let shown = events.prefix(Self.eventsAtMost)
        let step = UInt64(Self.eventsAtMost)
        return EventListPage(
            frame: try await backend.frame(
                words.say("chapters_tech_events"), part: "chapters", context),
            t: words,
            feeds: names.map { id, name in
                EventListPage.Feed(
                    name: name, address: address + id, isHere: id == chapter.description)
            },
            hasEvents: !shown.isEmpty, events: shown.map { EventListPage.Event($0) },
            before: from > 1
                ? "\(address)\(chapter)&from=\(from > step ? from - step : 1)" : nil,
            next: events.count > shown.count
                ? "\(address)\(chapter)&from=\(from + step)" : nil)
    }
}

/// The headers of one chapter's events.
struct EventListPage: Page {
    /// Whose events can be looked at.
    struct Feed: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    /// A header.
    struct Event: Sendable {
        let seq: UInt64
        let name: String
        let time: String
        let size: Int
        let id: String
        let address: String

        init(_ event: EventAnswer) {
            seq = event.seq
            name = event.name
            time = "\(event.time)"
            size = event.size
            id = String(event.eventID.prefix(12))
            address = "/chapters/events/\(event.eventID)"
        }
    }

    static let template = "chapters-events"
    let frame: Frame
    let t: Wording
    let feeds: [Feed]
    let hasEvents: Bool
    let events: [Event]
    let before: String?
    let next: String?
}

/// One event with what it says.
struct EventPage: Page {
    static let template = "chapters-event"
    let frame: Frame
    let t: Wording
    let name: String
    let id: String
    let chapter: String
    let previous: String
    let seq: UInt64
    let time: String
    let size: Int
    let text: String?
    let void: String?

    init(frame: Frame, t: Wording, _ event: EventDetailAnswer) {
        self.frame = frame
        self.t = t
        let header = event.header
        name = header.name
        id = header.eventID
        chapter = header.chapterID
        previous = header.previous
        seq = header.seq
        time = "\(header.time)"
        size = header.size
        text = event.text
        void = event.void
    }
}
