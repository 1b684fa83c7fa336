import Chapter
import Hummingbird

/// Adding, changing and ending relations of a contact.
struct RelationPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/relations/add", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await adding(form, context))
        }
        pages.post("people/:person/relations/add", .managePeople) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            do {
                guard let other = MemberID(form["other"]) else {
                    throw Refusal.notFound("contact")
                }
                guard let choice = RelationChoice(form["type"]) else {
                    throw Refusal.invalid("type", context.words.say("relations_choose_type"))
                }
                let days = EnteredDays(form)
                let done = try await backend.perform(
                    AddRelation(
                        member, choice.type, choice.direction, other, startsOn: days.startsOn,
                        endsOn: days.endsOn, note: days.note), context)
                return .changed(done, of: member)
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await adding(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.get("people/:person/relations/:relation", .managePeople) { _, context in
            try backend.kit.show(try await changing(nil, context))
        }
        pages.post("people/:person/relations/:relation", .managePeople) { request, context in
            let member = try context.person()
            let id = try context.id("relation", "relation", { Int64($0) })
            let form = try await request.form(context)
            do {
                return .changed(try await change(id, of: member, form, context), of: member)
            } catch let refusal as Refusal where refusal.code == .conflict && form["then"].isEmpty {
                let page = try await changing(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(
                    page, status: page.conflict == nil ? .unprocessableContent : .conflict)
            } catch let refusal as Refusal where ![.notAllowed, .notFound].contains(refusal.code) {
                let page = try await changing(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    /// One form, and a button for each thing that can be done.
    private func change(
        _ id: Int64, of member: MemberID, _ form: Form, _ context: Context
    ) async throws -> TieChanged {
        switch form["then"] {
        case "end": return try await backend.perform(EndRelation(id, of: member), context)
        case "remove": return try await backend.perform(RemoveRelation(id, of: member), context)
        default:
            let now = try await entry(context)
            let fields = TieForm.relation(now.contact, context.words)
            let typed = fields.typed(form, now: Self.values(of: now.relation))
            let days = EnteredDays(typed)
            let choice = RelationChoice(typed["type"] ?? "")
            let seen = fields.began(form).map { began in
                TieSeen(
                    began["type"] ?? "", startsOn: began["startsOn"] ?? "",
                    endsOn: began["endsOn"] ?? "", note: began["note"] ?? "")
            }
            return try await backend.perform(
                ChangeRelation(
                    id, of: member, choice?.type, choice?.direction, startsOn: days.startsOn,
                    endsOn: days.endsOn, note: days.note, seen: seen), context)
        }
    }

    private func adding(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> RelationPage
    {
        let member = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let otherID = MemberID(form["other"]).flatMap { $0 == member ? nil : $0 }
        let search = form["q"]
        let (contact, other, found, types) = try await backend.chapter.read { db in
            (
                try ContactName.read(member, in: db, for: viewer).get(),
                try otherID.map { try ContactName.read($0, in: db, for: viewer).get() },
                try ContactSearch(search, besides: [member]).answer(in: db, for: viewer).get(),
                try RelationTypeUse.all(in: db, for: viewer).get().map(\.type)
            )
        }
        let address = "/people/\(member)/relations/add"
        let title = words.say("relations_add_title", ["name": contact.name])
        let options = other.map {
            RelationChoice.options(
                types, from: contact.kind, to: $0.kind, chosen: RelationChoice(form["type"]), words)
        }
        return RelationPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), conflict: nil, began: [],
            back: "/people/\(member)", name: contact.name,
            title: title,
            choice: other == nil
                ? ContactChoice(
                    words.say("relations_with_whom"), action: address, search: search,
                    found: found, words
                ) { "\(address)?other=\($0)" } : nil,
            other: other.map { ContactLink($0) }, otherID: otherID?.description ?? "",
            another: address, action: address,
            types: self.types(options, contact, words),
            noTypes: options?.isEmpty == true ? words.say("relations_no_types") : nil,
            days: DaysFields(EnteredDays(form), problems, words),
            button: words.say("relations_add_button"), isThere: false, isOver: false)
    }

    /// A relation with the contact whose record one looks at.
    private func entry(_ context: Context) async throws -> (
        contact: ContactName, relation: RelationEntry
    ) {
        let member = try context.person()
        let id = try context.id("relation", "relation", { Int64($0) })
        let (viewer, now) = (context.viewer, backend.clock())
        return try await backend.chapter.read { db in
            (
                try ContactName.read(member, in: db, for: viewer).get(),
                try RelationEntry.read(id, of: member, in: db, for: viewer, at: now).get()
            )
        }
    }

    /// What the form of a relation shows, by the names of its fields.
    private static func values(of relation: RelationEntry) -> [String: String] {
        var values = EnteredDays(
            startsOn: relation.startsOn, endsOn: relation.endsOn, note: relation.note
        ).values
        values["type"] = TieSeen.relation(relation.type.id, relation.direction)
        return values
    }

    private func changing(_ form: Form?, _ context: Context, _ problems: [Problem] = [])
        async throws -> RelationPage
    {
        let member = try context.person()
        let id = try context.id("relation", "relation", { Int64($0) })
        let (words, viewer) = (context.words, context.viewer)
        let (contact, relation) = try await entry(context)
        let types = try await backend.chapter.read { db in
            try RelationTypeUse.all(in: db, for: viewer).get().map(\.type)
        }
        let title = words.say("relations_change_title", ["name": contact.name])
        func options(_ chosen: String) -> [PeopleFilters.Option] {
            RelationChoice.options(
                types, from: contact.kind, to: relation.other.kind, chosen: RelationChoice(chosen),
                words)
        }
        let fields = TieForm.relation(contact, words)
        let now = Self.values(of: relation)
        var typed = form.map { fields.typed($0, now: now) } ?? now
        if typed["type"]?.isEmpty ?? true { typed["type"] = now["type"] }
        var conflict: RecordConflict?
        let began = form.flatMap { fields.began($0) }
        if let began, began != now {
            let other = relation.other.memberID
            let latest = try await backend.latestChange(
                of: member, "relation", where: { $0.other == other }, context)
            conflict = fields.merge(&typed, then: began, now: now, by: latest, words) {
                name, value in
                guard name == "type" else { return name == "note" ? value : words.day(value) }
                return options(value).first { $0.value == value }?.name ?? relation.words
            }
        }
        let shown = conflict == nil ? problems : []
        return RelationPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(shown, words), conflict: conflict,
            began: fields.hidden(conflict == nil ? began ?? now : now), back: "/people/\(member)",
            name: contact.name,
            title: title, choice: nil, other: ContactLink(relation.other),
            otherID: relation.other.memberID.description, another: nil,
            action: "/people/\(member)/relations/\(id)",
            types: self.types(options(typed["type"] ?? ""), contact, words),
            noTypes: nil, days: DaysFields(EnteredDays(typed), shown, words),
            button: words.say("relations_save"), isThere: true, isOver: relation.isOver)
    }

    private func types(
        _ options: [PeopleFilters.Option]?, _ contact: ContactName, _ words: Wording
    ) -> SelectField? {
        guard let options, !options.isEmpty else { return nil }
        return SelectField(
            name: "type", label: words.say("relations_how", ["name": contact.name]), help: nil,
            options: options)
    }
}
