import Chapter
import Federation
import Hummingbird

extension Request {
    /// Which people a request is about: filters, a saved search, conditions.
    func memberList(at now: Timestamp) throws -> MemberList {
        if let status = query("status"), case .choice(let known) = PersonField.status.shape,
            !known.contains(status)
        {
            throw Refusal.invalid(
                "status", "“status” is one of: \(known.joined(separator: ", ")).")
        }
        var list = MemberList(
            search: query("search"), status: query("status"),
            tag: query("tag"), interest: query("interest"))
        let conditions = try query("query").map { try SearchQuery.reading($0).get() }
        let saved = try query("saved").map { text in
            guard let id = Int64(text) else { throw Refusal.notFound("saved search") }
            return id
        }
        let source: LiveSearch.Source? =
            switch (saved, conditions) {
            case (nil, nil): nil
            case (nil, .some(let conditions)): .unsaved(conditions)
            case (.some(let id), nil): .saved(id)
            case (.some(let id), .some(let conditions)): .narrowed(id, conditions)
            }
        list.live = source.map { LiveSearch($0, at: now) }
        if let sort = query("sort") {
            list.order = try ListView.reading(columns: nil, sort: sort).get()?.order ?? .name
        }
        return list
    }

    /// The columns that a list is asked for besides what it always says: names with commas between
    /// them, or `kept` for those of the saved search; nil for none.
    func columns(kept view: ListView?) throws -> ListView? {
        guard let text = query("columns") else { return nil }
        if text == "kept" { return view ?? .usual }
        return try ListView.reading(columns: text.split(separator: ",").map(String.init), sort: nil)
            .get()
    }
}

extension Backend {
    /// Which people a request is about, in the order that a saved search keeps where the request
    /// names none, and how that search is shown.
    func memberList(_ request: Request, _ context: Context) async throws -> (MemberList, ListView?)
    {
        var list = try request.memberList(at: clock())
        guard let id = request.query("saved").flatMap({ Int64($0) }) else { return (list, nil) }
        let viewer = context.viewer
        let search = try await chapter.read { try SavedSearch.read(id, in: $0, for: viewer) }
        let view = try search.get().view
        if request.query("sort") == nil { list.order = view.order }
        return (list, view)
    }
}
