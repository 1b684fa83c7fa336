import Chapter
import HTTPTypes
import Hummingbird

/// Coming in and going out.
///
/// A link is shown by GET and used by POST: mail scanners follow links and press no button.
struct SignInPages {
    let backend: Backend
    let cookie: SessionCookie

    /// How often a network may use a link, at once and a second.
    private let tried = Allowance(
        size: SignInRoutes.tries.burst, perSecond: SignInRoutes.tries.perSecond)

    init(backend: Backend, cookie: SessionCookie) {
        self.backend = backend
        self.cookie = cookie
    }

    func add(to pages: PageRoutes) {
        pages.get("sign-in", .look) { _, context in
            let words = context.words
            let title = words.say("signin_title")
            let frame = try await backend.frame(title, part: "", context)
            return try backend.kit.show(SignInPage(frame: frame, t: words))
        }
        pages.get("sign-in/:token", .look) { request, context in
            let words = context.words
            let frame = try await backend.frame(words.say("link_title"), part: "", context)
            return try backend.kit.show(
                SignInLinkPage(frame: frame, t: words, address: request.uri.path))
        }
        pages.post("sign-in/:token", .look) { request, context in
            let now = backend.clock()
            if let wait = tried.take(context.network(of: request), at: now) {
                throw HTTPError.tooManyRequests(wait: wait)
            }
            let token = context.parameters.get("token") ?? ""
            let made = try await backend.perform(ConsumeSignInLink(token: token), context)
            var response = Response.seeOther("/")
            response.headers[.setCookie] = cookie.keep(made.token, until: made.expires, now: now)
            return response
        }
        pages.post("sign-out", .look) { request, context in
            if let token = cookie.token(in: request) {
                _ = try await backend.perform(EndSession(token: token), context)
            }
            var response = Response.seeOther(Notice.after("signed_out", at: "/sign-in"))
            response.headers[.setCookie] = cookie.forget
            return response
        }
    }
}

/// How one comes in.
struct SignInPage: Page {
    static let template = "session-sign-in"
    let frame: Frame
    let t: Wording
}

/// The one button of a sign-in link.
struct SignInLinkPage: Page {
    static let template = "session-link"
    let frame: Frame
    let t: Wording
    let address: String
}
