import Chapter
import HTTPTypes
import Hummingbird
import Sodium

/// Setting, changing and removing one's passphrase.
struct PassphraseSettingPages {
    let backend: Backend
    let cookie: SessionCookie

    /// So many wrong present passphrases cost no wait: somebody may sit at another's browser.
    private let members = Patience(free: PassphrasePages.freeOfAddress)

    init(backend: Backend, cookie: SessionCookie) {
        self.backend = backend
        self.cookie = cookie
    }

    func add(to pages: PageRoutes) {
        pages.get("settings/passphrase", .takePart) { _, context in try await show(context) }
        pages.post("settings/passphrase", .takePart) { request, context in
            let form = try await request.form(context)
            let checked = PassphraseRule.checked(form["passphrase"])
            return try await change(
                request, context, field: "present", present: form["present"],
                to: checked.map { Optional($0) })
        }
        pages.post("settings/passphrase/remove", .takePart) { request, context in
            let form = try await request.form(context)
            return try await change(
                request, context, field: "removal", present: form["removal"], to: .success(nil))
        }
    }

    /// Sets what was checked, or removes the passphrase for nil.
    private func change(
        _ request: Request, _ context: Context, field: String, present: String,
        to new: Result<String?, Refusal>
    ) async throws -> Response {
        let (member, settings) = try await backend.signInSettings(context)
        let words = context.words
        let now = backend.clock()
        guard case .success(let new) = new else {
            return try await show(context, [Problem("passphrase", words.say("passphrase_short"))])
        }
        if let wait = members.begin(member.description, at: now) {
            return try await show(
                context, [Problem(nil, words.wait(wait))], status: .tooManyRequests)
        }
        let work = Work(
            present: PassphraseRule.normal(present) ?? "", kept: settings.passphrase, new: new)
        guard let done = await PassphraseQueue.shared.run({ work.done() }) else {
            throw Refusal(.unavailable, words.say("passphrase_busy"))
        }
        guard done.fits else {
            return try await show(context, [Problem(field, words.say("passphrase_not_this"))])
        }
        guard new == nil || done.kept != nil else {
            throw Refusal(.unavailable, words.say("passphrase_busy"))
        }
        members.forget(member.description)
        let token = cookie.token(in: request)
        let act = SetPassphrase(kept: done.kept, replacing: settings.passphrase, session: token)
        _ = try await backend.perform(act, context)
        let what = new == nil ? "passphrase_removed" : "passphrase_saved"
        var response = Response.seeOther(Notice.after(what, at: "/settings"))
        try await backend.renew(token, cookie, in: &response, context)
        return response
    }

    /// What takes long: trying the present passphrase and hashing the new one.
    private struct Work: Sendable {
        let present: String
        let kept: String?
        let new: String?

        func done() -> (fits: Bool, kept: String?) {
            if let kept, !Passphrase.fits(present, kept) { return (false, nil) }
            return (true, new.flatMap { Passphrase.kept($0) })
        }
    }

    private func show(
        _ context: Context, _ problems: [Problem] = [],
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let words = context.words
        let (_, settings) = try await backend.signInSettings(context)
        let isSet = settings.passphrase != nil
        let title = words.say(isSet ? "passphrase_change" : "passphrase_set")
        let present = Field(
            "present", label: words.say("passphrase_present"), type: "password",
            autocomplete: "current-password", isRequired: true, problems: problems)
        let page = PassphraseSettingPage(
            frame: try await backend.frame(title, part: "settings", context).narrow(), t: words,
            problems: Problems(problems, words, heading: words.say("settings_not")), title: title,
            email: settings.email ?? "", present: isSet ? present : nil,
            passphrase: Field(
                "passphrase", label: words.say("passphrase_new"),
                help: words.say("passphrase_rule"), type: "password",
                autocomplete: "new-password", isRequired: true, problems: problems),
            removal: isSet
                ? Field(
                    "removal", label: words.say("passphrase_present"),
                    type: "password", autocomplete: "current-password", isRequired: true,
                    problems: problems) : nil)
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : status)
    }
}

/// The forms around a passphrase.
struct PassphraseSettingPage: Page {
    static let template = "settings-passphrase"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let email: String
    let present: Field?
    let passphrase: Field
    let removal: Field?
}
