import Chapter

/// A list of people before it is taken along: how many are in it, and who they are in words.
struct AskedList: Sendable {
    let count: Int
    let who: String
}

extension Backend {
    /// What a page of people is asked for; where the address does not say how it is shown, a saved
    /// search does, and otherwise the chapter says what comes first.
    func people(_ form: Form, _ context: Context) async throws -> PeopleQuery {
        var query = PeopleQuery(form)
        if let id = query.saved, !query.isViewAsked {
            let viewer = context.viewer
            let search = try await chapter.read { try SavedSearch.read(id, in: $0, for: viewer) }
            query.view = try search.get().view
        }
        if query.saved == nil {
            let viewer = context.viewer
            query.begin(
                by: try await chapter.read { try MemberList.Order.usual(in: $0, for: viewer) })
        }
        // An address can name fields that there are none of, and more than anybody reads.
        let view = query.view
        try await chapter.read { try view.check(in: $0) }.get()
        return query
    }

    /// Counts a list that somebody is about to take along.
    func asked(_ query: PeopleQuery, _ context: Context) async throws -> AskedList {
        let viewer = context.viewer
        var list = try query.list(at: clock())
        list.limit = 1
        let asked = list
        let (count, names) = try await chapter.read { db in
            (
                try asked.answer(in: db, for: viewer).get().count,
                try SearchNames.read(for: query.conditions, in: db, for: viewer)
            )
        }
        return AskedList(count: count, who: context.words.listed(query, names))
    }
}
