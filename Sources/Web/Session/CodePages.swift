import Chapter
import HTTPTypes
import Hummingbird

/// Coming in with a code on paper, and the second step with a code of an app.
struct CodePages {
    let backend: Backend
    let entry: Entry

    /// So many wrong codes from a network cost no wait.
    static let freeOfNetwork = 10

    private let networks = Patience(free: freeOfNetwork)

    init(backend: Backend, entry: Entry) {
        self.backend = backend
        self.entry = entry
    }

    func add(to pages: PageRoutes) {
        pages.get("sign-in/code", .look) { request, context in
            try await show("code", context, then: LocalPath(request.query("to")))
        }
        pages.post("sign-in/code", .look) { request, context in
            try await answer("code", request, context) { code in
                let act = SignInWithCode(code: code, browser: request.browser)
                return try await backend.perform(act, context)
            }
        }
        pages.get("sign-in/second", .look) { request, context in
            guard entry.half.token(in: request) != nil else { return .seeOther("/sign-in") }
            return try await show("second", context, then: LocalPath(request.query("to")))
        }
        pages.post("sign-in/second", .look) { request, context in
            try await answer("second", request, context) { code in
                let act = PassSecondStep(
                    token: entry.half.token(in: request) ?? "", code: code,
                    browser: request.browser)
                switch try await backend.perform(act, context) {
                case .through(let outcome): return outcome
                case .wrong(let left):
                    let key = left == 0 ? "second_no_more" : "second_wrong"
                    throw Refusal.invalid("code", context.words.say(key))
                }
            }
        }
    }

    /// Answers a code that was sent: in, or the form again.
    private func answer(
        _ kind: String, _ request: Request, _ context: Context,
        _ signIn: (String) async throws -> SignInOutcome
    ) async throws -> Response {
        let form = try await request.form(context)
        let then = LocalPath(form["to"])
        let now = backend.clock()
        let network = context.network(of: request)
        if let wait = networks.begin(network, at: now) {
            let problem = Problem(nil, context.words.wait(wait))
            return try await show(
                kind, context, then: then, form["code"], [problem], status: .tooManyRequests)
        }
        do {
            let outcome = try await signIn(form["code"])
            networks.takeBack(network, at: now)
            return try await entry.admit(outcome, then: then, request, context)
        } catch let refusal as Refusal where refusal.field == "code" {
            return try await show(
                kind, context, then: then, form["code"], [Problem(refusal, context.words)])
        }
    }

    private func show(
        _ kind: String, _ context: Context, then: LocalPath?, _ code: String = "",
        _ problems: [Problem] = [], status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let words = context.words
        let isSecond = kind == "second"
        let title = words.say(isSecond ? "second_title" : "code_title")
        let frame = try await backend.frame(title, part: "", context)
        return try backend.kit.show(
            CodePage(
                frame: frame, t: words,
                problems: Problems(problems, words, heading: words.say("signin_not")), title: title,
                how: isSecond
                    ? words.say("second_how", ["chapter": frame.chapter]) : words.say("code_how"),
                address: "/sign-in/\(kind)",
                code: Field(
                    "code", label: words.say(isSecond ? "second_label" : "code_label"),
                    value: String(code.prefix(100)),
                    help: words.say(isSecond ? "second_help" : "code_help"),
                    autocomplete: isSecond ? "one-time-code" : "off", isRequired: true,
                    problems: problems),
                isSecond: isSecond, to: then?.text, query: then?.query ?? ""),
            status: problems.isEmpty ? .ok : status)
    }
}

extension Wording {
    /// That somebody has to wait, in minutes or seconds.
    func wait(_ seconds: Int) -> String {
        let unit = seconds < 120 ? "second" : "minute"
        let count = seconds < 120 ? seconds : (seconds + 59) / 60
        return say("signin_wait", ["span": self.count("span_\(unit)", count)])
    }
}

/// Typing a code.
struct CodePage: Page {
    static let template = "session-code"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let how: String
    let address: String
    let code: Field
    let isSecond: Bool
    let to: String?
    let query: String
}
