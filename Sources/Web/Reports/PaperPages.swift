import Chapter
import HTTPTypes
import Hummingbird

/// A list of people on paper: labels for letters, or a list to sign.
struct PaperPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/print", .exportPeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/print", .exportPeople) { request, context in
            let form = try await request.form(context)
            let paper = Paper(rawValue: form["paper"]) ?? .a4
            let query = try await backend.people(form, context)
            if paper == .walk { return try await walk(form, query, context) }
            let act = PrintPeople(
                try query.list(at: backend.clock()), paper.sheet,
                isByHousehold: form.isOn("household"), why: form["why"])
            do {
                let sheets = try await backend.perform(act, context)
                let words = context.words
                let frame = try await backend.frame(
                    words.say("paper_title"), part: "people", context)
                let fields = try await backend.chapter.read {
                    try OwnField.all(retired: true, in: $0)
                }
                return try backend.kit.show(
                    PaperPage(
                        frame, sheets, paper, heading: form["heading"],
                        columns: query.columns, back: query.address("/people"),
                        ColumnWords(fields, words)))
            } catch let refusal as Refusal
                where refusal.code == .invalid || refusal.code == .conflict
            {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    /// The doors of the list, for whoever walks.
    private func walk(_ form: Form, _ query: PeopleQuery, _ context: Context) async throws
        -> Response
    {
        let words = context.words
        do {
            let walk = try await backend.perform(
                PrintWalkList(try query.list(at: backend.clock()), why: form["why"]), context)
            let frame = try await backend.frame(words.say("paper_title"), part: "people", context)
            return try backend.kit.show(
                WalkPage(
                    frame, walk, heading: form["heading"], back: query.address("/people"), words))
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            let page = try await page(form, context, [Problem(refusal, words)])
            return try backend.kit.show(page, status: .unprocessableContent)
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> PrintPage
    {
        let words = context.words
        let query = try await backend.people(form, context)
        let asked = try await backend.asked(query, context)
        let title = words.count("paper_print", asked.count)
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        return PrintPage(
            frame: frame, t: words, problems: Problems(problems, words), title: title,
            who: asked.who, back: query.address("/people"),
            carried: query.hidden(),
            papers: Choice(
                "paper", label: words.say("paper_what"),
                Paper.allCases.map {
                    (value: $0.rawValue, name: words.say("paper_\($0.rawValue)"))
                },
                chosen: form["paper"]),
            isByHousehold: form.isOn("household"),
            heading: Field(
                "heading", label: words.say("paper_heading"), value: form["heading"],
                help: words.say("paper_heading_help")),
            why: Field(
                "why", label: words.say("people_export_why"), value: form["why"],
                help: words.say("paper_why_help"), problems: problems))
    }
}

/// What a list is printed on.
enum Paper: String, CaseIterable, Sendable {
    /// Labels on A4, three by eight.
    case a4
    /// Labels on US Letter, three by ten.
    case letter
    /// A list to sign.
    case signIn = "sign_in"
    /// The list as the page shows it.
    case table
    /// Doors to knock on, street by street.
    case walk

    /// What the act is told.
    var sheet: PrintPeople.Sheet {
        switch self {
        case .a4, .letter, .walk: .labels
        case .signIn: .signIn
        case .table: .table
        }
    }

    /// So many labels are on a sheet.
    var labels: Int { self == .letter ? 30 : 24 }
}

/// What is printed, and what for.
struct PrintPage: Page {
    static let template = "reports-print"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let who: String
    let back: String
    let carried: [HiddenField]
    let papers: Choice
    let isByHousehold: Bool
    let heading: Field
    let why: Field
}

/// Sheets that are ready for paper.
struct PaperPage: Page {
    /// One sheet of labels.
    struct Sheet: Sendable {
        let labels: [PrintPeople.Printed]
    }

    /// Somebody in a table.
    struct Person: Sendable {
        let name: String
        let cells: [String]
    }

    static let template = "reports-paper"
    let frame: Frame
    let t: Wording
    let back: String
    let paper: String
    let isSignIn: Bool
    let heading: String
    let count: String
    let left: String?
    let sheets: [Sheet]
    let names: [String]
    let isTable: Bool
    let headings: [String]
    let people: [Person]
    let isLabels: Bool

    init(
        _ frame: Frame, _ sheets: PrintPeople.Sheets, _ paper: Paper, heading: String,
        columns: [PeopleColumn], back: String, _ names: ColumnWords
    ) {
        let words = names.words
        self.frame = frame
        t = words
        self.back = back
        self.paper = paper == .letter ? "letter" : "metric"
        isSignIn = paper == .signIn
        isTable = paper == .table
        isLabels = paper.sheet == .labels
        self.heading =
            heading.isEmpty
            ? words.say(paper == .table ? "frame_people" : "paper_sign_in") : heading
        count = words.count("paper_ready", sheets.printed.count)
        left =
            sheets.withoutAddress == 0
            ? nil : words.count("paper_left_out", sheets.withoutAddress)
        let all = isLabels ? sheets.printed : []
        self.sheets = stride(from: 0, to: all.count, by: paper.labels).map {
            Sheet(labels: Array(all[$0..<min($0 + paper.labels, all.count)]))
        }
        self.names = isSignIn ? sheets.printed.map(\.name) : []
        headings =
            [words.say("people_field_name")] + columns.map { names.name($0) }
        people = sheets.people.map { person in
            Person(
                name: person.name,
                cells: columns.map { PeopleCell($0, of: person, names).plain })
        }
    }
}
