import Chapter
import Hummingbird

/// The searches that are kept: their list, each of them, and who is in or out by hand.
struct SavedSearchPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/searches", .seePeople) { _, context in
            try backend.kit.show(try await list(context))
        }
        pages.post("people/searches/by-hand", .seePeople) { request, context in
            let form = try await request.form(context)
            let act = SaveSearch(form["name"], .byHand, isShared: form.isOn("shared"))
            do {
                let id = try await backend.perform(act, context)
                return .seeOther(Notice.after("list_made", at: "/people/searches/\(id)"))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                let problem = Problem("name", context.words.sentence(refusal))
                return try backend.kit.show(
                    try await list(context, form, [problem]), status: .unprocessableContent)
            }
        }
        pages.get("people/searches/:search", .seePeople) { request, context in
            let number = request.query("page").flatMap { Int($0) } ?? 1
            return try backend.kit.show(try await page(try id(context), context, placed: number))
        }
        pages.post("people/searches/:search/remove", .seePeople) { _, context in
            let id = try await backend.perform(RemoveSearch(try id(context)), context)
            return .seeOther(
                Notice.after("search_removed", at: "/people/searches", undo: "\(id)"))
        }
        pages.post("people/searches/:search/back", .seePeople) { _, context in
            let id = try await backend.perform(BringSearchBack(try id(context)), context)
            return .seeOther(Notice.after("search_back", at: "/people/searches/\(id)"))
        }
        pages.post("people/searches/:search/view", .seePeople) { request, context in
            let id = try id(context)
            let view = PeopleQuery(try await request.form(context)).view
            _ = try await backend.perform(KeepListView(id, view), context)
            return .seeOther(Notice.after("search_view", at: "/people?search=\(id)"))
        }
        pages.post("people/searches/:search/put-back", .seePeople) { request, context in
            let id = try id(context)
            let form = try await request.form(context)
            let act = PutSearchBack(
                id, before: Int64(form["change"]) ?? 0, version: Int(form["version"]) ?? 0)
            do {
                _ = try await backend.perform(act, context)
                return .seeOther(Notice.after("search_put_back", at: "/people/searches/\(id)"))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                let problem = Problem(nil, context.words.sentence(refusal))
                return try backend.kit.show(
                    try await page(id, context, [problem]), status: .unprocessableContent)
            }
        }
        pages.post("people/searches/:search/people", .managePeople) { request, context in
            let id = try id(context)
            let form = try await request.form(context)
            let place = PlaceInSearch.Place(rawValue: form["place"]) ?? .forget
            let people = form.all("id").compactMap { MemberID($0) }
            let done = try await backend.perform(PlaceInSearch(id, place, .these(people)), context)
            return .seeOther(
                Notice.after(
                    "search_\(place.rawValue)", at: "/people/searches/\(id)",
                    undo: done.id.map(String.init)))
        }
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("search", "saved search", { Int64($0) })
    }

    private func page(
        _ id: Int64, _ context: Context, placed number: Int = 1, _ problems: [Problem] = []
    ) async throws -> SavedSearchPage {
        let (viewer, now) = (context.viewer, backend.clock())
        let (search, count, placed, changes, names, fields) = try await backend.chapter.read { db in
            let search = try SavedSearch.read(id, in: db, for: viewer).get()
            let changes = try SearchHistory.read(id, in: db, for: viewer).get()
            let states = changes.flatMap { [$0.before, $0.after].compactMap { $0?.query } }
            let all = SearchQuery(all: ([search.query] + states).flatMap(\.conditions))
            return (
                search, try SavedSearchCount.read(search, in: db, for: viewer, at: now),
                try PeoplePlacedByHand.read(of: id, page: number, in: db, for: viewer).get(),
                changes,
                try SearchNames.read(for: all, in: db, for: viewer),
                try OwnField.all(retired: true, in: db)
            )
        }
        let frame = try await backend.frame(search.name, part: "people", context)
        let columns = ColumnWords(fields, context.words)
        var page = SavedSearchPage(
            frame, search, count, placed, names, columns, viewer, problems)
        page.history =
            changes.isEmpty ? nil : SearchHistoryPart(changes, of: search, names, columns)
        page.tasks = try await backend.tasks(about: .savedSearch(id), context)
        page.tagging = try await backend.tags(of: .savedSearch(id), context)
        return page
    }

    private func list(
        _ context: Context, _ form: Form? = nil, _ problems: [Problem] = []
    ) async throws -> SavedSearchesPage {
        let (viewer, now) = (context.viewer, backend.clock())
        let words = context.words
        let (found, names) = try await backend.chapter.read { db in
            let searches = try SavedSearch.all(in: db, for: viewer)
            let counted = try searches.map {
                ($0, try SavedSearchCount.read($0, in: db, for: viewer, at: now))
            }
            let all = SearchQuery(all: searches.flatMap { $0.query.conditions })
            return (counted, try SearchNames.read(for: all, in: db, for: viewer))
        }
        let sentence = SearchSentence(names, words)
        let searches = found.map { search, count in
            var list = PeopleQuery(Form(encoded: ""))
            list.saved = search.id
            return SavedSearchesPage.Search(
                name: search.name, address: "/people/searches/\(search.id)",
                sentence: sentence.whole(search.query),
                count: (try? count.get()).map { words.count("people_count", $0.all) }
                    ?? words.say("find_not_asked"),
                listAddress: list.address("/people"), whose: words.whose(search))
        }
        return SavedSearchesPage(
            frame: try await backend.frame(words.say("find_searches"), part: "people", context),
            t: words, tabs: PeopleTabs(.searches, viewer, words), searches: searches,
            isEmpty: searches.isEmpty, problems: Problems(problems, words),
            listName: Field(
                "name", label: words.say("find_list_name"), value: form?["name"] ?? "",
                help: words.say("find_list_name_help"), isRequired: true, problems: problems),
            isShared: form?.isOn("shared") ?? true)
    }
}
