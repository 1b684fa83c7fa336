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
        return list
    }
}
