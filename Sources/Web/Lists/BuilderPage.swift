import Chapter
import Foundation

/// Conditions put together to one search, with how many it finds now.
struct BuilderPage: Page {
    /// A row of the form: a group opens, a condition, a group closes.
    struct Row: Sendable {
        var open: Opened?
        var condition: SearchInputs?
        var isClose = false
        var adding: Adding?
    }

    /// A group, and how its parts are joined.
    struct Opened: Sendable {
        let number: Int
        let joins: Choice
        let remove: String?
        let isInner: Bool
    }

    /// What can be put into a group, at its end.
    struct Adding: Sendable {
        let number: Int
        let label: String
        let kinds: [Kinds]
        let mayGroup: Bool
    }

    /// Kinds of conditions that belong together.
    struct Kinds: Sendable {
        let name: String
        let kinds: [Choice.Option]
    }

    static let template = "lists-build"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let sentence: String
    let count: String
    let incomplete: String?
    let rows: [Row]
    let saved: HiddenField?
    let version: HiddenField?
    let name: Field
    /// Why it is changed; nil for a new one.
    let why: Field?
    let isShared: Bool
    let columnGroups: [ColumnWords.Group]
    let order: Choice
    let saveAddress: String
    let saveButton: String
    let tags: [TagChoice]
    let interests: [String]
    let skills: [String]
    let positions: [String]
    let things: [String]
    let capacities: [String]
    let outcomes: [String]
}

/// What the builder is asked for: conditions, and the saved search that they are of.
struct BuilderQuery: Sendable {
    var query: SearchQuery
    var saved: Int64?
    var version: Int?
    var name: String
    var isShared: Bool
    /// How it is shown.
    var view: ListView
    /// The reason for the history.
    ///
    /// It is sent with the form alone: no address has it, since it can speak of people.
    var why = ""

    /// Reads the address or the form; a query that cannot be read is thrown as a refusal.
    init(_ form: Form, rows: Bool = false) throws {
        if rows {
            query = SearchRows.query(form)
        } else {
            query =
                form["query"].isEmpty ? SearchQuery() : try SearchQuery.reading(form["query"]).get()
        }
        view = PeopleQuery(form).view
        saved = Int64(form["search"])
        version = Int(form["version"])
        name = form["name"]
        why = rows ? form["why"] : ""
        isShared = form.isOn("shared") || (!rows && form["name"].isEmpty)
    }

    /// A search to be kept under a name that can still be changed.
    init(keeping query: SearchQuery, as name: String) {
        self.query = query
        self.name = name
        isShared = true
        view = .usual
    }

    /// The builder's address with all of it.
    var address: String {
        let pairs: [(String, String)] =
            [
                ("search", saved.map(String.init) ?? ""),
                ("version", version.map(String.init) ?? ""),
                ("name", name), ("shared", isShared && !name.isEmpty ? "1" : ""),
            ]
            .filter { !$0.1.isEmpty }
        return PeopleQuery(finding: query, shown: view).address("/people/searches/build", pairs)
    }
}

extension BuilderPage {
    init(
        _ frame: Frame, _ asked: BuilderQuery, _ found: BuilderFindings, _ problems: [Problem],
        _ words: Wording
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = asked.saved == nil ? words.say("find_build") : words.say("find_build_change")
        let hint = BuilderHint(found, words)
        sentence = hint.sentence
        count = hint.count
        incomplete = hint.incomplete.isEmpty ? nil : hint.incomplete
        rows = Self.rows(asked.query, found, words)
        saved = asked.saved.map { HiddenField(name: "search", value: "\($0)") }
        version = asked.version.map { HiddenField(name: "version", value: "\($0)") }
        name = Field(
            "name", label: words.say("find_name"), value: asked.name,
            help: words.say("find_name_help"), isRequired: true, problems: problems)
        why = asked.saved.map { _ in .why(asked.why, words, problems) }
        isShared = asked.isShared
        columnGroups = ColumnWords(found.fields, words).groups(asked.view)
        order = Choice(
            "sort", label: words.say("find_order"),
            MemberList.Order.allCases.map {
                ($0.rawValue, words.say("find_order_\($0.rawValue)"))
            }, chosen: asked.view.order.rawValue)
        saveAddress = asked.saved.map { "/people/searches/\($0)" } ?? "/people/searches"
        saveButton = words.say(asked.saved == nil ? "find_save" : "find_save_change")
        tags = TagChoice.tags(found.labels)
        interests = found.labels.interests
        skills = found.labels.skills
        positions = found.names.positions
        things = found.names.thingNames
        capacities = found.names.capacities
        outcomes = words.outcomes
    }

