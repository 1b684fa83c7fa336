import Chapter
import Feeds
import Foundation
import HTTPTypes
import Hummingbird

/// The last step through the door, the same for every way in.
struct Entry: Sendable {
    let backend: Backend
    let cookie: SessionCookie
    let half: SessionCookie

    init(_ backend: Backend, _ cookie: SessionCookie) {
        self.backend = backend
        self.cookie = cookie
        half = .half(of: backend.chapter.feeds.chapter)
    }

    /// Answers a sign-in: on to where the person wanted to go, or to the second step.
    ///
    /// A session that the browser had before ends: nobody chooses beforehand which one it will be.
    func admit(
        _ outcome: SignInOutcome, then: LocalPath?, _ request: Request, _ context: Context
    ) async throws -> Response {
        let now = backend.clock()
        switch outcome {
        case .second(let token):
            var response = Response.seeOther("/sign-in/second" + (then?.query ?? ""))
            let kept = half.keep(token.token, until: token.expires, now: now)
            response.headers[.setCookie] = kept
            return response
        case .done(let token, let printed):
            if let old = cookie.token(in: request) {
                _ = try await backend.perform(EndSession(token: old), context)
            }
            let address = then?.text ?? "/"
            var response = Response.seeOther(address)
            if let printed {
                response = try await told(printed, address, context)
            }
            let kept = cookie.keep(token.token, until: token.expires, now: now)
            response.headers[values: .setCookie] = [kept, half.forget]
            return response
        }
    }

    /// Says who printed the code that let somebody in.
    private func told(_ printed: PrintedBy, _ address: String, _ context: Context) async throws
        -> Response
    {
        let words = context.words
        let frame = try await backend.frame(words.say("printed_title"), part: "", context)
        return try backend.kit.show(
            PrintedPage(
                frame: frame, t: words, address: address,
                who: words.say(
                    "printed_who",
                    ["name": printed.name, "when": words.whole(printed.at)])))
    }
}

/// What somebody reads who came in with a code on paper.
struct PrintedPage: Page {
    static let template = "session-printed"
    let frame: Frame
    let t: Wording
    let address: String
    let who: String
}
