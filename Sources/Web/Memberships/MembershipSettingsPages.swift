import Chapter
import Feeds
import Hummingbird

/// The chapter's kinds of membership and its rule of good standing.
struct MembershipSettingsPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("settings/memberships", .changeSettings) { _, context in
            try backend.kit.show(try await page(nil, context))
        }
        pages.post("settings/memberships/rule", .changeSettings) { request, context in
            let form = try await request.form(context)
            do {
                let rule = SetStandingRule(
                    joinedDays: try form.whole("joinedDays"), meetings: try form.whole("meetings"),
                    withinMonths: try form.whole("withinMonths"),
                    graceCounts: form.isOn("graceCounts"))
                _ = try await backend.perform(rule, context)
                return .seeOther(Notice.after("standing_rule", at: "/settings/memberships"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func page(_ form: Form?, _ context: Context, _ problems: [Problem] = []) async throws
        -> MembershipSettingsPage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let chapter = backend.chapter.feeds.chapter
        let (types, rule, shared, count) = try await backend.chapter.read { db in
            (
                try MembershipType.all(in: db, for: viewer, at: now),
                try StandingRule.now(in: db, for: viewer, at: now),
                try SharedVocabulary.others(besides: chapter, in: db, for: viewer),
                viewer.may(.seePeople)
                    ? try GoodStanding.count(in: db, for: viewer, at: now).get() : nil
            )
        }
        func field(_ name: String, _ value: Int?) -> Field {
            Field(
                name, label: words.say("standing_field_\(name)"),
                value: form?[name] ?? value.map(String.init) ?? "",
                help: words.messages["standing_help_\(name)"], type: "number", problems: problems)
        }
        let linked = shared.filter { !$0.kinds.isEmpty }.map {
            LinkedVocabulary($0, types, words)
        }
        let title = words.say("memberships_settings")
        return MembershipSettingsPage(
            frame: try await backend.frame(title, part: "settings", context).narrow(), t: words,
            problems: Problems(problems, words),
            kinds: types.map { MembershipSettingsPage.Kind($0, words) }, hasKinds: !types.isEmpty,
            linked: linked, hasLinked: !linked.isEmpty,
            rule: words.rule(rule),
            count: count.map {
                words.count(
                    "standing_count", $0.members, ["good": words.number($0.good)])
            },
            joinedDays: field("joinedDays", rule.joinedDays),
            meetings: field("meetings", rule.meetings),
            withinMonths: field("withinMonths", rule.withinMonths),
            graceCounts: form?.isOn("graceCounts") ?? rule.graceCounts)
    }
}

/// Kinds of membership and the rule of good standing.
struct MembershipSettingsPage: Page {
    /// One kind.
    struct Kind: Sendable {
        let address: String
        let name: String
        let term: String
        let people: String
        let chip: Chip?
    }

    static let template = "memberships-settings"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let kinds: [Kind]
    let hasKinds: Bool
    /// The kinds of membership that linked chapters share.
    let linked: [LinkedVocabulary]
    let hasLinked: Bool
    let rule: String
    let count: String?
    let joinedDays: Field
    let meetings: Field
    let withinMonths: Field
    let graceCounts: Bool
}

extension MembershipSettingsPage.Kind {
    fileprivate init(_ type: MembershipType, _ words: Wording) {
        address = "/settings/memberships/kinds/\(type.id)"
        name = type.plan.name
        term = words.term(type.plan)
        people = words.count("memberships_people", type.people)
        chip = type.isRetired ? Chip(words.say("memberships_kind_retired"), "") : nil
    }
}
