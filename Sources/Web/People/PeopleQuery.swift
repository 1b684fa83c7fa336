import Chapter
import Federation
import Foundation

/// What a page of people was asked for: it stands whole in the page's address.
struct PeopleQuery: Sendable {
    var search: String
    var status: String
    var tag: String
    var interest: String
    /// Only who joined in so many days; 0 for everybody.
    var joined: Int
    /// Only who came in so many days; 0 for everybody.
    var came: Int
    /// Only who did not come in so many days; 0 for everybody.
    var missed: Int
    /// Only whom this person looks after: a number, or `nobody`.
    var point: String
    /// Only persons, organizations or households.
    var kind: String
    /// Only whom this saved search finds.
    var saved: Int64?
    /// Only who fits these conditions.
    var conditions: SearchQuery
    /// Why the conditions of the address cannot be read; then nobody is shown, rather than all.
    private var broken: Refusal?
    var order: MemberList.Order
    var columns: [PeopleColumn]
    /// Whether the address says how the list is shown; if not, a saved search does.
    private(set) var isViewAsked: Bool
    /// Whether addresses say the order even where it is by name.
    private var saysOrder: Bool

    /// The days that the filters offer.
    static let days = 90
    /// So many people are on a page.
    static let page = 50

    /// Reads the query of an address, or a form that carries one.
    init(_ form: Form) {
        search = form["q"].trimmingCharacters(in: .whitespacesAndNewlines)
        let asked = form["status"]
        status = Self.statuses.contains(asked) ? asked : ""
        tag = form["tag"].trimmingCharacters(in: .whitespacesAndNewlines)
        interest = form["interest"].trimmingCharacters(in: .whitespacesAndNewlines)
        func days(_ name: String) -> Int { Int(form[name]).map { max(0, min($0, 3650)) } ?? 0 }
        joined = days("joined")
        // The form has one question for the two, which cannot both be so.
        let visits = form["visits"]
        came = visits == "came" ? Self.days : days("came")
        missed = visits == "missed" ? Self.days : days("missed")
        let who = form["point"]
        point = who == "nobody" || MemberID(who) != nil ? who : ""
        kind = ContactKind(rawValue: form["kind"])?.rawValue ?? ""
        saved = Int64(form["search"])
        conditions = SearchQuery()
        if !form["query"].isEmpty {
            switch SearchQuery.reading(form["query"]) {
            case .success(let query): conditions = query
            case .failure(let refusal): broken = refusal
            }
        }
        order = MemberList.Order(rawValue: form["sort"]) ?? .name
        let chosen = form.all("c")
        columns =
            chosen.isEmpty
            ? PeopleColumn.usual
            : ListView(chosen.compactMap { PeopleColumn(rawValue: $0) }, by: order).columns
        saysOrder = !form["sort"].isEmpty
        isViewAsked = !chosen.isEmpty || saysOrder
    }

    /// Begins by the chapter's order where the address says none.
    mutating func begin(by usual: MemberList.Order) {
        if !saysOrder { order = usual }
        saysOrder = saysOrder || usual != .name
    }

    /// How the list is shown.
    var view: ListView {
        get { ListView(columns, by: order) }
        set {
            columns = newValue.columns
            order = newValue.order
            isViewAsked = isViewAsked || newValue != .usual
        }
    }

    /// The statuses in the order of a life.
    static let statuses = ["contact", "supporter", "member", "former"]
    /// The statuses in the order in which a sentence counts them.
    static let statusesByWeight = ["member", "supporter", "contact", "former"]

    /// Whether it narrows the list down.
    var isNarrow: Bool { !search.isEmpty || hasFilters }

    /// Whether there is a filter besides the search.
    var hasFilters: Bool {
        !status.isEmpty || !tag.isEmpty || !interest.isEmpty || !point.isEmpty || !kind.isEmpty
            || joined + came + missed > 0 || saved != nil || !conditions.isEmpty
    }

