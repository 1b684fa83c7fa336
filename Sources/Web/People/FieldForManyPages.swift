import Chapter
import Hummingbird

/// One field for everybody who was ticked in a list, or found by it: chosen, looked at, set.
struct FieldForManyPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/field", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/field", .managePeople) { request, context in
            let form = try await request.form(context)
            guard form["look"].isEmpty, let act = try asked(form, try await ownFields()) else {
                return try backend.kit.show(try await page(form, context, looks: true))
            }
            do {
                let done = try await backend.perform(act, context)
                return .seeOther(
                    Notice.after(
                        done.id == nil ? "people_same" : "people_field",
                        at: PeopleQuery(form).address("/people"), undo: done.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code == .invalid {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.post("people/field/:bulk/undo", .managePeople) { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoFieldForMany(change), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "people_undone" : "people_undone_some", at: "/people"))
        }
    }

    private func ownFields() async throws -> [OwnField] {
        try await backend.chapter.read { db in try SetFieldForMany.ownFields(in: db) }
    }

    /// What the form asks for; nil where no field is chosen.
    private func asked(_ form: Form, _ own: [OwnField]) throws -> SetFieldForMany? {
        let people = try form.chosenPeople(at: backend.clock())
        if let field = own.first(where: { $0.formName == form["field"] }) {
            return SetFieldForMany(.own(field.code), form.all(field.formName), for: people)
        }
        guard let field = SetFieldForMany.fields.first(where: { $0.jsonKey == form["field"] })
        else { return nil }
        return SetFieldForMany(.field(field), [form[field.jsonKey]], for: people)
    }

    private func page(
        _ form: Form, _ context: Context, _ problems: [Problem] = [], looks: Bool = false
    ) async throws -> FieldForManyPage {
        let (words, viewer) = (context.words, context.viewer)
        let own = try await ownFields()
        var problems = problems
        var outcome: SetFieldForMany.Outcome?
        if looks, let act = try asked(form, own) {
            let found = try await backend.chapter.read { db in
                try act.preview(in: db, for: viewer)
            }
            switch found {
            case .success(let found): outcome = found
            case .failure(let refusal) where refusal.code == .invalid:
                problems = [Problem(refusal, words)]
            case .failure(let refusal): throw refusal
            }
        }
        let frame = try await backend.frame(
            words.say("people_many_title"), part: "people", context
        ).narrow()
        return FieldForManyPage(frame, words, form, own, problems, outcome)
    }
}

/// Which field, which value, and what would change.
struct FieldForManyPage: Page {
    /// Those who are left out for one reason.
    struct LeftOut: Sendable {
        let sentence: String
        let names: String
    }

    /// What it would do.
    struct Preview: Sendable {
        let sentence: String
        let same: String?
        let leftOut: [LeftOut]
        /// How many more are left out; nil where each reason is told.
        let leftOutElse: String?
        /// The button; nil where nobody would change.
        let button: String?
        let hidden: [HiddenField]
    }

    static let template = "people-field-many"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let isNobody: Bool
    let back: String
    let carried: [HiddenField]
    let which: SelectField
    /// What asks for the value; nil before a field is chosen.
    let line: EditPersonPage.Line?
    let chosen: String
    let preview: Preview?
}

extension FieldForManyPage {
    init(
        _ frame: Frame, _ words: Wording, _ form: Form, _ own: [OwnField],
        _ problems: [Problem], _ outcome: SetFieldForMany.Outcome?
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems.inForms(of: own), words)
        isNobody = form.namesNobody
        back = PeopleQuery(form).address("/people")
        let carried = form.carriedPeople()
        self.carried = carried
        let chosen = form["field"]
        self.chosen = chosen
        let offered =
            SetFieldForMany.fields.map { ($0.jsonKey, words.field($0.rawValue)) }
            + own.map { ($0.formName, $0.name) }
        which = SelectField(
            name: "field", label: words.say("people_many_field"), help: nil,
            options: offered.map {
                PeopleFilters.Option(value: $0.0, name: $0.1, isChosen: $0.0 == chosen)
            })
        if let field = SetFieldForMany.fields.first(where: { $0.jsonKey == chosen }) {
            line = EditPersonPage.Line(
                field, form[chosen], status: "", isNeeded: false, words, problems)
        } else if let field = own.first(where: { $0.formName == chosen }) {
            line = EditPersonPage.Line(field, form.all(chosen), words, problems)
        } else {
            line = nil
        }
        preview = outcome.map { outcome in
            Preview(
                sentence: words.count("people_many_would", outcome.changed),
                same: outcome.unchanged == 0
                    ? nil : words.count("people_many_same", outcome.unchanged),
                leftOut: outcome.leftOut.map { left in
                    LeftOut(
                        sentence: words.count(
                            "people_many_left", left.count, ["why": words.sentence(left.why)]),
                        names: words.names(left.names, of: left.count))
                },
                leftOutElse: outcome.leftOutElse == 0
                    ? nil : words.count("people_many_left_else", outcome.leftOutElse),
                button: outcome.changed == 0
                    ? nil : words.count("people_many_go", outcome.changed),
                hidden: carried + [HiddenField(name: "field", value: chosen)]
                    + form.all(chosen).map { HiddenField(name: chosen, value: $0) })
        }
    }
}
