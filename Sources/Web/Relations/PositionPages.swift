import Chapter
import Hummingbird

/// Giving, changing and ending positions of a contact.
struct PositionPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/positions/add", .managePeople) { _, context in
            try backend.kit.show(try await adding(Form(encoded: ""), context))
        }
        pages.post("people/:person/positions/add", .managePeople) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            do {
                let days = EnteredDays(form)
                let place = try await place(form["organization"], context)
                let done = try await backend.perform(
                    GivePosition(
                        member, form["title"], at: place, startsOn: days.startsOn,
                        endsOn: days.endsOn, note: days.note), context)
                return .changed(done, of: member)
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                let page = try await adding(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
        pages.get("people/:person/positions/:position", .managePeople) { _, context in
            try backend.kit.show(try await changing(nil, context))
        }
        pages.post("people/:person/positions/:position", .managePeople) { request, context in
            let member = try context.person()
            let id = try context.id("position", "position", { Int64($0) })
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

    private func change(
        _ id: Int64, of member: MemberID, _ form: Form, _ context: Context
    ) async throws -> TieChanged {
        switch form["then"] {
        case "end": return try await backend.perform(EndPosition(id, of: member), context)
        case "remove": return try await backend.perform(RemovePosition(id, of: member), context)
        default:
            let fields = TieForm.position(context.words)
            let typed = fields.typed(form, now: Self.values(of: try await entry(context)))
            let days = EnteredDays(typed)
            var seen: TieSeen?
            if let began = fields.began(form) {
                seen = TieSeen(
                    began["title"] ?? "", at: try await place(began["organization"], context),
                    startsOn: began["startsOn"] ?? "", endsOn: began["endsOn"] ?? "",
                    note: began["note"] ?? "")
            }
            return try await backend.perform(
                ChangePosition(
                    id, of: member, typed["title"] ?? "",
                    at: try await place(typed["organization"], context), startsOn: days.startsOn,
                    endsOn: days.endsOn, note: days.note, seen: seen), context)
        }
    }

    /// The position that the form is about.
    private func entry(_ context: Context) async throws -> PositionEntry {
        let member = try context.person()
        let id = try context.id("position", "position", { Int64($0) })
        let (viewer, now) = (context.viewer, backend.clock())
        let positions = try await backend.chapter.read { db in
            try ContactPositions.read(of: member, in: db, for: viewer, at: now)
        }.get()
        guard let entry = (positions.held + positions.there).first(where: { $0.id == id }) else {
            throw Refusal.notFound("position")
        }
        return entry
    }

    /// What the form of a position shows, by the names of its fields.
    private static func values(of entry: PositionEntry) -> [String: String] {
        var values = EnteredDays(
            startsOn: entry.startsOn, endsOn: entry.endsOn, note: entry.note
        ).values
        values["title"] = entry.title
        values["organization"] = entry.organization.map { OrganizationNamed.text($0) } ?? ""
        return values
    }

    /// The organization that was typed; nil for the chapter.
    private func place(_ typed: String?, _ context: Context) async throws -> MemberID? {
        let viewer = context.viewer
        let typed = typed ?? ""
        return try await backend.chapter.read { db in
            try OrganizationNamed(typed).answer(in: db, for: viewer).get()
        }
    }

    private func adding(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> PositionPage
    {
        let member = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let (contact, organizations) = try await backend.chapter.read { db in
            (
                try ContactName.read(member, in: db, for: viewer).get(),
                try OrganizationNamed.known(in: db, for: viewer).get()
            )
        }
        let title = words.say("relations_position_add_title", ["name": contact.name])
        return PositionPage(
            try await backend.frame(title, part: "people", context).narrow(), words, contact,
            holder: contact, title: title, problems,
            fields: TieForm.position(words).typed(form, now: [:]), organizations: organizations,
            action: "/people/\(member)/positions/add", isOver: nil,
            back: member)
    }

    private func changing(_ form: Form?, _ context: Context, _ problems: [Problem] = [])
        async throws -> PositionPage
    {
        let member = try context.person()
        let id = try context.id("position", "position", { Int64($0) })
        let (words, viewer) = (context.words, context.viewer)
        let (contact, organizations) = try await backend.chapter.read { db in
            (
                try ContactName.read(member, in: db, for: viewer).get(),
                try OrganizationNamed.known(in: db, for: viewer).get()
            )
        }
        let entry = try await entry(context)
        let fields = TieForm.position(words)
        let now = Self.values(of: entry)
        var typed = form.map { fields.typed($0, now: now) } ?? now
        var conflict: RecordConflict?
        let began = form.flatMap { fields.began($0) }
        if let began, began != now {
            let title = entry.title
            let latest = try await backend.latestChange(
                of: member, "position", where: { $0.words == title }, context)
            conflict = fields.merge(&typed, then: began, now: now, by: latest, words) {
                name, value in
                name.hasSuffix("On") ? words.day(value) : value
            }
        }
        let title = words.say("relations_position_change_title", ["name": entry.holder.name])
        return PositionPage(
            try await backend.frame(title, part: "people", context).narrow(), words, contact,
            holder: entry.holder, title: title, conflict == nil ? problems : [], fields: typed,
            organizations: organizations, action: "/people/\(member)/positions/\(id)",
            isOver: entry.isOver, back: member, conflict: conflict,
            began: fields.hidden(conflict == nil ? began ?? now : now))
    }
}

/// The form of one position.
struct PositionPage: Page {
    static let template = "relations-position"
    let frame: Frame
    let t: Wording
    let problems: Problems
    /// What others have changed meanwhile; nil for nothing.
    let conflict: RecordConflict?
    /// What the form was opened with.
    let began: [HiddenField]
    let back: String
    let name: String
    let title: String
    let action: String
    let position: Field
    let titles: [String]
    let organization: Field
    let organizations: [String]
    let days: DaysFields
    let button: String
    let isThere: Bool
    let isOver: Bool
}

extension PositionPage {
    fileprivate init(
        _ frame: Frame, _ words: Wording, _ contact: ContactName, holder: ContactName,
        title: String, _ problems: [Problem], fields: [String: String],
        organizations: [String], action: String, isOver: Bool?, back: MemberID,
        conflict: RecordConflict? = nil, began: [HiddenField] = []
    ) {
        self.conflict = conflict
        self.began = began
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        self.back = "/people/\(back)"
        name = contact.name
        self.title = title
        self.action = action
        position = Field(
            "title", label: words.say("relations_title"), value: fields["title"] ?? "",
            help: words.say("relations_title_help"), isRequired: true, problems: problems)
        titles = PositionTitle.suggested.map { words.say("relations_title_\($0)") }
        organization = Field(
            "organization", label: words.say("relations_where"),
            value: fields["organization"] ?? "",
            help: words.say("relations_where_help"), problems: problems)
        self.organizations = organizations
        days = DaysFields(EnteredDays(fields), problems, words)
        button = words.say(isOver == nil ? "relations_position_add_button" : "relations_save")
        isThere = isOver != nil
        self.isOver = isOver ?? false
    }
}
