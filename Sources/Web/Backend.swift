public import Chapter
public import Federation
import Hummingbird

/// What the routes work on.
public struct Backend: Sendable {
    /// The chapter and its database.
    public let chapter: Chapter
    /// What the node does besides.
    public let node: any NodeControl
    /// The one clock.
    public let clock: @Sendable () -> Timestamp
    /// The start of every link that is handed to people, such as `https://tenants.example`.
    public let origin: String
    /// Where lists are kept while they are imported: a directory that nobody else reads.
    public let imports: String
    /// Where everything of the chapter is kept; nil for a chapter in memory.
    public var directory: String?

    /// The long work that pages have begun.
    let works = Works()
    /// Whether the page with every component is served: for whoever develops, never for people.
    public var isForDevelopment = false
    /// Where letters lie until the chapter has a mail server; nil where none are written.
    public let outbox: Outbox?

    /// What pages are made with.
    let kit: PageKit

    /// Collects what the routes work on.
    public init(
        chapter: Chapter, node: any NodeControl, clock: @Sendable @escaping () -> Timestamp,
        origin: String, imports: String, outbox: Outbox? = nil, kit: PageKit
    ) {
        self.chapter = chapter
        self.node = node
        self.clock = clock
        self.origin = origin
        self.imports = imports
        self.outbox = outbox
        self.kit = kit
    }

    /// Whether the links that are handed to people open on the chapter's own computer alone.
    var isForThisComputerAlone: Bool { Reach(of: origin) == .machine }

    /// Performs an act for whoever asks; a refusal is thrown on to `ErrorAnswers`.
    ///
    /// `why`: the reason that was given with it, for the histories.
    func perform<A: Act>(_ act: A, _ context: Context, because why: String? = nil) async throws
        -> A.Value
    {
        try await chapter.perform(
            act, as: context.viewer, from: context.origin, because: why, at: clock()
        ).get()
    }
}

extension Context {
    /// Goes on only if the viewer may do this.
    ///
    /// It is for reads and for what the node does; acts check for themselves.
    func require(_ permission: Permission) throws {
        guard viewer.may(permission) else { throw Refusal.notAllowed(permission) }
    }

    /// The id in the path, read by `parse`.
    func id<ID>(_ name: String, _ what: String, _ parse: (String) -> ID?) throws -> ID {
        guard let text = parameters.get(name), let id = parse(text) else {
            throw Refusal.notFound(what)
        }
        return id
    }
}

extension Request {
    /// A parameter of the query string; nil when it is missing or empty.
    func query(_ name: Substring) -> String? {
        guard let value = uri.queryParameters[name], !value.isEmpty else { return nil }
        return String(value)
    }

    /// A whole number in the query string; `standard` when it is missing.
    func number(_ name: Substring, or standard: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = query(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw Refusal.invalid(
                String(name),
                "“\(name)” must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
