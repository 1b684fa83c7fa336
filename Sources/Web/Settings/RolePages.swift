import Chapter
import Federation
import HTTPTypes
import Hummingbird

/// Who may do what: giving and taking roles.
struct RolePages {
    let backend: Backend

    /// So many people are found at once.
    private static let foundAtMost = 20

    func add(to pages: PageRoutes) {
        pages.get("settings/roles", .giveRoles) { request, context in
            try await show(context, search: request.query("who"))
        }
        pages.post("settings/roles/give", .giveRoles) { request, context in
            try await change(request, context, notice: "role_given") { member, role in
                _ = try await backend.perform(GiveRole(member, role), context)
            }
        }
        pages.post("settings/roles/take", .giveRoles) { request, context in
            try await change(request, context, notice: "role_taken") { member, role in
                _ = try await backend.perform(TakeRole(member, role), context)
            }
        }
    }

    private func change(
        _ request: Request, _ context: Context, notice: String,
        _ act: (MemberID, Role) async throws -> Void
    ) async throws -> Response {
        let form = try await request.form(context)
        guard let member = MemberID(form["member"]), let role = Role(rawValue: form["role"]) else {
            throw Refusal.notFound("person")
        }
        do {
            try await act(member, role)
        } catch let refusal as Refusal where refusal.code == .conflict {
            return try await show(context, search: nil, [Problem(refusal, context.words)])
        }
        // Who gives up the role of coordinator may not see this page any longer.
        let isOwn = member == context.viewer.memberID && notice == "role_taken"
        return .seeOther(Notice.after(notice, at: isOwn ? "/settings" : "/settings/roles"))
    }

    private func show(_ context: Context, search: String?, _ problems: [Problem] = []) async throws
        -> Response
    {
        let words = context.words
        let viewer = context.viewer
        let (holders, found) = try await backend.chapter.read { db in
            let found = try search.map { text in
                let list = MemberList(search: text, status: "member", limit: Self.foundAtMost)
                return try list.answer(in: db, for: viewer).get().people
            }
            return (try roleHolders(db, for: viewer).get(), found)
        }
        var frame = try await backend.frame(words.say("roles_title"), part: "settings", context)
        frame.isNarrow = true
        let held = Dictionary(grouping: holders, by: \.member.description).mapValues {
            Set($0.map(\.role))
        }
        let people = (found ?? []).map { person in
            RolesPage.Person(person, held[person.memberID] ?? [], viewer, words)
        }
        return try backend.kit.show(
            RolesPage(
                frame: frame, t: words,
                problems: Problems(problems, words, heading: words.say("settings_not")),
                groups: Role.allCases.map { RolesPage.Group($0, holders, viewer, words) },
                search: Field(
                    "who", label: words.say("roles_search"), value: search ?? "",
                    help: words.say("roles_search_help"), type: "search", isRequired: true),
                hasSearched: search != nil, found: people, hasFound: !people.isEmpty,
                columns: RolesPage.columns(words), rows: RolesPage.rows(words)),
            status: problems.isEmpty ? .ok : .conflict)
    }
}
