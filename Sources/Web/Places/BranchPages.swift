import Chapter
import HTTPTypes
import Hummingbird

/// Branches: what they are called, which postcodes they have, and who lives in them.
struct BranchPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/map/branches/add", .managePeople) { _, context in
            try await show(nil, name: "", postcodes: "", context)
        }
        pages.post("people/map/branches/add", .managePeople) { request, context in
            try await save(nil, try await request.form(context), context)
        }
        pages.get("people/map/branches/:outline", .managePeople) { _, context in
            let branch = try await branch(context)
            let codes = try await backend.chapter.read { db in
                try Outline.postcodes(of: branch.id, in: db)
            }
            return try await show(
                branch, name: branch.name, postcodes: codes.joined(separator: ", "), context)
        }
        pages.post("people/map/branches/:outline", .managePeople) { request, context in
            let branch = try await branch(context)
            return try await save(branch, try await request.form(context), context)
        }
        pages.get("people/map/assign", .managePeople) { request, context in
            try await preview(onlyBlanks: request.query("blanks") != nil, context)
        }
        pages.post("people/map/assign", .managePeople) { request, context in
            let form = try await request.form(context)
            let done = try await backend.perform(
                AssignBranches(onlyBlanks: form.isOn("blanks")), context)
            return .seeOther(
                Notice.after(
                    done.id == nil ? "people_same" : "people_branch", at: "/people/map",
                    undo: done.id.map(String.init)))
        }
    }

    private func branch(_ context: Context) async throws -> Outline {
        let id = try context.id("outline", "branch") { Int64($0) }
        let viewer = context.viewer
        let outline = try await backend.chapter.read { db in
            try Outline.read(id, in: db, for: viewer).get()
        }
        guard outline.kind == .branch else { throw Refusal.notFound("branch") }
        return outline
    }

    private func save(_ branch: Outline?, _ form: Form, _ context: Context) async throws
        -> Response
    {
        let codes = form["postcodes"].split(whereSeparator: { ",;\n\r".contains($0) })
            .map(String.init).filter { !$0.isBlank }
        do {
            let act = ChangeBranch(branch?.id, name: form["name"], postcodes: codes)
            _ = try await backend.perform(act, context)
            return .seeOther(Notice.after("places_branch", at: "/people/map/outlines"))
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            return try await show(
                branch, name: form["name"], postcodes: form["postcodes"], context,
                [Problem(refusal, context.words)])
        }
    }

    private func show(
        _ branch: Outline?, name: String, postcodes: String, _ context: Context,
        _ problems: [Problem] = []
    ) async throws -> Response {
        let words = context.words
        var frame = try await backend.frame(
            branch?.name ?? words.say("places_branch_add"), part: "people", context)
        frame.isNarrow = true
        let page = BranchPage(
            frame: frame, t: words, problems: Problems(problems, words),
            address: "/people/map/branches/\(branch.map { "\($0.id)" } ?? "add")",
            title: frame.title,
            name: Field(
                "name", label: words.say("places_branch_name"), value: name,
                help: words.say("places_branch_name_help"), isRequired: true, problems: problems),
            postcodes: Field(
                "postcodes", label: words.say("places_branch_postcodes"), value: postcodes,
                help: words.say("places_branch_postcodes_help"), lines: 5, problems: problems))
        return try backend.kit.show(
            page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func preview(onlyBlanks: Bool, _ context: Context) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let plan = try await backend.chapter.read { db in
            try BranchPlan.read(onlyBlanks: onlyBlanks, in: db, for: viewer)
        }
        var frame = try await backend.frame(
            words.say("places_assign"), part: "people", context)
        frame.isNarrow = true
        switch plan {
        case .success(let plan):
            return try backend.kit.show(AssignPage(frame, words, plan, onlyBlanks: onlyBlanks))
        case .failure(let refusal) where refusal.code == .conflict:
            return try backend.kit.show(AssignPage(frame, words, missing: words.sentence(refusal)))
        case .failure(let refusal): throw refusal
        }
    }
}

/// The name and the postcodes of a branch.
struct BranchPage: Page {
    static let template = "places-branch"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let title: String
    let name: Field
    let postcodes: Field
}

/// What assigning would do, before it is done.
struct AssignPage: Page {
    /// A branch with what would come to it.
    struct Row: Sendable {
        let name: String
        let contacts: String
        let coming: String
    }

    static let template = "places-assign"
    let frame: Frame
    let t: Wording
    /// What has to be there first; nil where all is there.
    let missing: String?
    let sentence: String
    let kept: [String]
    let rows: [Row]
    let hasRows: Bool
    let button: String?
    let onlyBlanks: Bool
}

extension AssignPage {
    init(_ frame: Frame, _ words: Wording, missing: String) {
        self.init(
            frame: frame, t: words, missing: missing, sentence: "", kept: [], rows: [],
            hasRows: false, button: nil, onlyBlanks: false)
    }

    init(_ frame: Frame, _ words: Wording, _ plan: BranchPlan, onlyBlanks: Bool) {
        let writes = plan.set + plan.changed
        func count(_ key: String, _ number: Int) -> String? {
            number == 0 ? nil : words.count("places_plan_\(key)", number)
        }
        let kept = [
            count("right", plan.right), count("left", plan.left), count("outside", plan.outside),
            count("without", plan.withoutPoint),
        ]
        self.init(
            frame: frame, t: words, missing: nil,
            sentence: words.count("places_plan_set", plan.set) + " "
                + words.count("places_plan_changed", plan.changed),
            kept: kept.compactMap { $0 },
            rows: plan.branches.map {
                Row(
                    name: $0.name, contacts: words.number($0.contacts),
                    coming: words.number($0.coming))
            },
            hasRows: !plan.branches.isEmpty,
            button: writes == 0 ? nil : words.count("places_plan_do", writes),
            onlyBlanks: onlyBlanks)
    }
}
