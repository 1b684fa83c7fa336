import Chapter
import HTTPTypes
import Hummingbird

/// The kinds of things that the chapter keeps besides contacts.
struct ObjectKindPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("objects", .seePeople) { _, context in try await kinds(context) }
        pages.get("objects/kinds/add", .changeSettings) { _, context in
            try await show(("", "", 0), of: nil, context)
        }
        pages.post("objects/kinds/add", .changeSettings) { request, context in
            let form = try await request.form(context)
            return try await save(form, of: nil, context) {
                let act = AddObjectType(name: form["name"], plural: form["plural"])
                return try await backend.perform(act, context).id
            }
        }
        pages.get("objects/kinds/:objectKind/edit", .changeSettings) { _, context in
            let kind = try await backend.objectKind(context)
            return try await show((kind.name, kind.plural, kind.version), of: kind, context)
        }
        pages.post("objects/kinds/:objectKind/edit", .changeSettings) { request, context in
            let kind = try await backend.objectKind(context)
            let form = try await request.form(context)
            return try await save(form, of: kind, context) {
                let act = ChangeObjectType(
                    kind.id, expectedVersion: Int(form["version"]) ?? 0, name: form["name"],
                    plural: form["plural"], isRetired: form.isOn("retired"))
                return try await backend.perform(act, context).id
            }
        }
    }

    private func kinds(_ context: Context) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let types = try await backend.chapter.read { db in
            try ObjectType.all(in: db, for: viewer)
        }.get()
        let frame = try await backend.frame(words.say("objects_title"), part: "people", context)
        let page = ObjectKindsPage(
            frame: frame.narrow(), t: words, tabs: PeopleTabs(.objects, viewer, words),
            kinds: types.map { type in
                ObjectKindsPage.Kind(
                    name: type.plural, address: "/objects/kinds/\(type.id)",
                    count: words.number(type.objects), isRetired: type.isRetired)
            }, hasKinds: !types.isEmpty, mayChange: viewer.may(.changeSettings))
        return try backend.kit.show(page)
    }

    private func save(
        _ form: Form, of kind: ObjectType?, _ context: Context, _ act: () async throws -> Int64
    ) async throws -> Response {
        do {
            return .seeOther(
                Notice.after("object_kind_saved", at: "/objects/kinds/\(try await act())"))
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            return try await show(
                (form["name"], form["plural"], Int(form["version"]) ?? 0), of: kind, context,
                [Problem(refusal, context.words)])
        }
    }

    private func show(
        _ entered: (name: String, plural: String, version: Int), of kind: ObjectType?,
        _ context: Context, _ problems: [Problem] = []
    ) async throws -> Response {
        let words = context.words
        let title = kind?.plural ?? words.say("objects_add_kind")
        let frame = try await backend.frame(title, part: "people", context)
        func field(_ name: String, _ value: String) -> Field {
            Field(
                name, label: words.say("objects_kind_\(name)"), value: value,
                help: words.say("objects_kind_\(name)_help"), isRequired: true, problems: problems)
        }
        let page = ObjectKindPage(
            frame: frame.narrow(), t: words, problems: Problems(problems, words), title: title,
            address: kind.map { "/objects/kinds/\($0.id)/edit" } ?? "/objects/kinds/add",
            back: kind.map { "/objects/kinds/\($0.id)" } ?? "/objects",
            version: entered.version, name: field("name", entered.name),
            plural: field("plural", entered.plural), isNew: kind == nil,
            isRetired: kind?.isRetired ?? false)
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// All kinds of things.
struct ObjectKindsPage: Page {
    /// One of them.
    struct Kind: Sendable {
        let name: String
        let address: String
        let count: String
        let isRetired: Bool
    }

    static let template = "objects-kinds"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let kinds: [Kind]
    let hasKinds: Bool
    let mayChange: Bool
}

/// The form of one kind.
struct ObjectKindPage: Page {
    static let template = "objects-kind"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let address: String
    let back: String
    let version: Int
    let name: Field
    let plural: Field
    let isNew: Bool
    let isRetired: Bool
}

extension Backend {
    /// The kind of things in the path.
    func objectKind(_ context: Context) async throws -> ObjectType {
        let id = try context.id("objectKind", "kind of objects") { Int64($0) }
        let viewer = context.viewer
        let types = try await chapter.read { db in try ObjectType.all(in: db, for: viewer) }.get()
        guard let type = types.first(where: { $0.id == id }) else {
            throw Refusal.notFound("kind of objects")
        }
        return type
    }
}
