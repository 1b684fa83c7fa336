import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// One's own settings, and the chapter's for whoever may change them.
struct SettingsPages {
    let backend: Backend
    let cookie: SessionCookie

    func add(to pages: PageRoutes) {
        pages.get("settings", .takePart) { request, context in
            try await show(request, context)
        }
        pages.post("settings/language", .takePart) { request, context in
            let form = try await request.form(context)
            guard let member = context.viewer.memberID else { throw HTTPError(.notFound) }
            let chosen = Language(rawValue: form["language"])
            guard chosen != nil || form["language"].isEmpty else {
                throw Refusal.invalid("language", context.words.say("settings_language_wrong"))
            }
            let change = EditMember(member, changes: [.language: chosen?.rawValue ?? ""])
            _ = try await backend.perform(change, context)
            return .seeOther(Notice.after("language_saved", at: "/settings"))
        }
        pages.post("settings/accent", .changeSettings) { request, context in
            let form = try await request.form(context)
            let own = form["own"].trimmingCharacters(in: .whitespaces).lowercased()
            let colour = form["accent"] == "own" ? own : form["accent"]
            do {
                _ = try await backend.perform(SetAccent(colour.isEmpty ? nil : colour), context)
            } catch let refusal as Refusal where refusal.code == .invalid {
                let problem = Problem("own", context.words.say("settings_accent_wrong"))
                return try await show(request, context, own: form["own"], [problem])
            }
            return .seeOther(Notice.after("accent_saved", at: "/settings"))
        }
        pages.post("settings/time-zone", .changeSettings) { request, context in
            let zone = try await request.form(context)["zone"]
            do {
                _ = try await backend.perform(SetTimeZone(zone), context)
            } catch let refusal as Refusal where refusal.code == .invalid {
                let problem = Problem("zone", context.words.say("zone_wrong"))
                return try await show(request, context, [problem])
            }
            return .seeOther(Notice.after("zone_saved", at: "/settings"))
        }
        pages.post("settings/country", .changeSettings) { request, context in
            let code = try await request.form(context)["country"]
            _ = try await backend.perform(SetCountry(code.isEmpty ? nil : code), context)
            return .seeOther(Notice.after("country_saved", at: "/settings"))
        }
        pages.post("settings/order", .changeSettings) { request, context in
            let order = try await request.form(context)["order"]
            let byFamily = order == MemberList.Order.family.rawValue
            _ = try await backend.perform(SetPeopleOrder(byFamily: byFamily), context)
            return .seeOther(Notice.after("order_saved", at: "/settings"))
        }
    }

    private func show(
        _ request: Request, _ context: Context, own: String? = nil, _ problems: [Problem] = []
    ) async throws -> Response {
        guard let member = context.viewer.memberID else { throw HTTPError(.notFound) }
        let words = context.words
        let now = backend.clock()
        let list = SessionList(token: cookie.token(in: request))
        let (settings, sessions, country, order) = try await backend.chapter.read {
            [viewer = context.viewer] db in
            (
                try SignInSettings.read(db, of: member),
                try list.answer(in: db, for: viewer, at: now).count,
                try PhoneCountry.chosen(in: db, for: viewer).get(),
                try MemberList.Order.usual(in: db, for: viewer)
            )
        }
        var frame = try await backend.frame(
            words.say("frame_settings"), part: "settings", context)
        frame.isNarrow = true
        let isOn = settings.secondStepSince != nil
        let page = SettingsPage(
            frame: frame, t: words, problems: Problems(problems, words),
            person: "/people/\(member)",
            languages: SettingsPage.languages(context.facts?.language, words),
            mail: settings.email ?? words.say("settings_no_mail"),
            passphrase: settings.passphraseChanged.map {
                words.say("settings_since", ["day": words.day($0)])
            } ?? words.say("settings_no_passphrase"),
            passphraseAct: words.say(
                settings.passphrase == nil ? "settings_set" : "settings_change"),
            second: settings.secondStepSince.map {
                words.say("settings_since", ["day": words.day($0)])
            }
                ?? words.say(
                    context.viewer.may(.seePeople) ? "settings_off_advised" : "settings_off"),
            secondAct: words.say(isOn ? "settings_change" : "settings_switch_on"),
            sessions: words.count("settings_places", sessions),
            chapter: context.viewer.may(.changeSettings)
                ? SettingsPage.Chapter(
                    context.facts?.accent, own: own, country: country, order: order, problems,
                    words) : nil,
            roles: context.viewer.may(.giveRoles) ? words.say("settings_roles_how") : nil)
        return try backend.kit.show(
            page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
