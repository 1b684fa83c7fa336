import Chapter
import Federation
import Feeds
import Logging
import ServiceLifecycle
import Sodium
import Web

/// Serves the pages that make a chapter, and the chapter from then on, at the same address.
///
/// The caller holds the lock of the directory, which has no chapter.
func setUp(
    _ options: ServeOptions, logger: Logger, ready: @Sendable @escaping (ReadyReport) -> Void
) async throws {
    let wanted = Configuration(name: "", profile: "").changed(by: options)
    if let problem = wanted.originProblem { throw CannotServe(description: problem) }
    _ = try wanted.gossipEndpoint()
    let secret = Hex.text(randomBytes(32))
    let (chapters, made) = AsyncStream.makeStream(of: ServedChapter.self)
    let maker = ChapterMaker(
        options: options, wanted: wanted, kit: try PageKit(), logger: logger, made: made,
        ready: ready)
    // Sec-Fetch-Site says where a form comes from; the origin is for browsers without it.
    let setup = Setup(
        secret: secret, origin: wanted.origin, clock: systemClock, kit: maker.kit,
        make: { try await maker.make($0) })
    let doorway = Doorway(buildSetupRouter(setup))
    await maker.serve(through: doorway)
    let pages = PageServer(
        doorway, at: wanted.http, logger: logger,
        ready: { address in
            await maker.serves(at: address)
            let start = wanted.publicOrigin == nil ? "http://\(address)" : wanted.origin
            ready(
                ReadyReport(
                    http: "http://\(address)", gossip: nil,
                    setup: start + Setup.path(secret: secret)
                ))
        })
    try await run([pages, MadeChapterRunner(chapters: chapters, logger: logger)], options, logger)
}

/// Makes the one chapter of the first run.
private actor ChapterMaker {
    nonisolated let kit: PageKit
    private let options: ServeOptions
    private let wanted: Configuration
    private let logger: Logger
    private let made: AsyncStream<ServedChapter>.Continuation
    private let ready: @Sendable (ReadyReport) -> Void
    private var doorway: Doorway?
    private var address: ListenAddress?
    /// Whether somebody is at it, or has done it.
    private var isTaken = false

    init(
        options: ServeOptions, wanted: Configuration, kit: PageKit, logger: Logger,
        made: AsyncStream<ServedChapter>.Continuation,
        ready: @Sendable @escaping (ReadyReport) -> Void
    ) {
        self.options = options
        self.wanted = wanted
        self.kit = kit
        self.logger = logger
        self.made = made
        self.ready = ready
    }

    func serve(through doorway: Doorway) { self.doorway = doorway }
    func serves(at address: ListenAddress) { self.address = address }

    /// Makes the chapter, opens it and signs its first coordinator in.
    func make(_ new: NewChapter) async throws -> Result<MadeChapter, Refusal> {
        guard !isTaken, let address else {
            return .failure(
                Refusal(.conflict, "The chapter is being made, or it is there already."))
        }
        isTaken = true
        do {
            return .success(try await make(new, at: address))
        } catch {
            // What was begun is taken away by the next attempt.
            isTaken = options.directory.holdsChapter
            guard let refusal = error as? Refusal else { throw error }
            return .failure(refusal)
        }
    }

    private func make(_ new: NewChapter, at address: ListenAddress) async throws -> MadeChapter {
        let coordinator = try await makeChapter(
            InitOptions(
                directory: options.directory, name: new.name, profile: new.profile,
                coordinatorName: new.coordinator, coordinatorMail: new.email,
                coordinatorLanguage: new.language, timeZone: new.timeZone)
        ).coordinator
        let configuration = try Configuration(in: options.directory).changed(by: options)
        try configuration.save(in: options.directory)
        let readiness = Readiness(ready)
        let origin =
            configuration.publicOrigin == nil ? "http://\(address)" : configuration.origin
        let served = try await ServedChapter(
            options, configuration, origin: origin, kit: kit, readiness: readiness, logger: logger)
        let session = try await served.backend.chapter.signIn(coordinator, on: new.browser)
        doorway?.open(onto: buildRouter(served.backend, entrance: .network))
        readiness.pagesAnswer(at: address)
        made.yield(served)
        made.finish()
        return MadeChapter(chapter: served.backend.chapter.feeds.chapter, session: session)
    }
}

extension Chapter {
    /// Signs in the person who has just made the chapter, by a link of their own.
    fileprivate func signIn(_ member: MemberID, on browser: String?) async throws -> SignInToken {
        let now = systemClock()
        let link = try await perform(MakeSignInLink(member), as: .operator, at: now).get()
        let use = SignInWithLink(token: link.token, browser: browser)
        switch try await perform(use, as: .visitor, at: now).get() {
        case .done(let token, _), .second(let token): return token
        }
    }
}

/// Runs what works for the chapter from the moment it is made.
private struct MadeChapterRunner: Service {
    let chapters: AsyncStream<ServedChapter>
    let logger: Logger

    func run() async throws {
        for await served in chapters.cancelOnGracefulShutdown() {
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: served.services.map { .init(service: $0) }, logger: logger))
            try await group.run()
            return
        }
    }
}
