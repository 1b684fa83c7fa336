import Chapter
import Foundation

/// One search that is kept: what it finds, and who is in or out of it by hand.
struct SavedSearchPage: Page {
    static let template = "lists-search"
    let frame: Frame
    let t: Wording
    let name: String
    let sentence: String
    let count: String
    let parts: String?
    let problem: String?
    let whose: String
    let shown: String
    let placed: PlacedPart
    let mayExport: Bool
    let listAddress: String
    let changeAddress: String
    let reportAddress: String
    let exportAddress: String
    let printAddress: String
    let mapAddress: String
    let address: String
    /// How people come on a list that is made by hand; nil for a search.
    let byHandHow: String?
    let problems: Problems
    /// What is to be done about it.
    var tasks: SubjectTasksPart?
    /// Its tags.
    var tagging: ThingTagsPart?
    /// Who changed what of it.
    var history: SearchHistoryPart?
}

/// The searches that are kept.
struct SavedSearchesPage: Page {
    /// One of them.
    struct Search: Sendable {
        let name: String
        let address: String
        let sentence: String
        let count: String
        let listAddress: String
        let whose: String
    }

    static let template = "lists-searches"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let searches: [Search]
    let isEmpty: Bool
    let problems: Problems
    /// What a list is called that is made by hand.
    let listName: Field
    /// Whether others see it too.
    let isShared: Bool
}

extension SavedSearchPage {
    init(
        _ frame: Frame, _ search: SavedSearch, _ count: Result<SavedSearchCount, Refusal>,
        _ placed: PeoplePlacedByHand, _ names: SearchNames, _ columns: ColumnWords,
        _ viewer: Viewer, _ problems: [Problem] = []
    ) {
        let words = columns.words
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        name = search.name
        sentence = SearchSentence(names, words).whole(search.query)
        switch count {
        case .success(let found):
            self.count = words.count("people_count", found.all)
            parts =
                found.isIn + found.isOut == 0 || search.query.isByHand
                ? nil
                : words.say(
                    "find_parts",
                    [
                        "search": words.count("find_by_search", found.bySearch),
                        "in": words.count("find_put_in", found.isIn),
                        "out": words.count("find_taken_out", found.isOut),
                    ])
            problem = nil
        case .failure(let refusal):
            self.count = words.say("find_not_asked")
            parts = nil
            problem = words.sentence(refusal)
        }
        byHandHow =
            search.query.isByHand && viewer.may(.managePeople)
            ? words.say("find_made_by_hand_how") : nil
        whose = words.whose(search)
        shown = columns.shown(search.view)
        mayExport = viewer.may(.exportPeople)
        self.placed = PlacedPart(placed, of: search, viewer, words)
        var list = PeopleQuery(Form(encoded: ""))
        list.saved = search.id
        listAddress = list.address("/people")
        reportAddress = list.address("/reports")
        exportAddress = list.address("/people/export")
        printAddress = list.address("/people/print")
        mapAddress = list.address("/people/map")
        var asked = BuilderQuery(search)
        asked.version = search.version
        changeAddress = asked.address
        address = "/people/searches/\(search.id)"
    }
}

extension BuilderQuery {
    /// What changing a saved search begins with.
    init(_ search: SavedSearch) {
        query = search.query
        saved = search.id
        version = search.version
        name = search.name
        isShared = search.isShared
        view = search.view
    }
}

extension ColumnWords {
    /// Which columns a saved search shows, and what comes first.
    func shown(_ view: ListView) -> String {
        let names =
            [words.say("people_field_name")] + view.columns.map { name($0) }
        return words.say(
            "find_shown_so",
            [
                "columns": words.list(names),
                "order": words.say("find_order_\(view.order.rawValue)"),
            ])
    }
}

extension Wording {
    /// Whose a saved search is, and who sees it.
    func whose(_ search: SavedSearch) -> String {
        whose(isShared: search.isShared, search.owner, named: search.ownerName)
    }

    /// Whose something is that is kept, and who sees it.
    func whose(isShared: Bool, _ owner: String, named name: String?) -> String {
        guard isShared else { return say("find_mine") }
        let name = name ?? say(owner == "operator" ? "people_operator" : "people_gone")
        return say("find_shared_by", ["name": name])
    }
}
