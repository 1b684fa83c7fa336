import Chapter
import Federation
import Hummingbird

/// Beginning or renewing the memberships of everybody who was ticked in a list, or found by it.
struct BulkMembershipPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/memberships/begin", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await beginPage(form, context))
        }
        pages.post("people/memberships/begin", .managePeople) { request, context in
            let form = try await request.form(context)
            do {
                let done = try await backend.perform(
                    try beginning(form, form["type"]), context)
                return .seeOther(
                    Notice.after(
                        done.id == nil ? "memberships_none_begun" : "memberships_begun",
                        at: PeopleQuery(form).address("/people"), undo: done.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await beginPage(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.get("people/memberships/renew", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await renewPage(form, context))
        }
    }

    /// What the form asks for; the kind is needed.
    private func beginning(_ form: Form, _ type: String) throws -> BeginMemberships {
        guard let type = Int64(type) else {
            throw Refusal.invalid("type", "Choose a kind of membership.")
        }
        let day = form["startsOn"]
        return BeginMemberships(
            try form.chosenPeople(at: backend.clock()), type,
            form["start"] == "joined" ? .joined : .on(day.isEmpty ? nil : day),
            why: form["why"].isBlank ? nil : form["why"])
    }

    private func beginPage(_ form: Form, _ context: Context, _ problems: [Problem] = [])
        async throws
        -> BulkMembershipPage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let types = try await backend.chapter.read { db in
            try MembershipType.all(in: db, for: viewer, at: now).filter { !$0.isRetired }
        }
        let chosen = form["type"].isEmpty ? types.first.map { "\($0.id)" } ?? "" : form["type"]
        let start = form["start"] == "joined" ? "joined" : "on"
        var problems = problems
        var preview: MembershipsPreview?
        if !types.isEmpty, problems.isEmpty, !form.namesNobody {
            do {
                let act = try beginning(form, chosen)
                preview = try await backend.chapter.read { db in
                    try act.preview(in: db, for: viewer, at: now)
                }.get()
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                problems = [Problem(refusal, words)]
            }
        }
        let title = words.say("memberships_begin_many")
        let carried = form.carriedPeople()
        return BulkMembershipPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: title,
            how: words.say("memberships_begin_many_how"),
            isNobody: form.namesNobody, back: PeopleQuery(form).address("/people"),
            carried: carried, look: "/people/memberships/begin", isAsked: !types.isEmpty,
            without: types.isEmpty ? words.say("memberships_no_kind") : nil,
            kinds: Choice(
                "type", label: words.say("memberships_kind"),
                types.map { ("\($0.id)", $0.plan.name) }, chosen: chosen),
            starts: Choice(
                "start", label: words.say("memberships_start"),
                ["on", "joined"].map { ($0, words.say("memberships_start_\($0)")) }, chosen: start),
            day: Field(
                "startsOn", label: words.say("memberships_field_startsOn_begin"),
                value: form["startsOn"], help: words.say("memberships_start_help"), type: "date",
                problems: problems),
            preview: preview.map {
                BulkMembershipPage.Preview(
                    $0, "begin", at: "/people/memberships/begin",
                    carried + [
                        HiddenField(name: "type", value: chosen),
                        HiddenField(name: "start", value: start),
                        HiddenField(name: "startsOn", value: form["startsOn"]),
                    ], words)
            })
    }

    private func renewPage(_ form: Form, _ context: Context) async throws -> BulkMembershipPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        var (problems, preview): ([Problem], MembershipsPreview?) = ([], nil)
        if !form.namesNobody {
            do {
                let people = try form.chosenPeople(at: now)
                let act = RenewMemberships(RenewMemberships.People(people))
                preview = try await backend.chapter.read { db in
                    try act.preview(in: db, for: viewer, at: now)
                }.get()
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                problems = [Problem(refusal, words)]
            }
        }
        let title = words.say("memberships_renew_many")
        return BulkMembershipPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: title,
            how: words.say("memberships_due_how"), isNobody: form.namesNobody,
            back: PeopleQuery(form).address("/people"), carried: form.carriedPeople(),
            look: "/people/memberships/renew", isAsked: false, without: nil,
            kinds: Choice("type", label: "", [], chosen: ""),
            starts: Choice("start", label: "", [], chosen: ""),
            day: Field("startsOn", label: "", value: ""),
            preview: preview.map {
                BulkMembershipPage.Preview(
                    $0, "renew", at: "/people/memberships/renew",
                    form.carriedPeople() + [HiddenField(name: "list", value: "1")], words)
            })
    }
}

/// A change of many memberships: what is asked, whom it would change, and whom not.
struct BulkMembershipPage: Page {
    /// Those who are left out for one reason.
    struct LeftOut: Sendable {
        let sentence: String
        let names: String
    }

    /// What it would do.
    struct Preview: Sendable {
        let sentence: String
        let leftOut: [LeftOut]
        /// The button; nil where nobody would change.
        let button: String?
        let action: String
        let hidden: [HiddenField]
    }

    static let template = "memberships-many"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let how: String
    let isNobody: Bool
    let back: String
    let carried: [HiddenField]
    let look: String
    let isAsked: Bool
    let without: String?
    let kinds: Choice
    let starts: Choice
    let day: Field
    let preview: Preview?
}

extension BulkMembershipPage.Preview {
    fileprivate init(
        _ preview: MembershipsPreview, _ what: String, at action: String, _ hidden: [HiddenField],
        _ words: Wording
    ) {
        sentence = words.count("memberships_\(what)_would", preview.people)
        leftOut = preview.leftOut.map { left in
            BulkMembershipPage.LeftOut(
                sentence: words.count("memberships_left_\(left.reason)", left.count),
                names: words.names(left.names, of: left.count))
        }
        button =
            preview.people == 0 ? nil : words.count("memberships_\(what)_go", preview.people)
        self.action = action
        self.hidden = hidden
    }
}
