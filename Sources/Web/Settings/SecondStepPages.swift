import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// Switching one's second step on and off.
struct SecondStepPages {
    let backend: Backend
    let cookie: SessionCookie

    /// So many wrong codes cost no wait.
    static let freeCodes = 5

    private let members = Patience(free: freeCodes)

    init(backend: Backend, cookie: SessionCookie) {
        self.backend = backend
        self.cookie = cookie
    }

    func add(to pages: PageRoutes) {
        pages.get("settings/second-step", .takePart) { _, context in try await show(context) }
        pages.post("settings/second-step/begin", .takePart) { _, context in
            _ = try await backend.perform(BeginSecondStep(), context)
            return .seeOther("/settings/second-step")
        }
        pages.post("settings/second-step", .takePart) { request, context in
            try await trying("code", request, context) { code in
                let token = cookie.token(in: request)
                let codes = try await backend.perform(
                    ConfirmSecondStep(code: code, session: token), context)
                var response = try await show(codes, context)
                try await backend.renew(token, cookie, in: &response, context)
                return response
            }
        }
        pages.post("settings/second-step/codes", .takePart) { request, context in
            try await trying("renewal", request, context) { code in
                try await show(
                    try await backend.perform(RenewRecoveryCodes(code: code), context), context)
            }
        }
        pages.post("settings/second-step/off", .takePart) { request, context in
            try await trying("removal", request, context) { code in
                guard let member = context.viewer.memberID else { throw HTTPError(.notFound) }
                _ = try await backend.perform(EndSecondStep(member, code: code), context)
                return .seeOther(Notice.after("second_off", at: "/settings"))
            }
        }
    }

    /// Does something that takes a code; a wrong one shows the form again, with waits that grow.
    private func trying(
        _ field: String, _ request: Request, _ context: Context,
        _ act: (String) async throws -> Response
    ) async throws -> Response {
        let form = try await request.form(context)
        let name = context.viewer.memberID?.description ?? ""
        if let wait = members.begin(name, at: backend.clock()) {
            let problem = Problem(nil, context.words.wait(wait))
            return try await show(context, [problem], status: .tooManyRequests)
        }
        do {
            let response = try await act(form[field])
            members.forget(name)
            return response
        } catch let refusal as Refusal where refusal.field == "code" {
            // While it is being switched on there are no recovery codes yet.
            let key = field == "code" ? "second_wrong_yet" : "second_wrong"
            return try await show(context, [Problem(field, context.words.say(key))])
        }
    }

    private func show(_ codes: [PaperCode], _ context: Context) async throws -> Response {
        let words = context.words
        let title = words.say("codes_title")
        let frame = try await backend.frame(title, part: "settings", context).narrow()
        return try backend.kit.show(
            RecoveryCodesPage(frame: frame, t: words, title: title, codes: codes.map(\.text)))
    }

    private func show(
        _ context: Context, _ problems: [Problem] = [],
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let words = context.words
        let (_, settings) = try await backend.signInSettings(context)
        let isOn = settings.secondStepSince != nil
        let title = words.say(isOn ? "second_is_on" : "second_switch_on")
        let frame = try await backend.frame(title, part: "settings", context).narrow()
        let page = SecondStepPage(
            frame: frame, t: words,
            problems: Problems(problems, words, heading: words.say("settings_not")), title: title,
            lead: settings.secondStepSince.map {
                words.say("settings_since", ["day": words.day($0)])
            } ?? words.say("second_lead"),
            isOff: !isOn && settings.secret == nil,
            setup: settings.secret.map {
                SecondStepPage.Setup(
                    secret: $0, chapter: frame.chapter,
                    account: settings.email ?? frame.person ?? "", problems, words)
            },
            on: isOn ? SecondStepPage.On(left: settings.recoveryCodes, problems, words) : nil)
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : status)
    }
}
