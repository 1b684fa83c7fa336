import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// The pages of the first run: name, kind, first coordinator.
///
/// What was entered is kept here until the chapter is made; there is one chapter to make, so there
/// is one draft.
struct SetupPages {
    let setup: Setup
    private let draft = Draft()

    init(setup: Setup) { self.setup = setup }

    private final class Draft: Sendable {
        let entered = Mutex(NewChapter())
    }

    func add(to pages: RouterGroup<Context>) {
        let steps = pages.group("setup/:secret")
        steps.get { _, context in try namePage(localized(context), []) }
        steps.post { request, context in try await takeName(request, localized(context)) }
        steps.get("kind") { _, context in try kindPage(localized(context), []) }
        steps.post("kind") { request, context in try await takeKind(request, localized(context)) }
        steps.get("you") { _, context in try personPage(localized(context), []) }
        steps.post("you") { request, context in
            try await takePerson(request, localized(context))
        }
    }

    private var start: String { Setup.path(secret: setup.secret) }
    /// The zone of this chapter's computer, if it says more than that it is a server.
    private static var zoneHere: String {
        TimeZone.current.isOfAPlace ? TimeZone.current.identifier : ""
    }
    private var entered: NewChapter { draft.entered.withLock { $0 } }

    /// The same context in the language that was chosen.
    private func localized(_ context: Context) -> Context {
        var context = context
        if let language = entered.language.flatMap(Language.init(rawValue:)) {
            context.words = setup.kit.catalogue.wording(language)
        }
        return context
    }

    // MARK: Name

    private func namePage(_ context: Context, _ problems: [Problem]) throws -> Response {
        let words = context.words
        let page = SetupNamePage(
            frame: .ofSetup(words.say("setup_name_title"), words, setup), t: words,
            steps: Self.steps(0, words), problems: Problems(problems, words),
            name: Field(
                "name", label: words.say("setup_name"), value: entered.name,
                help: words.say("setup_name_help"), autocomplete: "organization", isRequired: true,
                problems: problems),
            languages: Language.allCases.map { language in
                SetupNamePage.Language(
                    code: language.rawValue, name: words.say("setup_language_\(language.rawValue)"),
                    isChosen: language == words.language)
            },
            zone: ZoneField(
                entered.timeZone.isEmpty ? Self.zoneHere : entered.timeZone,
                help: words.say("setup_zone_help"), problems: problems,
                isSuggested: entered.timeZone.isEmpty, words))
        return try show(page, problems)
    }

    private func takeName(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await request.form(context)
        let name = form["name"].trimmed
        let language = Language(rawValue: form["language"])
        let zone = TimeZone(identifier: form["zone"])
        draft.entered.withLock {
            $0.name = name
            $0.timeZone = zone?.identifier ?? ""
            if let language { $0.language = language.rawValue }
        }
        let words = localized(context).words
        var problems: [Problem] = []
        if !ChapterProfile.isName(name) {
            let sentence = name.isEmpty ? "setup_name_missing" : "setup_name_wrong"
            problems.append(Problem("name", words.say(sentence)))
        }
        if zone == nil { problems.append(Problem("zone", words.say("zone_wrong"))) }
        guard problems.isEmpty else { return try namePage(localized(context), problems) }
        return .seeOther("\(start)/kind")
    }

    // MARK: Kind

    private func kindPage(_ context: Context, _ problems: [Problem]) throws -> Response {
        let words = context.words
        let page = SetupKindPage(
            frame: .ofSetup(words.say("setup_kind_title"), words, setup), t: words,
            steps: Self.steps(1, words), problems: Problems(problems, words),
            kinds: NewChapter.profiles.map { profile in
                let key = profile.replacing("-", with: "_")
                return SetupKindPage.Kind(
                    value: profile, name: words.say("setup_kind_\(key)"),
                    what: words.say("setup_kind_\(key)_what"), isChosen: entered.profile == profile)
            }, back: start)
        return try show(page, problems)
    }

    private func takeKind(_ request: Request, _ context: Context) async throws -> Response {
        let profile = try await request.form(context)["kind"]
        guard NewChapter.profiles.contains(profile) else {
            return try kindPage(context, [Problem("kind", context.words.say("setup_kind_missing"))])
        }
        draft.entered.withLock { $0.profile = profile }
        return .seeOther("\(start)/you")
    }

    // MARK: First coordinator

    private func personPage(_ context: Context, _ problems: [Problem]) throws -> Response {
        guard !entered.name.isEmpty, !entered.timeZone.isEmpty else { return .seeOther(start) }
        guard !entered.profile.isEmpty else { return .seeOther("\(start)/kind") }
        let words = context.words
        let page = SetupPersonPage(
            frame: .ofSetup(words.say("setup_person_title"), words, setup), t: words,
            steps: Self.steps(2, words), problems: Problems(problems, words),
            name: Field(
                "name", label: words.say("setup_person_name"), value: entered.coordinator,
                autocomplete: "name", isRequired: true, problems: problems),
            email: Field(
                "email", label: words.say("setup_person_email"), value: entered.email,
                help: words.say("setup_person_email_help"), type: "email", autocomplete: "email",
                isRequired: true, problems: problems),
            back: "\(start)/kind")
        return try show(page, problems)
    }

    private func takePerson(_ request: Request, _ context: Context) async throws -> Response {
        let form = try await request.form(context)
        draft.entered.withLock {
            $0.coordinator = form["name"].trimmed
            $0.email = form["email"].trimmed
            $0.language = $0.language ?? context.words.language.rawValue
        }
        var new = entered
        new.browser = request.browser
        guard !new.name.isEmpty, !new.profile.isEmpty, !new.timeZone.isEmpty else {
            return .seeOther(start)
        }
        var problems: [Problem] = []
        if new.coordinator.isEmpty {
            problems.append(Problem("name", context.words.say("setup_person_name_missing")))
        }
        if new.email.wholeMatch(of: /[^@\s]+@[^@\s]+\.[^@\s]+/) == nil {
            problems.append(Problem("email", context.words.say("setup_person_email_wrong")))
        }
        guard problems.isEmpty else { return try personPage(context, problems) }
        switch try await setup.make(new) {
        case .failure(let refusal):
            return try personPage(context, [Problem(refusal, context.words)])
        case .success(let made):
            var response = Response.seeOther("/welcome/recovery?first=1")
            response.headers[.setCookie] = SessionCookie(of: made.chapter).keep(
                made.session.token, until: made.session.expires, now: setup.clock())
            return response
        }
    }

    // MARK: All

    private func show(_ page: some Page, _ problems: [Problem]) throws -> Response {
        try setup.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    static func steps(_ here: Int, _ words: Wording) -> Steps {
        Steps(
            words.say("setup_steps"),
            ["name", "kind", "you", "recovery", "ready"].map { words.say("setup_step_\($0)") },
            at: here)
    }
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