    /// All that narrows the list down as one search: what the builder begins with.
    var asConditions: SearchQuery {
        var more: [SearchCondition] = []
        if let saved { more.append(SearchCondition(.search, of: "\(saved)", .is)) }
        if !search.isEmpty { more.append(SearchCondition(.words, .contains, search)) }
        if !status.isEmpty { more.append(SearchCondition(.status, .is, status)) }
        if !tag.isEmpty { more.append(SearchCondition(.tag, .is, tag)) }
        if !interest.isEmpty { more.append(SearchCondition(.interest, .is, interest)) }
        if joined > 0 {
            more.append(
                SearchCondition(.field, of: PersonField.joinedOn.rawValue, .last, days: joined))
        }
        if came > 0 { more.append(SearchCondition(.attended, .least, days: came, times: 1)) }
        if missed > 0 {
            more.append(SearchCondition(.attended, .least, isNot: true, days: missed, times: 1))
        }
        if point == "nobody" { more.append(SearchCondition(.pointPerson, .known, isNot: true)) }
        if MemberID(point) != nil { more.append(SearchCondition(.pointPerson, .is, point)) }
        if !kind.isEmpty { more.append(SearchCondition(.kind, .is, kind)) }
        return more.isEmpty ? conditions : conditions.and(more)
    }

    /// The same list, narrowed down by more conditions.
    func and(_ more: [SearchCondition]) -> PeopleQuery {
        var query = self
        query.conditions = conditions.and(more)
        return query
    }

    /// Everybody whom a search finds.
    init(finding conditions: SearchQuery, shown view: ListView = .usual) {
        self.init(Form(encoded: ""))
        self.conditions = conditions
        self.view = view
    }

    /// The question for the chapter's database; throws a refusal where the address asks for
    /// something that cannot be read.
    func list(at now: Timestamp, after: String? = nil) throws -> MemberList {
        if let broken { throw broken }
        func text(_ value: String) -> String? { value.isEmpty ? nil : value }
        func ago(_ days: Int) -> Timestamp? {
            days > 0 ? now + Int64(-days) * 86_400_000 : nil
        }
        var list = MemberList(
            search: text(search), status: text(status), tag: text(tag), interest: text(interest),
            order: order, after: after, limit: Self.page)
        list.joinedSince = ago(joined)
        list.cameSince = ago(came)
        list.missedSince = ago(missed)
        list.pointPerson = point == "nobody" ? .nobody : MemberID(point).map { .of($0) }
        list.kind = ContactKind(rawValue: kind)
        list.shown = ShownColumns(columns, at: now)
        switch (saved, conditions.isEmpty) {
        case (nil, true): break
        case (nil, false): list.live = LiveSearch(.unsaved(conditions), at: now)
        case (.some(let id), true): list.live = LiveSearch(.saved(id), at: now)
        case (.some(let id), false): list.live = LiveSearch(.narrowed(id, conditions), at: now)
        }
        return list
    }

    /// What the address of the list carries, in order; what is usual is left out.
    var pairs: [(name: String, value: String)] {
        // What a saved search keeps is not usual: then the address says all of how it is shown.
        let isWhole = saved != nil && isViewAsked
        var pairs: [(String, String)] = [
            ("q", search), ("status", status), ("tag", tag), ("interest", interest),
            ("joined", joined > 0 ? "\(joined)" : ""), ("came", came > 0 ? "\(came)" : ""),
            ("point", point), ("kind", kind),
            ("missed", missed > 0 ? "\(missed)" : ""), ("search", saved.map(String.init) ?? ""),
            ("query", conditions.isEmpty ? "" : conditions.text),
            ("sort", order == .name && !isWhole && !saysOrder ? "" : order.rawValue),
        ].filter { !$0.1.isEmpty }
        if columns != PeopleColumn.usual || isWhole {
            pairs += (columns.isEmpty ? ["none"] : columns.map(\.rawValue)).map { ("c", $0) }
        }
        return pairs
    }

    /// An address with this query.
    func address(_ path: String, _ more: [(String, String)] = []) -> String {
        let query = (pairs + more).map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
        return query.isEmpty ? path : "\(path)?\(query)"
    }

    /// A text as an address carries it.
    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(
            withAllowedCharacters: CharacterSet(
                charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
            ?? ""
    }

    /// The query as hidden fields of a form, without those that the form asks for itself.
    func hidden(besides: Set<String> = []) -> [HiddenField] {
        pairs.filter { !besides.contains($0.name) }
            .map { HiddenField(name: $0.name, value: $0.value) }
    }
}

/// Something that a form carries along.
struct HiddenField: Sendable {
    let name: String
    let value: String
}
