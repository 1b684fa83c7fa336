import Chapter

/// The things of one kind.
struct ObjectListPage: Page {
    /// One of them.
    struct Row: Sendable {
        let name: String
        let address: String
        let detail: String?
        let contacts: String
    }

    /// A column of the file, and what is carried along.
    struct Export: Sendable {
        /// A column to choose.
        struct Column: Sendable {
            let value: String
            let name: String
        }

        let address: String
        let carried: [HiddenField]
        let columns: [Column]
        let why: Field
    }

    static let template = "objects-list"
    let frame: Frame
    let t: Wording
    let title: String
    let address: String
    let count: String
    let search: String
    let tag: String
    let tagFilter: TagFilter?
    let searchIn: String
    /// What asks for values of fields; empty for a kind without fields.
    let filters: [EditPersonPage.Line]
    let hasFilters: Bool
    /// Whether the list is cut by something.
    let isFiltered: Bool
    /// What takes the list along as CSV; nil for whoever may not.
    let export: Export?
    let rows: [Row]
    let none: String?
    let next: String?
    let add: String?
    /// Where a list is taken in; nil for whoever may not.
    let take: String?
    let edit: String?
    let fields: String?
}

extension ObjectListPage {
    init(
        _ frame: Frame, _ words: Wording, _ kind: ObjectType, _ fields: [OwnField],
        _ page: ObjectList.Page, _ names: [LinkedNames], _ query: ObjectQuery, viewer: Viewer
    ) {
        self.frame = frame
        t = words
        title = kind.plural
        address = "/objects/kinds/\(kind.id)"
        count = words.number(page.count)
        search = query.search
        tag = query.tag
        let rest = query.pairs.filter { $0.name != "tag" }
            .map { "\($0.name)=\($0.value.forQuery)" }.joined(separator: "&")
        tagFilter = TagFilter(query.tag, without: rest.isEmpty ? address : "\(address)?\(rest)")
        filters = query.inputs(fields, words)
        hasFilters = !filters.isEmpty
        isFiltered = !query.asked.isEmpty || query.contact != nil
        export =
            viewer.may(.exportPeople)
            ? Export(
                address: "/objects/kinds/\(kind.id)/export",
                carried: query.pairs.map { HiddenField(name: $0.name, value: $0.value) },
                columns: [Export.Column(value: "name", name: words.say("objects_name"))]
                    + fields.map { Export.Column(value: $0.code, name: $0.name) }
                    + [Export.Column(value: "contacts", name: words.say("objects_contacts_title"))],
                why: Field(
                    "why", label: words.say("people_why"), value: "",
                    help: words.say("people_why_help"), isRequired: false, problems: []))
            : nil
        searchIn = words.say("objects_search_in", ["kinds": kind.plural])
        let asked = Set(query.asked.map { $0.filter.field })
        // What was asked for goes first; three values tell one thing from another.
        let told =
            fields.filter { asked.contains($0.code) } + fields.filter { !asked.contains($0.code) }
        rows = zip(page.objects, names).map { object, names in
            let detail = told.compactMap { field -> String? in
                guard let values = object.values[field.code], !field.isRetired else { return nil }
                let shown = values.map { PersonFact.Value($0, of: field, words, names: names).text }
                return "\(field.name): \(shown.joined(separator: ", "))"
            }
            return Row(
                name: object.name, address: "/objects/\(object.id)",
                detail: detail.isEmpty ? nil : detail.prefix(3).joined(separator: " · "),
                contacts: words.count("objects_contacts", object.contacts))
        }
        none =
            rows.isEmpty
            ? words.say(query.pairs.isEmpty ? "objects_none" : "objects_not_found") : nil
        let pairs = (query.pairs + [(name: "after", value: page.next ?? "")])
            .map { "\($0.name.replacing("[]", with: "%5B%5D"))=\($0.value.forQuery)" }
        next = page.next == nil ? nil : "\(address)?\(pairs.joined(separator: "&"))"
        let mayAdd = viewer.may(.managePeople) && !kind.isRetired
        add = mayAdd ? words.say("objects_add", ["kind": kind.name]) : nil
        take = mayAdd ? "\(address)/import" : nil
        edit = viewer.may(.changeSettings) ? "\(address)/edit" : nil
        self.fields = viewer.may(.changeSettings) ? OwnFieldsPage.address(of: kind.id) : nil
    }
}
