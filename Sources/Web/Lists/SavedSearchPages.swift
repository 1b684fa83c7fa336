import Chapter
import Hummingbird

/// The searches that are kept: their list, each of them, and who is in or out by hand.
struct SavedSearchPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/searches", .seePeople) { _, context in
            try backend.kit.show(try await list(context))
        }
        pages.get("people/searches/:search", .seePeople) { _, context in
            try backend.kit.show(try await page(try id(context), context))
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
        pages.post("people/searches/:search/people", .managePeople) { request, context in
            let id = try id(context)
            let form = try await request.form(context)
            let place = PlaceInSearch.Place(rawValue: form["place"]) ?? .forget
            let people = form.all("id").compactMap { MemberID($0) }
            _ = try await backend.perform(PlaceInSearch(id, place, .these(people)), context)
            return .seeOther(
                Notice.after("search_\(place.rawValue)", at: "/people/searches/\(id)"))
        }
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("search", "saved search", { Int64($0) })
    }

    private func page(_ id: Int64, _ context: Context) async throws -> SavedSearchPage {
        let (viewer, now) = (context.viewer, backend.clock())
        let (search, count, people, names) = try await backend.chapter.read { db in
            let search = try SavedSearch.read(id, in: db, for: viewer).get()
            return (
                search, try SavedSearchCount.read(search, in: db, for: viewer, at: now),
                try PlaceInSearch.people(of: id, in: db, for: viewer).get(),
                try SearchNames.read(for: search.query, in: db, for: viewer)
            )
        }
        let frame = try await backend.frame(search.name, part: "people", context)
        var page = SavedSearchPage(frame, search, count, people, names, viewer, context.words)
        page.tasks = try await backend.tasks(about: .savedSearch(id), context)
        return page
    }

    private func list(_ context: Context) async throws -> SavedSearchesPage {
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
            isEmpty: searches.isEmpty)
    }
}
