import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// The cookie by which a browser stays signed in.
///
/// Its name holds the beginning of the chapter's id: cookies ignore ports, and two nodes on one
/// host would otherwise sign each other's people out.
struct SessionCookie: Sendable {
    let name: String

    init(of chapter: ChapterID) {
        name = "__Host-session-\(chapter.description.prefix(8))"
    }

    /// The token in a request, if there is one.
    func token(in request: Request) -> String? { request.cookies[name]?.value }

    /// The header that keeps a token until it ends.
    func keep(_ token: String, until expires: Timestamp, now: Timestamp) -> String {
        let seconds = max(0, (expires - now) / 1000)
        return "\(name)=\(token); Path=/; Max-Age=\(seconds); Secure; HttpOnly; SameSite=Lax"
    }

    /// The header that takes the token away.
    var forget: String { "\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax" }
}

/// Finds out who looks at a page, and in which language.
struct Session: RouterMiddleware {
    let backend: Backend
    let cookie: SessionCookie

    func handle(
        _ request: Request, context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        var language = Language(accepting: request.headers[.acceptLanguage])
        if let token = cookie.token(in: request) {
            let viewer = try await backend.chapter.viewer(token, at: backend.clock())
            if viewer != .visitor { context.viewer = viewer }
        }
        let facts = try await backend.chapter.facts(for: context.viewer)
        if let chosen = facts.language.flatMap({ Language(rawValue: String($0.prefix(2))) }) {
            language = chosen
        }
        context.facts = facts
        context.words = backend.kit.catalogue.wording(language)
        context.notice = Notice.read(request, context.words)
        return try await next(request, context)
    }
}
