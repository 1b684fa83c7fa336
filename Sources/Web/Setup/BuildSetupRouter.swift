import Chapter
import HTTPTypes
public import Hummingbird
import Logging
import Sodium

/// Builds what is served before there is a chapter: the pages that make one, behind their secret
/// address, and a door for everything else.
public func buildSetupRouter(_ setup: Setup) -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
    // On the router itself, so that they stand before addresses too that nothing answers.
    router.add(middleware: RequestLog())
    router.add(middleware: SecurityHeaders())
    router.add(middleware: SetupDoor(setup: setup))
    setup.kit.files.add(to: router)
    let pages = router.group()
        .add(middleware: RateLimit(clock: setup.clock))
        .add(middleware: SameOriginOnly(origin: setup.origin))
    SetupPages(setup: setup).add(to: pages)
    return router
}

/// Shows the door to whoever comes without the secret, and says what went wrong otherwise.
struct SetupDoor: RouterMiddleware {
    let setup: Setup

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        if request.uri.path.hasPrefix("/static/") { return try await next(request, context) }
        var context = context
        let language = Language(accepting: request.headers[.acceptLanguage])
        context.words = setup.kit.catalogue.wording(language)
        guard isInvited(request) else {
            return try door(context, request.uri.path == "/" ? .ok : .notFound, nil)
        }
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            return try door(context, error.status, error.body)
        } catch {
            context.logger.error("fault", metadata: ["fault": .string("\(error)")])
            let sentence = context.words.say("setup_fault")
            return try door(context, .internalServerError, sentence)
        }
    }

    /// Whether the address has the secret.
    ///
    /// All of it is compared in the same time, so that nobody guesses it letter by letter.
    private func isInvited(_ request: Request) -> Bool {
        let parts = request.uri.path.split(separator: "/")
        guard parts.count >= 2, parts[0] == "setup" else { return false }
        return constantTimeEquals(Array(parts[1].utf8), Array(setup.secret.utf8))
    }

    private func door(_ context: Context, _ status: HTTPResponse.Status, _ problem: String?) throws
        -> Response
    {
        let title = context.words.say("setup_door_title")
        let page = SetupDoorPage(
            frame: .ofSetup(title, context.words, setup), t: context.words, problem: problem)
        return try setup.kit.show(page, status: status)
    }
}

/// The page for whoever has no setup link.
struct SetupDoorPage: Page {
    static let template = "setup-door"
    let frame: Frame
    let t: Wording
    let problem: String?
}

extension Frame {
    /// The frame of a page before there is a chapter.
    static func ofSetup(_ title: String, _ words: Wording, _ setup: Setup) -> Frame {
        Frame(
            language: words.language.rawValue, title: title, chapter: words.say("setup_new"),
            size: "", person: nil, initials: nil,
            role: "", notice: nil, files: setup.kit.files.addresses,
            accent: nil)
    }
}
