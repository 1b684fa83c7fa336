import Chapter
import Hummingbird

/// A household that has moved: one address, and who of it moves along.
struct MoveHouseholdPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/move", .managePeople) { _, context in
            try backend.kit.show(try await page(Form(encoded: ""), context))
        }
        pages.post("people/:person/move", .managePeople) { request, context in
            let household = try context.person()
            let form = try await request.form(context)
            do {
                let act = MoveHousehold(
                    household, form.all("id").compactMap { MemberID($0) },
                    to: PostalAddress(
                        line1: form["line1"], line2: form["line2"], city: form["city"],
                        region: form["region"], postcode: form["postcode"],
                        country: form["country"]))
                let moved = try await backend.perform(act, context)
                return .seeOther(
                    Notice.after(
                        moved.id == nil ? "person_same" : "household_moved",
                        at: "/people/\(household)", undo: moved.id.map(String.init)))
            } catch let refusal as Refusal where refusal.code == .invalid {
                let field = refusal.field == "address" ? "line1" : refusal.field
                let problem = Problem(field, context.words.sentence(refusal))
                return try backend.kit.show(
                    try await page(form, context, [problem]), status: .unprocessableContent)
            }
        }
        pages.post("people/moves/:bulk/undo", .managePeople) { _, context in
            let change = try context.id("bulk", "move of a household", { Int64($0) })
            let undone = try await backend.perform(UndoMove(change), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "move_undone" : "move_undone_some", at: "/people"))
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> MoveHouseholdPage
    {
        let household = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let found = try await backend.chapter.read { db in
            try Residents.read(of: household, in: db, for: viewer)
        }
        guard let found, let house = found.household, house.id == household else {
            throw Refusal.notFound("household")
        }
        var frame = try await backend.frame(
            words.say("duplicates_move_title"), part: "people", context)
        frame.isNarrow = true
        return MoveHouseholdPage(frame, words, house, found.people, form, problems)
    }
}

/// The new address of a household, and who moves along.
struct MoveHouseholdPage: Page {
    /// Somebody of the household.
    struct Resident: Sendable {
        let id: String
        let name: String
        let isChosen: Bool
    }

    static let template = "duplicates-move"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let name: String
    let address: String
    let people: [Resident]
    let fields: [Field]
    let hasPeople: Bool
    /// That nobody was chosen; nil where somebody was.
    let peopleProblem: String?

    init(
        _ frame: Frame, _ words: Wording, _ household: SharedHome.Household,
        _ residents: [Residents.Resident], _ form: Form, _ problems: [Problem]
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        title = words.say("duplicates_move_title")
        name = household.name
        address = "/people/\(household.id)"
        // Everybody moves along unless somebody says otherwise.
        let chosen: Set<String>? = problems.isEmpty ? nil : Set(form.all("id"))
        people = residents.map { person in
            Resident(
                id: person.id.description, name: person.name,
                isChosen: chosen?.contains(person.id.description) ?? true)
        }
        hasPeople = !people.isEmpty
        peopleProblem = problems.first { $0.field == "people" }?.sentence
        let labels = [
            ("line1", "address_line_1"), ("line2", "address_line_2"), ("postcode", "postcode"),
            ("city", "city"), ("region", "region"), ("country", "country"),
        ]
        fields = labels.map { name, label in
            Field(
                name, label: words.say("people_export_\(label)"), value: form[name],
                problems: problems)
        }
    }
}
