import Chapter
import HTTPTypes
import Hummingbird

/// Finds out who looks at a page, and in which language.
struct Session: RouterMiddleware {
    let backend: Backend
    let cookie: SessionCookie

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        let token = cookie.token(in: request)
        let now = backend.clock()
        let arrival = try await backend.chapter.arrival(token, known: context.viewer, at: now)
        context.viewer = arrival.viewer
        context.origin = .browser(request.browser)
        if arrival.isFirstToday, let token {
            // A node that cannot write still shows its pages.
            _ = try await backend.chapter.perform(
                NoteSession(token: token), as: arrival.viewer, at: now)
        }
        let language =
            arrival.facts.language.flatMap { Language(chosen: $0) }
            ?? Language(accepting: request.headers[.acceptLanguage])
        context.facts = arrival.facts
        context.words = backend.kit.catalogue.wording(language, in: arrival.facts.timeZone)
        context.notice = Notice.read(request, context.words)
        return try await next(request, context)
    }
}
