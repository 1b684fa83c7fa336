import Chapter
import Hummingbird

/// The list of people: searched, narrowed down, sorted, a page at a time.
struct PeopleListPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people", .seePeople) { request, context in
            try backend.kit.show(try await page(request, context))
        }
    }

    private func page(_ request: Request, _ context: Context) async throws -> PeopleListPage {
        let form = Form(encoded: request.uri.query ?? "")
        let query = try await backend.people(form, context)
        let after = form["after"]
        let list = try query.list(at: backend.clock(), after: after.isEmpty ? nil : after)
        let viewer = context.viewer
        let (people, totals, labels, names, pointPerson, kept, fields) = try await backend.chapter
            .read {
                db in
                (
                    try list.answer(in: db, for: viewer).get(),
                    try PeopleTotals.read(in: db, for: viewer).get(),
                    try LabelsInUse.read(in: db, for: viewer),
                    query.saved == nil && query.conditions.isEmpty
                        ? SearchNames()
                        : try SearchNames.read(for: query.conditions, in: db, for: viewer),
                    MemberID(query.point).flatMap {
                        try? ContactName.read($0, in: db, for: viewer).get().name
                    },
                    try query.saved.map { try SavedSearch.read($0, in: db, for: viewer).get() },
                    try OwnField.all(retired: true, in: db)
                )
            }
        let words = context.words
        return PeopleListPage(
            frame: try await backend.frame(words.say("frame_people"), part: "people", context),
            words: words, viewer: viewer, query: query, page: people, totals: totals,
            labels: labels, names: names, pointPerson: pointPerson, kept: kept,
            fields: fields, from: after.isEmpty ? 1 : max(1, Int(form["from"]) ?? 1))
    }
}
