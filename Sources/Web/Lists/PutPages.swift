import Chapter
import Hummingbird

/// Putting people of a list into a saved search by hand, or taking them out of it.
struct PutPages {
    let backend: Backend

    /// So many of the chosen are named.
    private static let namesAtMost = 12

    func add(to pages: PageRoutes) {
        pages.get("people/searches/put", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/searches/put", .managePeople) { request, context in
            let form = try await request.form(context)
            let place = PlaceInSearch.Place(rawValue: form["place"]) ?? .putIn
            do {
                let id = Int64(form["into"]) ?? 0
                let done = try await backend.perform(
                    PlaceInSearch(id, place, try form.chosenPeople(at: backend.clock())), context)
                return .seeOther(
                    Notice.after(
                        "search_\(place.rawValue)", at: "/people/searches/\(id)",
                        undo: done.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("people/searches/put/:bulk/undo", .managePeople) { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoPlacing(change), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "people_undone" : "people_undone_some",
                    at: "/people/searches/\(undone.search)"))
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> PutPage
    {
        let (words, viewer) = (context.words, context.viewer)
        let query = PeopleQuery(form)
        let people = form.chosenPeople(of: try query.list(at: backend.clock()))
        let (names, count, searches) = try await backend.chapter.read { db in
            let searches = try SavedSearch.all(in: db, for: viewer)
            let chosen = try people.names(in: db, for: viewer, atMost: Self.namesAtMost)
            return (chosen.names, chosen.count, searches)
        }
        let title = words.count("find_put_people", count)
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        return PutPage(
            frame: frame, t: words, problems: Problems(problems, words), title: title,
            names: words.names(names, of: count),
            isNobody: count == 0, isWithout: count > 0 && searches.isEmpty,
            mayPut: count > 0 && !searches.isEmpty, back: query.address("/people"),
            carried: form.carriedPeople(),
            searches: Choice(
                "into", label: words.say("find_put_which"),
                searches.map { ("\($0.id)", $0.name) }, chosen: form["into"]),
            places: Choice(
                "place", label: words.say("find_put_where"),
                PlaceInSearch.Place.allCases.map {
                    ($0.rawValue, words.say("find_place_\($0.rawValue)"))
                }, chosen: form["place"]))
    }
}

/// Which search, and where in it.
struct PutPage: Page {
    static let template = "lists-put"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let names: String
    let isNobody: Bool
    let isWithout: Bool
    let mayPut: Bool
    let back: String
    let carried: [HiddenField]
    let searches: Choice
    let places: Choice
}
