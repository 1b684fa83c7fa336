import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// Coming in with a link, and going out.
///
/// A link is shown by GET and used by POST: mail scanners follow links and press no button.
struct SignInPages {
    let backend: Backend
    let entry: Entry

    /// How many links a network may ask for, at once and a second.
    static let requests = (burst: 20.0, perSecond: 0.1)
    /// How many links an address gets, at once and a second: three, then one in five minutes.
    static let letters = (burst: 3.0, perSecond: 1.0 / 300)

    private let mail: LinkMail
    private let tried = Allowance(
        size: SignInRoutes.tries.burst, perSecond: SignInRoutes.tries.perSecond)
    private let asked = Allowance(size: requests.burst, perSecond: requests.perSecond)
    private let mailed = Allowance(size: letters.burst, perSecond: letters.perSecond)

    init(backend: Backend, entry: Entry) {
        self.backend = backend
        self.entry = entry
        mail = LinkMail(backend)
    }

    func add(to pages: PageRoutes) {
        pages.get("sign-in", .look) { request, context in
            try await door(context, then: LocalPath(request.query("to")))
        }
        pages.post("sign-in", .look) { request, context in
            try await ask(request, context)
        }
        pages.get("sign-in/sent", .look) { request, context in
            let words = context.words
            let then = LocalPath(request.query("to"))
            let frame = try await backend.frame(words.say("sent_title"), part: "", context)
            return try backend.kit.show(SentPage(frame: frame, t: words, query: then?.query ?? ""))
        }
        pages.get("sign-in/:token", .look) { request, context in
            let words = context.words
            let then = LocalPath(request.query("to"))
            let frame = try await backend.frame(words.say("link_title"), part: "", context)
            return try backend.kit.show(
                SignInLinkPage(
                    frame: frame, t: words, address: request.uri.path + (then?.query ?? "")))
        }
        pages.post("sign-in/:token", .look) { request, context in
            if let wait = tried.take(context.network(of: request), at: backend.clock()) {
                throw HTTPError.tooManyRequests(wait: wait)
            }
            let link = SignInWithLink(
                token: context.parameters.get("token") ?? "", browser: request.browser)
            let outcome = try await backend.perform(link, context)
            let then = LocalPath(request.query("to"))
            return try await entry.admit(outcome, then: then, request, context)
        }
        pages.post("sign-out", .look) { request, context in
            if let token = entry.cookie.token(in: request) {
                _ = try await backend.perform(EndSession(token: token), context)
            }
            var response = Response.seeOther(Notice.after("signed_out", at: "/sign-in"))
            response.headers[values: .setCookie] = [entry.cookie.forget, entry.half.forget]
            return response
        }
    }

    private func ask(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await request.form(context)
        let then = LocalPath(form["to"])
        let address = form["email"]
        guard address.utf8.count <= 1000, address.contains("@") else {
            let problem = Problem("email", context.words.say("signin_no_address"))
            return try await door(context, then: then, value: address, [problem])
        }
        let now = backend.clock()
        if let wait = asked.take(context.network(of: request), at: now) {
            throw HTTPError.tooManyRequests(wait: wait)
        }
        // Whether an address had its letters already is nobody's business: the answer is the same.
        let name = address.trimmingCharacters(in: .whitespaces).lowercased()
        if mailed.take(name, at: now) == nil {
            mail.begin(address, words: context.words, then: then, logger: context.logger)
        }
        return Response.seeOther("/sign-in/sent" + (then?.query ?? ""))
    }

    private func door(
        _ context: Context, then: LocalPath?, value: String = "", _ problems: [Problem] = []
    ) async throws -> Response {
        let words = context.words
        let frame = try await backend.frame(words.say("signin_title"), part: "", context)
        let field = Field(
            "email", label: words.say("signin_email"), value: value, type: "email",
            autocomplete: "email", isRequired: true, problems: problems)
        return try backend.kit.show(
            SignInPage(
                frame: frame, t: words, problems: Problems(problems, words), email: field,
                to: then?.text, query: then?.query ?? ""),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// How one comes in.
struct SignInPage: Page {
    static let template = "session-sign-in"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let email: Field
    let to: String?
    let query: String
}

/// What follows asking for a link, whether there was anybody or not.
struct SentPage: Page {
    static let template = "session-sent"
    let frame: Frame
    let t: Wording
    let query: String
}

/// The one button of a sign-in link.
struct SignInLinkPage: Page {
    static let template = "session-link"
    let frame: Frame
    let t: Wording
    let address: String
}
