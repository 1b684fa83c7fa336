import Chapter
import Hummingbird

/// The kinds of relations: those that come with the program, and the chapter's own.
struct RelationTypePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/relation-types", .managePeople) { _, context in
            try backend.kit.show(try await list(Form(encoded: ""), context))
        }
        pages.post("people/relation-types", .managePeople) { request, context in
            let form = try await request.form(context)
            do {
                _ = try await backend.perform(AddRelationType(entered(form)), context)
                return .seeOther(Notice.after("relation_type_added", at: "/people/relation-types"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await list(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.get("people/relation-types/:relationType", .managePeople) { _, context in
            try backend.kit.show(try await one(nil, context))
        }
        pages.post("people/relation-types/:relationType", .managePeople) { request, context in
            let id = try context.id("relationType", "kind of relation", { Int64($0) })
            let form = try await request.form(context)
            do {
                switch form["then"] {
                case "retire":
                    _ = try await backend.perform(RetireRelationType(id), context)
                case "use":
                    _ = try await backend.perform(RetireRelationType(id, false), context)
                default:
                    _ = try await backend.perform(
                        ChangeRelationType(id, to: entered(form)), context)
                }
                return .seeOther(
                    Notice.after("relation_type_changed", at: "/people/relation-types"))
            } catch let refusal as Refusal where ![.notAllowed, .notFound].contains(refusal.code) {
                let page = try await one(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    private func entered(_ form: Form) -> EnteredRelationType {
        EnteredRelationType(
            form["forward"], form["backward"], from: ContactKind(rawValue: form["fromKind"]),
            to: ContactKind(rawValue: form["toKind"]), isOneFrom: form.isOn("oneFrom"),
            isOneTo: form.isOn("oneTo"))
    }

    private func all(_ context: Context) async throws -> [RelationTypeUse] {
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try RelationTypeUse.all(in: db, for: viewer).get()
        }
    }

    private func list(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> RelationTypesPage
    {
        let words = context.words
        let types = try await all(context)
        let title = words.say("relations_types")
        return RelationTypesPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            tabs: PeopleTabs(.relationTypes, context.viewer, words),
            problems: Problems(problems, words),
            types: types.map { use in
                let type = use.type
                return RelationTypesPage.Kind(
                    forward: words.relation(type, .forward),
                    backward: type.isMutual ? nil : words.relation(type, .backward),
                    under: [
                        words.ends(type),
                        use.count == 0
                            ? words.say("relations_type_unused")
                            : words.count("relations_type_used", use.count),
                        type.code == nil ? nil : words.say("relations_type_program"),
                    ].compactMap { $0 }.joined(separator: " · "),
                    leadsTo: "/people/relation-types/\(type.id)",
                    retired: type.isRetired ? words.say("relations_type_retired") : nil)
            },
            fields: RelationTypeFields(entered(form), isFixed: false, problems, words))
    }

    private func one(_ form: Form?, _ context: Context, _ problems: [Problem] = []) async throws
        -> RelationTypePage
    {
        let words = context.words
        let id = try context.id("relationType", "kind of relation", { Int64($0) })
        guard let type = try await all(context).first(where: { $0.type.id == id })?.type else {
            throw Refusal.notFound("kind of relation")
        }
        let title = words.relation(type, .forward)
        return RelationTypePage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: title,
            action: "/people/relation-types/\(id)",
            fields: RelationTypeFields(
                form.map { entered($0) } ?? EnteredRelationType(type), isFixed: type.code != nil,
                problems, words),
            isFixed: type.code != nil, isRetired: type.isRetired,
            mayRetire: type.code == nil && !type.isRetired)
    }
}

extension EnteredRelationType {
    /// What is there, to be changed.
    fileprivate init(_ type: RelationType) {
        self.init(
            type.forward, type.isMutual ? "" : type.backward, from: type.fromKind,
            to: type.toKind, isOneFrom: type.isOneFrom, isOneTo: type.isOneTo)
    }
}

extension Wording {
    /// “person → organization”: what a kind of relation joins.
    fileprivate func ends(_ type: RelationType) -> String {
        let names = [type.fromKind, type.toKind].map { kind in
            kind.map { self.kind($0) } ?? say("relations_kind_any")
        }
        return "\(names[0]) → \(names[1])"
    }
}

/// The fields of a kind of relation; the partial `relations-type-fields` prints them.
struct RelationTypeFields: Sendable {
    let isFixed: Bool
    let forward: Field
    let backward: Field
    let fromKind: SelectField
    let toKind: SelectField
    /// What cannot be changed is carried along.
    let carried: [HiddenField]
    let isOneFrom: Bool
    let isOneTo: Bool

    init(
        _ entered: EnteredRelationType, isFixed: Bool, _ problems: [Problem], _ words: Wording
    ) {
        self.isFixed = isFixed
        forward = Field(
            "forward", label: words.say("relations_type_forward"), value: entered.forward,
            help: words.say("relations_type_forward_help"), isRequired: true, problems: problems)
        backward = Field(
            "backward", label: words.say("relations_type_backward"), value: entered.backward,
            help: words.say("relations_type_backward_help"), problems: problems)
        func kinds(_ name: String, _ label: String, _ chosen: ContactKind?) -> SelectField {
            SelectField(
                name: name, label: words.say(label), help: nil,
                options: [
                    PeopleFilters.Option(
                        value: "", name: words.say("relations_kind_any"), isChosen: chosen == nil)
                ]
                    + ContactKind.allCases.map {
                        PeopleFilters.Option(
                            value: $0.rawValue, name: words.kind($0), isChosen: $0 == chosen)
                    })
        }
        fromKind = kinds("fromKind", "relations_type_from", entered.fromKind)
        toKind = kinds("toKind", "relations_type_to", entered.toKind)
        carried = [
            ("forward", entered.forward), ("backward", entered.backward),
            ("fromKind", entered.fromKind?.rawValue ?? ""),
            ("toKind", entered.toKind?.rawValue ?? ""),
        ].map { HiddenField(name: $0.0, value: $0.1) }
        isOneFrom = entered.isOneFrom
        isOneTo = entered.isOneTo
    }
}

/// All kinds of relations, and the form that adds one.
struct RelationTypesPage: Page {
    /// One of them.
    struct Kind: Sendable {
        let forward: String
        let backward: String?
        let under: String
        let leadsTo: String
        let retired: String?
    }

    static let template = "relations-types"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let problems: Problems
    let types: [Kind]
    let fields: RelationTypeFields
}

/// One kind of relation.
struct RelationTypePage: Page {
    static let template = "relations-type"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let action: String
    let fields: RelationTypeFields
    let isFixed: Bool
    let isRetired: Bool
    let mayRetire: Bool
}
