import Chapter
import Hummingbird
import NIOCore

/// Memberships that run out: the list, renewing many and taking it back.
struct DuePages {
    let backend: Backend

    /// So many people are on the page in each part.
    private static let peopleAtMost = 100

    func add(to pages: PageRoutes) {
        pages.get("people/memberships", .seePeople) { _, context in
            try backend.kit.show(try await page(context))
        }
        pages.post("people/memberships/export", .exportPeople) { request, context in
            let form = try await request.form(context)
            let file = try await backend.perform(
                ExportDueMemberships(why: form.exportReason), context)
            return Response.download(
                ByteBuffer(string: file.text), .csv, named: "memberships.csv")
        }
        pages.post("people/memberships/renew", .managePeople) { request, context in
            let form = try await request.form(context)
            let people: RenewMemberships.People =
                if let part = DueMemberships.Part(rawValue: form["all"]) {
                    .due(part)
                } else {
                    .init(try form.chosenPeople(at: backend.clock()))
                }
            let address =
                form.isOn("list") ? PeopleQuery(form).address("/people") : "/people/memberships"
            do {
                let done = try await backend.perform(
                    RenewMemberships(people, why: form["why"].isBlank ? nil : form["why"]), context)
                let passedOver = done.passedOver.values.reduce(0, +)
                return .seeOther(
                    Notice.after(
                        done.id == nil
                            ? "memberships_same"
                            : passedOver == 0 ? "memberships_renewed" : "memberships_renewed_some",
                        at: address, undo: done.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code == .invalid {
                return .seeOther(Notice.after("memberships_nobody", at: address))
            }
        }
        pages.post("people/memberships/renewals/:bulk/undo", .managePeople) { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoRenewals(change), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "memberships_undone" : "memberships_undone_some",
                    at: "/people/memberships"))
        }
    }

    private func page(_ context: Context) async throws -> DuePage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let pages = try await backend.chapter.read { db in
            try DueMemberships.Part.allCases.map { part in
                (
                    part,
                    try DueMemberships(part, limit: Self.peopleAtMost)
                        .answer(in: db, for: viewer, at: now).get()
                )
            }
        }
        return DuePage(
            frame: try await backend.frame(
                words.say("memberships_due_title"), part: "people", context),
            t: words, tabs: PeopleTabs(.memberships, viewer, words),
            parts: pages.map { DuePage.Part($0.0, $0.1, viewer: viewer, words) },
            mayChange: viewer.may(.changeSettings),
            export: ExportPart("/people/memberships/export", [], viewer, words))
    }
}
