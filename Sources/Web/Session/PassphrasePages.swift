import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import Sodium

/// Coming in with a passphrase.
struct PassphrasePages {
    let backend: Backend
    let entry: Entry

    /// So many wrong passphrases of an address cost no wait.
    static let freeOfAddress = 5
    /// So many wrong ones from a network cost no wait: several people may sit behind one.
    static let freeOfNetwork = 20

    private let addresses = Patience(free: freeOfAddress)
    private let networks = Patience(free: freeOfNetwork)

    init(backend: Backend, entry: Entry) {
        self.backend = backend
        self.entry = entry
    }

    func add(to pages: PageRoutes) {
        pages.get("sign-in/passphrase", .look) { request, context in
            try await show(context, then: LocalPath(request.query("to")))
        }
        pages.post("sign-in/passphrase", .look) { request, context in
            let form = try await request.form(context)
            let then = LocalPath(form["to"])
            let words = context.words
            let now = backend.clock()
            let network = context.network(of: request)
            let email = String(form["email"].prefix(254))
            let name = email.trimmingCharacters(in: .whitespaces).lowercased()
            let wait = networks.begin(network, at: now) ?? addresses.begin(name, at: now)
            if let wait {
                let problem = Problem(nil, words.wait(wait))
                return try await show(
                    context, then: then, email, [problem], status: .tooManyRequests)
            }
            let question = PassphraseCandidates(email)
            let found = try await backend.chapter.read { try question.answer(in: $0) }
            guard let tried = await fitting(form["passphrase"], found) else {
                throw Refusal(.unavailable, words.say("passphrase_busy"))
            }
            guard let candidate = tried.candidate else {
                let left = addresses.left(name)
                let sentence = words.say("passphrase_wrong")
                let more = left > 0 ? words.count("passphrase_left", left) : ""
                return try await show(
                    context, then: then, email,
                    [Problem("passphrase", more.isEmpty ? sentence : "\(sentence) \(more)")])
            }
            addresses.forget(name)
            networks.takeBack(network, at: now)
            let act = SignInWithPassphrase(candidate, browser: request.browser)
            let outcome = try await backend.perform(act, context)
            return try await entry.admit(outcome, then: then, request, context)
        }
    }

    /// What trying a passphrase has come to.
    private struct Tried: Sendable {
        var candidate: PassphraseCandidates.Candidate?
    }

    /// Tries a passphrase; nil when too many are being tried.
    ///
    /// The work is the same whether there are candidates or not.
    private func fitting(_ entered: String, _ found: [PassphraseCandidates.Candidate]) async
        -> Tried?
    {
        let text = PassphraseRule.normal(entered) ?? ""
        return await PassphraseQueue.shared.run {
            var tried = Tried()
            for place in 0..<PassphraseCandidates.atMost {
                if place < found.count {
                    if Passphrase.fits(text, found[place].kept), tried.candidate == nil {
                        tried.candidate = found[place]
                    }
                } else {
                    _ = Passphrase.kept(text)
                }
            }
            return tried
        }
    }

    private func show(
        _ context: Context, then: LocalPath?, _ email: String = "", _ problems: [Problem] = [],
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let words = context.words
        let frame = try await backend.frame(words.say("passphrase_title"), part: "", context)
        return try backend.kit.show(
            PassphrasePage(
                frame: frame, t: words,
                problems: Problems(problems, words, heading: words.say("signin_not")),
                email: Field(
                    "email", label: words.say("signin_email"), value: email, type: "email",
                    autocomplete: "username", isRequired: true),
                passphrase: Field(
                    "passphrase", label: words.say("passphrase_label"),
                    help: words.say("passphrase_help"), type: "password",
                    autocomplete: "current-password", isRequired: true, problems: problems),
                to: then?.text, query: then?.query ?? ""),
            status: problems.isEmpty ? .ok : status)
    }
}

/// Signing in with address and passphrase.
struct PassphrasePage: Page {
    static let template = "session-passphrase"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let email: Field
    let passphrase: Field
    let to: String?
    let query: String
}
