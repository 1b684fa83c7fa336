import Chapter
import Federation
import Hummingbird

/// Saved searches over the API: kept, changed, counted, and with people in or out by hand.
struct SearchRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let searches = api.group("searches")
        searches.get { _, context in
            try context.require(.seePeople)
            let viewer = context.viewer
            let all = try await backend.chapter.read { db in
                try SavedSearch.all(in: db, for: viewer)
            }
            return Answer(all.map { SearchAnswer($0) })
        }
        searches.post { request, context in
            let body = try await request.json(EnteredSearch.self, context)
            let id = try await backend.perform(
                SaveSearch(
                    body.name, body.query, isShared: body.shared ?? true,
                    view: try body.view() ?? .usual), context, because: body.why)
            return Answer(SearchIDAnswer(id: "\(id)", version: 1), status: .created)
        }
        searches.get(":search") { _, context in
            let (id, viewer, now) = (try id(context), context.viewer, backend.clock())
            let answer = try await backend.chapter.read { db in
                let search = try SavedSearch.read(id, in: db, for: viewer).get()
                let count = try SavedSearchCount.read(search, in: db, for: viewer, at: now)
                return SearchAnswer(search, try count.get())
            }
            return Answer(answer)
        }
        searches.put(":search") { request, context in
            let id = try id(context)
            let body = try await request.json(EnteredSearch.self, context)
            // Without the version that was seen it cannot be the present one.
            let version = body.version ?? 0
            let changed = try await backend.perform(
                ChangeSearch(
                    id, version: version, name: body.name, body.query,
                    isShared: body.shared ?? true, view: try body.view()), context,
                because: body.why)
            return Answer(SearchIDAnswer(id: "\(id)", version: changed))
        }
        searches.delete(":search") { request, context in
            let body = try await request.json(or: Because(), context)
            let id = try await backend.perform(
                RemoveSearch(try id(context)), context, because: body.why)
            return Answer(SearchIDAnswer(id: "\(id)"))
        }
        searches.post(":search/reversal") { request, context in
            let body = try await request.json(or: Because(), context)
            let id = try await backend.perform(
                BringSearchBack(try id(context)), context, because: body.why)
            return Answer(SearchIDAnswer(id: "\(id)"))
        }
        searches.get(":search/history") { _, context in
            let (id, viewer) = (try id(context), context.viewer)
            let changes = try await backend.chapter.read { db in
                try SearchHistory.read(id, in: db, for: viewer)
            }
            return Answer(try changes.get().map { SearchChangeAnswer($0) })
        }
        searches.post(":search/history/:step/reversal") { request, context in
            let id = try id(context)
            let step = try context.id("step", "change of a saved search", { Int64($0) })
            let body = try await request.json(SeenVersion.self, context)
            let version = try await backend.perform(
                PutSearchBack(id, before: step, version: body.version), context,
                because: body.why)
            return Answer(SearchIDAnswer(id: "\(id)", version: version))
        }
        searches.post(":search/people") { request, context in
            let id = try id(context)
            let body = try await request.json(PlacedPeople.self, context)
            guard let place = PlaceInSearch.Place(rawValue: body.place) else {
                throw Refusal.invalid("place", "“place” is one of: in, out, forget.")
            }
            let people = body.people.compactMap { MemberID($0) }
            let done = try await backend.perform(
                PlaceInSearch(id, place, .these(people)), context)
            return Answer(PlacedAnswer(id: done.id.map(String.init), changed: done.changed))
        }
        searches.post(":search/people/:bulk/reversal") { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoPlacing(change), context)
            return Answer(PlacingUndoneAnswer(restored: undone.restored, kept: undone.kept))
        }
    }

    private func id(_ context: Context) throws -> Int64 {
        try context.id("search", "saved search", { Int64($0) })
    }
}

private struct EnteredSearch: Decodable {
    var name: String
    var query: SearchQuery
    var shared: Bool?
    var version: Int?
    var columns: [String]?
    var sort: String?
    var why: String?

    /// How it is shown; nil where nothing is said of that.
    func view() throws -> ListView? {
        try ListView.reading(columns: columns, sort: sort).get()
    }
}

private struct SeenVersion: Decodable {
    var version: Int
    var why: String?
}

/// What a saved search was like, in JSON.
private struct SearchStateAnswer: Encodable, Sendable {
    let name: String
    let query: SearchQuery
    let columns: [String]
    let sort: String
    let shared: Bool
    let removed: Bool

    init(_ state: SearchState) {
        name = state.name
        query = state.query
        columns = state.view.columns.map(\.rawValue)
        sort = state.view.order.rawValue
        shared = state.isShared
        removed = state.isRemoved
    }
}

/// A change of a saved search, in JSON.
private struct SearchChangeAnswer: Encodable, Sendable {
    let id: String
    let at: String
    let actor: String
    let device: Nullable<String>
    let why: Nullable<String>
    let act: String
    let before: SearchStateAnswer?
    let after: SearchStateAnswer

    init(_ change: SearchChange) {
        id = "\(change.id)"
        at = CivilTime.text(change.at, offset: 0)
        actor = change.by.id
        device = Nullable(wrappedValue: change.device)
        why = Nullable(wrappedValue: change.why)
        act = change.act
        before = change.before.map { SearchStateAnswer($0) }
        after = SearchStateAnswer(change.after)
    }
}

private struct PlacedPeople: Decodable {
    var place: String
    var people: [String]
}

private struct PlacedAnswer: Encodable, Sendable {
    /// What a reversal names; nothing where nobody changed.
    let id: String?
    let changed: Int
}

private struct PlacingUndoneAnswer: Encodable, Sendable {
    let restored: Int
    let kept: Int
}

private struct SearchIDAnswer: Encodable, Sendable {
    let id: String
    var version: Int?
}

/// A saved search in JSON.
private struct SearchAnswer: Encodable, Sendable {
    let id: String
    let version: Int
    let name: String
    let query: SearchQuery
    let shared: Bool
    /// Whether only those are on it who were put in by hand.
    let byHand: Bool
    let columns: [String]
    let sort: String
    let changed: String
    /// How many it finds; only where one search is asked for.
    var count: Int?
    var bySearch: Int?
    var putIn: Int
    var takenOut: Int

    init(_ search: SavedSearch, _ count: SavedSearchCount? = nil) {
        id = "\(search.id)"
        version = search.version
        name = search.name
        query = search.query
        shared = search.isShared
        byHand = search.query.isByHand
        columns = search.view.columns.map(\.rawValue)
        sort = search.view.order.rawValue
        changed = CivilTime.text(search.changedAt, offset: 0)
        self.count = count?.all
        bySearch = count?.bySearch
        putIn = search.isInByHand
        takenOut = search.isOutByHand
    }
}
