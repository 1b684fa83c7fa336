import Chapter

/// What of the directory is asked for, and how it is shown.
struct DirectoryQuery: Sendable {
    /// How it is shown.
    enum Way: String, CaseIterable, Sendable {
        case list, cards, map
    }

    var way: Way
    var search: String
    var kind: ContactKind?
    var cell: PlaceCell?
    var view: PlaceView?
    /// Whether it is in order of family name.
    var isByFamily: Bool
    var after: String?

    /// Reads an address or a form; what makes no sense is as if it were not there.
    init(_ form: Form) {
        way = Way(rawValue: form["as"]) ?? .list
        search = form["q"]
        let asked = ContactKind(rawValue: form["kind"])
        kind = asked == .household ? nil : asked
        cell = PlaceCell(form["cell"])
        view = PlaceView(form["bbox"])
        isByFamily = form["sort"] == MemberList.Order.family.rawValue
        after = form["after"].isEmpty ? nil : form["after"]
    }

    /// Whether it is all of it from its beginning.
    var isWhole: Bool { search.isEmpty && kind == nil && cell == nil && after == nil }

    /// The list that it asks for.
    var list: DirectoryList {
        var list = DirectoryList(search: search, kind: kind, cell: cell, after: after)
        list.isByFamily = isByFamily
        return list
    }

    /// What is carried on, as fields of a form.
    var pairs: [(name: String, value: String)] {
        let all: [(name: String, value: String)] = [
            ("as", way == .list ? "" : way.rawValue), ("q", search),
            ("kind", kind?.rawValue ?? ""), ("cell", cell?.text ?? ""),
            ("sort", isByFamily ? MemberList.Order.family.rawValue : ""),
        ]
        return all.filter { !$0.value.isEmpty }
    }

    /// An address with it.
    func address(_ path: String = "/directory", _ more: [(name: String, value: String)] = [])
        -> String
    {
        let query = (pairs + more).map { "\($0.name)=\($0.value.forQuery)" }
            .joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// The same shown in another way, from its beginning.
    func shown(_ way: Way) -> DirectoryQuery {
        var query = self
        (query.way, query.after) = (way, nil)
        return query
    }

    /// The same in another order, from its beginning.
    func ordered(byFamily: Bool) -> DirectoryQuery {
        var query = self
        (query.isByFamily, query.after) = (byFamily, nil)
        return query
    }

    /// The same of other contacts, from its beginning.
    func of(_ kind: ContactKind?) -> DirectoryQuery {
        var query = self
        (query.kind, query.after) = (kind, nil)
        return query
    }
}
