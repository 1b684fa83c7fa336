import Chapter
import Federation
import Foundation

/// The chapter's people, a page at a time.
struct PeopleListPage: Page {
    /// One person of the list.
    struct Person: Sendable {
        let id: String
        let address: String
        let name: String
        let face: Face
        let under: String?
        let choose: String
        let cells: [PeopleCell]
    }

    /// A heading of the table; with an address it sorts.
    struct Heading: Sendable {
        let name: String
        let address: String?
        var sorted: String?
        var also: Also?

        /// Another order that the same column offers.
        struct Also: Sendable {
            let name: String
            let address: String
            let isHere: Bool
        }
    }

    /// What a page without people says.
    struct Nobody: Sendable {
        let heading: String
        let sentence: String
        let everybody: String?
        let add: String?
        let addAddress: String
    }

    /// A saved search that is shown otherwise than it keeps.
    struct ShownOtherwise: Sendable {
        let sentence: String
        let address: String
        let carried: [HiddenField]
    }

    static let template = "people-list"
    let frame: Frame
    let t: Wording
    let totals: String
    let mayChange: Bool
    let mayExport: Bool
    let isFirstUse: Bool
    let search: String
    let searchHidden: [HiddenField]
    let columnsHidden: [HiddenField]
    let columnGroups: [ColumnWords.Group]
    let tabs: PeopleTabs
    let otherwise: ShownOtherwise?
    let filters: PeopleFilters
    /// Where the filters become conditions of a search.
    let buildAddress: String
    let reportAddress: String
    let printAddress: String
    let cardsAddress: String
    let mapAddress: String
    let headings: [Heading]
    let hasPeople: Bool
    let people: [Person]
    let nobody: Nobody?
    let chooseAll: String
    let choosing: [HiddenField]
    let allButton: String?
    let range: String
    let export: String
    let exportAddress: String
    let next: String?
    let nextAddress: String?
    let first: String?
}

extension PeopleListPage.Person {
    init(_ person: MemberSummary, _ columns: [PeopleColumn], _ names: ColumnWords) {
        let words = names.words
        id = person.memberID
        address = "/people/\(person.memberID)"
        name = person.name
        face = Face(person.name, number: Int64(person.memberID) ?? 0)
        let roles = person.roles.sorted { $0.rawValue < $1.rawValue }.map { Chip($0, words).text }
        let kind = ContactKind(rawValue: person.kind) ?? .person
        let parts =
            (kind == .person ? [] : [words.kind(kind)]) + roles
            + [person.pronouns].compactMap { $0 }
        under = parts.isEmpty ? nil : parts.joined(separator: " · ")
        choose = words.say("people_choose", ["name": person.name])
        cells = columns.map { PeopleCell($0, of: person, names) }
    }
}

extension PeopleListPage {
    init(
        frame: Frame, words: Wording, viewer: Viewer, query: PeopleQuery, page: MemberPage,
        totals: PeopleTotals, labels: LabelsInUse, names: SearchNames, pointPerson: String?,
        kept: SavedSearch?, fields: [OwnField], from: Int
    ) {
        let columns = ColumnWords(fields, words)
        self.frame = frame
        t = words
        self.totals = words.list(
            PeopleQuery.statusesByWeight.compactMap { status in
                totals.byStatus[status].map { words.count("people_total_\(status)", $0) }
            })
        mayChange = viewer.may(.managePeople)
        mayExport = viewer.may(.exportPeople) && page.count > 0
        isFirstUse = totals.all <= 1 && !query.isNarrow
        search = query.search
        searchHidden = query.hidden(besides: ["q"])
        columnsHidden = query.hidden(besides: ["c"])
        columnGroups = columns.groups(query.view)
        otherwise = kept.flatMap { ShownOtherwise($0, query, words) }
        filters = PeopleFilters(query, labels, names, words, pointPerson: pointPerson)
        tabs = PeopleTabs(.list, viewer, words)
        buildAddress = PeopleQuery(finding: query.asConditions, shown: query.view)
            .address("/people/searches/build")
        reportAddress = query.address("/reports")
        printAddress = query.address("/people/print")
        mapAddress = query.address("/people/map")
        cardsAddress = query.address("/people/cards")
        headings = Self.headings(query, columns)
        people = page.people.map { Person($0, query.columns, columns) }
        hasPeople = !people.isEmpty
        nobody = people.isEmpty ? Nobody(query, words) : nil
        chooseAll = words.count("people_choose_page", people.count)
        choosing = query.hidden()
        allButton =
            page.count > people.count ? words.count("people_choose_all", page.count) : nil
        range =
            page.count == people.count
            ? words.count("people_count", page.count)
            : words.say(
                "people_range",
                [
                    "from": words.number(from), "to": words.number(from + people.count - 1),
                    "count": words.number(page.count),
                ])
        export = words.count("people_export_these", page.count)
        exportAddress = query.address("/people/export")
        let left = max(0, min(PeopleQuery.page, page.count - (from + people.count - 1)))
        next = page.next == nil ? nil : words.count("people_next", left)
        nextAddress = page.next.map {
            query.address("/people", [("after", $0), ("from", "\(from + page.people.count)")])
        }
        first = from > 1 ? query.address("/people") : nil
    }

    private static func headings(_ query: PeopleQuery, _ names: ColumnWords) -> [Heading] {
        func heading(_ name: String, _ order: MemberList.Order?) -> Heading {
            guard let order else { return Heading(name: name, address: nil, sorted: nil) }
            var other = query
            other.order = order
            return Heading(
                name: name, address: other.address("/people"),
                sorted: query.order != order
                    ? nil : order == .joined ? "descending" : "ascending")
        }
        var name = heading(names.words.say("people_field_name"), .name)
        let family = heading(names.words.say("people_by_family"), .family)
        name.sorted = name.sorted ?? family.sorted
        name.also = family.address.map {
            Heading.Also(name: family.name, address: $0, isHere: family.sorted != nil)
        }
        return [name]
            + query.columns.map { column in
                heading(names.name(column), column == .joined ? .joined : nil)
            }
    }
}

extension PeopleListPage.ShownOtherwise {
    /// Nil where the list is shown as the search keeps it.
    init?(_ search: SavedSearch, _ query: PeopleQuery, _ words: Wording) {
        guard search.view != query.view else { return nil }
        sentence = words.say("find_shown_otherwise", ["name": search.name])
        address = "/people/searches/\(search.id)/view"
        let columns = ["none"] + query.columns.map(\.rawValue)
        carried =
            columns.map { HiddenField(name: "c", value: $0) }
            + [HiddenField(name: "sort", value: query.order.rawValue)]
    }
}

extension PeopleListPage.Nobody {
    init(_ query: PeopleQuery, _ words: Wording) {
        heading = words.say("people_nobody")
        let name = ["name": query.search]
        sentence =
            query.search.isEmpty
            ? words.say("people_nobody_filters")
            : words.say(query.hasFilters ? "people_nobody_both" : "people_nobody_search", name)
        var everybody = PeopleQuery(Form(encoded: ""))
        everybody.search = query.hasFilters ? query.search : ""
        everybody.columns = query.columns
        self.everybody = query.isNarrow ? everybody.address("/people") : nil
        add = query.search.isEmpty ? nil : words.say("people_add_named", name)
        var naming = PeopleQuery(Form(encoded: ""))
        naming.search = query.search
        addAddress = naming.address("/people/add")
    }
}
