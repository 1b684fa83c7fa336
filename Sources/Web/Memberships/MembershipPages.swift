import Chapter
import Federation
import Feeds
import Foundation
import Hummingbird

/// Beginning, renewing, changing and ending one person's membership, and exceptions from the rule
/// of good standing: a page each.
struct MembershipPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        for task in MembershipTask.allCases {
            let path = RouterPath("people/:person/membership/\(task.rawValue)")
            pages.get(path, .managePeople) { _, context in
                try backend.kit.show(try await page(task, Form(encoded: ""), context))
            }
            pages.post(path, .managePeople) { request, context in
                let member = try context.person()
                let form = try await request.form(context)
                do {
                    let version = try await task.perform(form, member, backend, context)
                    // Roles that ended do not come back by taking back.
                    let undo = task.canBeUndone && !form.isOn("roles")
                    return .seeOther(
                        Notice.after(
                            task.notice, at: "/people/\(member)",
                            undo: undo ? "\(member)-\(version - 1)-\(version)" : nil))
                } catch let refusal as Refusal where refusal.code != .notAllowed {
                    let page = try await page(
                        task, form, context, [Problem(refusal, context.words)])
                    return try backend.kit.show(page, status: .unprocessableContent)
                }
            }
        }
        pages.post("people/:person/membership/begin/certificate", .managePeople) {
            request, context in
            try await takeCertificate(request, context)
        }
        pages.post("people/:person/standing/end", .managePeople) { _, context in
            let member = try context.person()
            _ = try await backend.perform(EndOverride(member), context)
            return .seeOther(Notice.after("standing_ended", at: "/people/\(member)"))
        }
    }

    /// Looks at the file of a certificate and shows the form with what it says.
    private func takeCertificate(_ request: Request, _ context: Context) async throws -> Response {
        let words = context.words
        let path = try backend.importFiles.arriving()
        let limit = ChapterSeal.Kind.membership.mostBytes
        var problem: String?
        var form = Form(encoded: "")
        switch try await request.upload("certificate", to: path, limit: limit) {
        case .success:
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            unlink(path)
            form = Form(encoded: "certificate=" + String(decoding: data, as: UTF8.self).forQuery)
        case .failure(let fault): problem = words.sentence(fault, limit: limit)
        }
        let problems = problem.map { [Problem("certificate", $0)] } ?? []
        let page = try await page(.begin, form, context, problems)
        return try backend.kit.show(
            page, status: page.problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func page(
        _ task: MembershipTask, _ form: Form, _ context: Context, _ problems: [Problem] = []
    ) async throws -> MembershipFormPage {
        let member = try context.person()
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        var (form, problems) = (form, problems)
        let feeds = backend.chapter.feeds
        var shown: ShownCertificate?
        if task == .begin, let file = form.certificate {
            do {
                shown = try await backend.chapter.read { db in
                    try ShownCertificate.read(file, of: feeds, in: db, for: viewer, at: now)
                }.get()
            } catch let refusal as Refusal where refusal.code == .invalid {
                form = Form(encoded: "")
                problems = [Problem(refusal, words)]
            }
        }
        let (record, facts, types) = try await backend.chapter.read { db in
            (
                try MemberRecord.read(member, in: db, for: viewer).get(),
                try MembershipFacts.read(member, in: db, for: viewer, at: now).get(),
                try MembershipType.all(in: db, for: viewer, at: now).filter { !$0.isRetired }
            )
        }
        let title = words.say("memberships_\(task.rawValue)_of", ["name": record.name])
        let offered: [MembershipType] =
            switch task {
            case .begin: types
            case .renew: facts.renewsOn == nil ? [] : types
            case .kind: types.filter { $0.id != facts.type }
            case .end, .standing: []
            }
        let chosen =
            form["type"].isEmpty
            ? (facts.type ?? offered.first?.id).map(String.init) ?? "" : form["type"]
        let kinds = offered.map { MembershipFormPage.Kind($0, chosen: chosen, words) }
        let choices =
            task == .standing
            ? ["yes", "no"].map { value in
                MembershipFormPage.Choice(
                    value: value, name: words.say("standing_say_\(value)"),
                    isChosen: value
                        == (form["good"].isEmpty
                            ? facts.standing.isGood ? "no" : "yes" : form["good"]))
            } : []
        return MembershipFormPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), back: "/people/\(member)", name: record.name,
            title: title, what: what(task, facts, hasKinds: !kinds.isEmpty, words),
            action: "/people/\(member)/membership/\(task.rawValue)", kinds: kinds,
            hasKinds: !kinds.isEmpty, choices: choices, hasChoices: !choices.isEmpty,
            fields: task.fields(form, facts, words, problems),
            certificate: shown.map { CertificatePart($0, form, for: record.name, words) },
            bring: task == .begin && shown == nil && !kinds.isEmpty
                ? "/people/\(member)/membership/begin/certificate" : nil,
            fileProblem: problems.first { $0.field == "certificate" }?.sentence,
            chapters: task == .end ? try await linkedNames() : [],
            button: words.say("memberships_do_\(task.rawValue)"), isDanger: task == .end,
            hadRoles: task == .end && !record.roles.isEmpty)
    }

    /// What linked chapters are called.
    private func linkedNames() async throws -> [String] {
        let own = backend.chapter.feeds.chapter
        let members = try await backend.chapter.federation()?.members ?? []
        return members.filter { $0.chapter != own && $0.standing.belongs }.map(\.name)
    }

    /// What pressing the button does.
    private func what(
        _ task: MembershipTask, _ facts: MembershipFacts, hasKinds: Bool, _ words: Wording
    ) -> [String] {
        switch task {
        case .begin, .kind:
            return [
                words.say(hasKinds ? "memberships_what_\(task.rawValue)" : "memberships_no_kind")
            ]
        case .renew:
            guard let first = facts.renewsOn else { return [words.say("memberships_no_renewal")] }
            let how = facts.isMember ? "memberships_what_renew" : "memberships_what_rejoin"
            return [words.say(how, ["day": words.day(first)])]
        case .end: return [words.say("memberships_what_end")]
        case .standing: return [words.standing(facts.standing), words.say("standing_what")]
        }
    }
}