    private static func rows(_ query: SearchQuery, _ found: BuilderFindings, _ words: Wording)
        -> [Row]
    {
        var open: [Int] = []
        let kinds = Self.kinds(found.names, words)
        return SearchRows(query).rows.enumerated().map { number, row in
            switch row {
            case .open(let group):
                open.append(number)
                let joins = Choice(
                    "joins.\(number)", label: words.say("find_joins"),
                    SearchGroup.Joins.allCases.map {
                        ($0.rawValue, words.say("find_joins_\($0.rawValue)"))
                    }, chosen: group.joins.rawValue)
                return Row(
                    open: Opened(
                        number: number, joins: joins,
                        remove: open.count > 1 ? words.say("find_remove_group") : nil,
                        isInner: open.count > 1))
            case .condition(let condition):
                return Row(
                    condition: SearchInputs(
                        condition, number: number, names: found.names,
                        problem: found.problems[condition].map { words.sentence($0) }, words))
            case .close:
                let number = open.popLast() ?? 0
                return Row(
                    isClose: true,
                    adding: Adding(
                        number: number, label: words.say("find_add_what"), kinds: kinds,
                        mayGroup: open.count + 1 < SearchQuery.deepest))
            }
        }
    }

    /// Everything that can be asked, in the groups in which it is offered.
    private static func kinds(_ names: SearchNames, _ words: Wording) -> [Kinds] {
        func option(_ value: String, _ name: String) -> Choice.Option {
            Choice.Option(value: value, name: name, isChosen: value == "tag")
        }
        func abouts(_ abouts: [SearchAbout]) -> [Choice.Option] {
            abouts.map {
                option(
                    $0.rawValue,
                    words.say("find_about_\($0.rawValue.replacing(" ", with: "_"))"))
            }
        }
        let fields = PersonField.allCases.filter { $0 != .status && $0 != .kind }
        var all = [
            Kinds(
                name: words.say("find_kinds_who"),
                kinds: abouts([
                    .tag, .status, .kind, .age, .interest, .skill, .words, .search,
                ])),
            Kinds(
                name: words.say("find_kinds_did"),
                kinds: abouts([
                    .attended, .answered, .contacted, .outcome, .openTask, .overdueTask, .changed,
                    .added, .imported, .dashboard,
                ])),
            Kinds(
                name: words.say("find_kinds_belong"),
                kinds: abouts([
                    .membership, .standing, .relation, .position, .pointPerson, .agreement, .thing,
                    .role,
                ])),
            Kinds(
                name: words.say("find_kinds_reach"),
                kinds: abouts([.reachable, .email, .phone, .address])),
            Kinds(
                name: words.say("find_kinds_fields"),
                kinds: fields.map { option("field:\($0.rawValue)", words.field($0.rawValue)) }),
        ]
        if names.thingKinds.isEmpty {
            all[2] = Kinds(
                name: all[2].name,
                kinds: all[2].kinds.filter { $0.value != SearchAbout.thing.rawValue })
        }
        if names.searches.isEmpty {
            all[0] = Kinds(
                name: all[0].name,
                kinds: all[0].kinds.filter { $0.value != SearchAbout.search.rawValue })
        }
        if !names.ownFields.isEmpty {
            all.append(
                Kinds(
                    name: words.say("find_kinds_own"),
                    kinds: names.ownFields.map { option("own field:\($0.code)", $0.name) }))
        }
        return all
    }
}
