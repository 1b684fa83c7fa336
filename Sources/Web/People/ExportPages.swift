import Chapter
import HTTPTypes
import Hummingbird
import NIOCore

/// Taking a list of people out of the chapter.
struct ExportPages {
    let backend: Backend

    /// So many of the chosen are named.
    private static let namesAtMost = 12

    func add(to pages: PageRoutes) {
        pages.get("people/export", .exportPeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            let nobody = Problem(nil, context.words.sentence("Nobody is chosen."))
            return try backend.kit.show(
                try await page(form, context, form.exported == [] ? [nobody] : []))
        }
        pages.post("people/export", .exportPeople) { request, context in
            let form = try await request.form(context)
            let all = try await backend.chapter.read { db in
                ExportColumn.all(with: try OwnField.all(in: db)) + ExportColumn.inFull
            }
            let columns = all.filter { form.all("column").contains($0.header) }
            let list = try PeopleQuery(form).list(at: backend.clock())
            do {
                let act = ExportPeople(
                    list, only: form.exported, columns: columns, why: form["why"])
                let file = try await backend.perform(act, context)
                return Response.download(ByteBuffer(string: file.text), .csv, named: "people.csv")
            } catch let refusal as Refusal where refusal.code == .invalid {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> ExportPage
    {
        let words = context.words
        let query = try await backend.people(form, context)
        let chosen = form.exported
        let asked =
            if let chosen { try await named(chosen, context) } else {
                try await backend.asked(query, context)
            }
        let fields = try await backend.chapter.read { try OwnField.all(in: $0) }
        let title = words.count("people_export", asked.count)
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = true
        return ExportPage(
            frame, words, query, form, problems, asked, fields: fields, title: title,
            chosen: chosen)
    }

    /// Who was ticked, by name.
    private func named(_ chosen: [MemberID], _ context: Context) async throws -> AskedList {
        let (words, viewer) = (context.words, context.viewer)
        let (names, count) = try await backend.chapter.read { db in
            try LabelPeople.People.these(chosen).names(
                in: db, for: viewer, atMost: Self.namesAtMost)
        }
        return AskedList(count: count, who: words.names(names, of: count))
    }
}

/// Which columns go out, and what for.
struct ExportPage: Page {
    /// A column to choose.
    struct Column: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
        let isSensitive: Bool
    }

    static let template = "people-export"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let who: String
    let back: String
    let carried: [HiddenField]
    let columns: [Column]
    let others: [Column]
    /// Columns that say all there is of something, for reading.
    let inFull: [Column]
    let why: Field
    let button: String

    /// The columns that are chosen beforehand.
    private static let usual: Set<ExportColumn> = [
        .field(.name), .field(.status), .phone, .phoneState, .email, .emailState, .tags, .interests,
    ]

    /// The columns that are chosen beforehand: those that the list shows, where somebody chose.
    private static func chosen(_ query: PeopleQuery, _ fields: [OwnField]) -> Set<ExportColumn> {
        guard query.columns != PeopleColumn.usual || query.isViewAsked else { return usual }
        return Set(query.view.exported(with: fields))
    }

    /// The columns that stand first, before those that few chapters use.
    private static let common: [ExportColumn] = [
        .field(.name), .field(.status), .email, .emailState, .phone, .phoneState, .line1, .city,
        .postcode, .addressState, .tags, .interests, .field(.joinedOn), .field(.pronouns),
        .field(.language),
    ]

    init(
        _ frame: Frame, _ words: Wording, _ query: PeopleQuery, _ form: Form,
        _ problems: [Problem], _ asked: AskedList, fields: [OwnField], title: String,
        chosen people: [MemberID]?
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        self.title = title
        who = asked.who
        back = query.address("/people")
        carried =
            query.hidden()
            + (people.map { ids in
                [HiddenField(name: "only", value: "1")]
                    + ids.map { HiddenField(name: "id", value: $0.description) }
            } ?? [])
        let sent = form.all("column")
        let chosen = Self.chosen(query, fields)
        func column(_ column: ExportColumn) -> Column {
            var isSensitive = false
            let name: String
            switch column {
            case .field(let field):
                isSensitive = field.isSensitive
                name = words.field(field.rawValue)
            case .ownField(let code, let header):
                name = fields.first { $0.code == code }?.name ?? header
            case .relationsInFull, .positionsInFull:
                // Their notes are what somebody wrote down about others too.
                isSensitive = true
                name = words.say("people_export_\(column.header.wordKey)")
            default: name = words.say("people_export_\(column.header.wordKey)")
            }
            let isChosen =
                form["sent"].isEmpty ? chosen.contains(column) : sent.contains(column.header)
            return Column(
                value: column.header, name: name, isChosen: isChosen, isSensitive: isSensitive)
        }
        columns = Self.common.map(column)
        others = ExportColumn.all(with: fields).filter { !Self.common.contains($0) }.map(column)
        inFull = ExportColumn.inFull.map(column)
        why = Field(
            "why", label: words.say("people_export_why"), value: form["why"],
            help: words.say("people_export_why_help"), problems: problems)
        button = words.count("people_export_button", asked.count)
    }
}

extension Form {
    /// Those of a list who were ticked and go out alone; nil for everybody in it.
    fileprivate var exported: [MemberID]? {
        let ids = all("id").compactMap { MemberID($0) }
        return isOn("all") || ids.isEmpty && !isOn("only") ? nil : ids
    }
}

extension String {
    /// The text as the end of a message's key.
    fileprivate var wordKey: String {
        replacing(" ", with: "_").replacing("-", with: "_")
    }
}
