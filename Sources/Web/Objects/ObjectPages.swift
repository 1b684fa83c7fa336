import Chapter
import HTTPTypes
import Hummingbird
import NIOCore

/// The things of one kind, and each of them: looking, adding, changing, removing.
struct ObjectPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("objects/kinds/:objectKind", .seePeople) { request, context in
            try await list(request, context)
        }
        pages.post("objects/kinds/:objectKind/export", .exportPeople) { request, context in
            let kind = try await backend.objectKind(context)
            let form = try await request.form(context)
            let fields = try await fields(of: kind, retired: true)
            let act = ExportObjects(
                ObjectQuery(form, fields).list(of: kind.id), columns: form.all("column"),
                why: form["why"].isBlank ? nil : form["why"])
            let file = try await backend.perform(act, context)
            return Response.download(ByteBuffer(string: file.text), .csv, named: "objects.csv")
        }
        pages.get("objects/kinds/:objectKind/add", .managePeople) { _, context in
            let kind = try await backend.objectKind(context)
            return try await form(EnteredObject(), of: kind, nil, context)
        }
        pages.post("objects/kinds/:objectKind/add", .managePeople) { request, context in
            let kind = try await backend.objectKind(context)
            let form = try await request.form(context)
            return try await save(form, of: kind, nil, context) { entered in
                let act = AddObject(kind.id, name: entered.name, values: entered.values)
                return try await backend.perform(act, context)
            }
        }
        pages.get("objects/:object", .seePeople) { request, context in
            try await show(request, context)
        }
        pages.get("objects/:object/edit", .managePeople) { _, context in
            let object = try await backend.object(context)
            return try await form(EnteredObject(object), of: object.type, object, context)
        }
        pages.post("objects/:object/edit", .managePeople) { request, context in
            let object = try await backend.object(context)
            let form = try await request.form(context)
            return try await save(form, of: object.type, object, context) { entered in
                let act = ChangeObject(
                    object.id, expectedVersion: entered.version, name: entered.name,
                    values: entered.values)
                return try await backend.perform(act, context, because: entered.why)
            }
        }
        pages.post("objects/:object/history/:objectChange/revert", .managePeople) {
            request, context in
            let object = try await backend.object(context)
            let change = try context.id("objectChange", "change", { Int64($0) })
            do {
                _ = try await backend.perform(RevertObjectChange(object.id, change), context)
                return .seeOther(Notice.after("object_reverted", at: "/objects/\(object.id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                return try await show(
                    request, context, [Problem(nil, context.words.sentence(refusal))])
            }
        }
        pages.post("objects/:object/remove", .managePeople) { _, context in
            let object = try await backend.object(context)
            _ = try await backend.perform(
                RemoveObject(object.id, isRemoved: !object.isRemoved), context)
            return .seeOther(
                Notice.after(
                    object.isRemoved ? "object_back" : "object_removed",
                    at: "/objects/\(object.id)"))
        }
        pages.post("objects/:object/contacts", .managePeople) { request, context in
            let object = try await backend.object(context)
            let form = try await request.form(context)
            guard let member = MemberID(form["member"]) else { throw Refusal.notFound("person") }
            do {
                try await change(object, member, form, context)
                return .seeOther(Notice.after("object_contacts", at: "/objects/\(object.id)"))
            } catch let refusal as Refusal where refusal.code == .invalid {
                return try await show(
                    request, context, [Problem(nil, context.words.sentence(refusal))])
            }
        }
    }

    /// Adds a contact, takes one away, says since when and until when, or ends it today.
    private func change(
        _ object: OwnObject, _ member: MemberID, _ form: Form, _ context: Context
    ) async throws {
        let capacity = form["capacity"]
        func day(_ name: String) -> String? { form[name].isBlank ? nil : form[name] }
        switch form["do"] {
        case "remove":
            _ = try await backend.perform(
                UntieObject(object.id, member, capacity: capacity), context)
        case "end":
            let now = backend.clock()
            let today = try await backend.chapter.read { db in try DueDays(at: now, in: db).today }
            let tie = object.contacts.first {
                $0.memberID == member.description && $0.capacity == capacity
            }
            guard let tie else { throw Refusal.notFound("contact of it") }
            // What begins later never was; it is ended on the day of its beginning.
            _ = try await backend.perform(
                TieObject(
                    object.id, member, capacity: capacity, startsOn: tie.startsOn,
                    endsOn: max(today, tie.startsOn ?? today)), context)
        default:
            _ = try await backend.perform(
                TieObject(
                    object.id, member, capacity: capacity, startsOn: day("startsOn"),
                    endsOn: day("endsOn")), context)
        }
    }

    private func fields(of kind: ObjectType, retired: Bool = false) async throws -> [OwnField] {
        try await backend.chapter.read { db in
            try OwnField.all(of: kind.id, retired: retired, in: db)
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let kind = try await backend.objectKind(context)
        let (words, viewer) = (context.words, context.viewer)
        let fields = try await fields(of: kind, retired: true)
        let query = ObjectQuery(Form(encoded: request.uri.query ?? ""), fields)
        let (page, names) = try await backend.chapter.read { db in
            let page = try query.list(of: kind.id).answer(in: db, for: viewer).get()
            let names = try page.objects.map {
                try LinkedNames.read($0.values, of: fields, in: db, for: viewer)
            }
            return (page, names)
        }
        let frame = try await backend.frame(kind.plural, part: "people", context)
        return try backend.kit.show(
            ObjectListPage(frame, words, kind, fields, page, names, query, viewer: viewer))
    }

    /// So many contacts are found at once.
    private static let foundAtMost = 10

    private func show(
        _ request: Request, _ context: Context, _ problems: [Problem] = []
    ) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let object = try await backend.object(context)
        let who = request.query("who") ?? ""
        let (fields, found, names) = try await backend.chapter.read { db in
            let list = MemberList(search: who, limit: Self.foundAtMost)
            let fields = try OwnField.all(of: object.type.id, retired: true, in: db)
            // The history names by number what a field named before.
            var named = object.values
            for field in fields where field.isLink {
                let past = object.history.filter {
                    $0.code.map { $0 == field.code } ?? ($0.field == field.name)
                }
                named[field.code, default: []] += past.flatMap { [$0.old, $0.new] }.compactMap(
                    \.self)
            }
            return (
                fields, who.isBlank ? [] : try list.answer(in: db, for: viewer).get().people,
                try LinkedNames.read(named, of: fields, in: db, for: viewer)
            )
        }
        let frame = try await backend.frame(object.name, part: "people", context)
        return try backend.kit.show(
            ObjectPage(
                frame, words, object, fields, names, who: who, found: found,
                tasks: object.isRemoved
                    ? nil : try await backend.tasks(about: .object(object.id), context),
                tagging: try await backend.tags(
                    of: .object(object.id), list: "/objects/kinds/\(object.type.id)", context),
                problems, viewer: viewer), status: problems.isEmpty ? .ok : .conflict)
    }

    private func save(
        _ form: Form, of kind: ObjectType, _ object: OwnObject?, _ context: Context,
        _ act: (EnteredObject) async throws -> OwnObject
    ) async throws -> Response {
        let fields = try await fields(of: kind)
        var entered = EnteredObject(form, fields, now: object)
        let links = try await backend.seekLinks(form, fields, into: &entered.values, context)
        if !form["find"].isEmpty || !links.problems.isEmpty {
            return try await self.form(
                entered, of: kind, object, context, links.problems, links: links)
        }
        do {
            return .seeOther(
                Notice.after("object_saved", at: "/objects/\(try await act(entered).id)"))
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            if object != nil, refusal.code == .conflict {
                let now = try await backend.object(context)
                if entered.version != now.version {
                    let known = now.values.merging(entered.values) { $0 + $1 }
                    let names = try await backend.linkedNames(known, fields, context)
                    let conflict = entered.merge(now, fields, names, context.words)
                    return try await self.form(entered, of: kind, now, context, conflict: conflict)
                }
            }
            let problem = Problem(refusal, context.words)
            return try await self.form(entered, of: kind, object, context, [problem])
        }
    }

    private func form(
        _ entered: EnteredObject, of kind: ObjectType, _ object: OwnObject?, _ context: Context,
        _ problems: [Problem] = [], links: LinkFields = LinkFields(),
        conflict: RecordConflict? = nil
    ) async throws -> Response {
        let words = context.words
        let title = object?.name ?? words.say("objects_add", ["kind": kind.name])
        let frame = try await backend.frame(title, part: "people", context)
        let fields = try await fields(of: kind)
        var links = links
        links.names = try await backend.linkedNames(entered.values, fields, context)
        let page = ObjectFormPage(
            frame: frame.narrow(), t: words,
            problems: Problems(problems.inForms(of: fields), words), title: title,
            address: object.map { "/objects/\($0.id)/edit" } ?? "/objects/kinds/\(kind.id)/add",
            back: object.map { "/objects/\($0.id)" } ?? "/objects/kinds/\(kind.id)",
            version: entered.version, conflict: conflict,
            name: Field(
                "name", label: words.say("objects_name"), value: entered.name, isRequired: true,
                problems: problems),
            entries: fields.map { [links] field in
                EditPersonPage.Line(
                    field, entered.values[field.code] ?? [], words, problems, links: links)
            }, why: object.map { _ in .why(entered.why, words, problems) })
        let isFine = problems.isEmpty && conflict == nil
        return try backend.kit.show(
            page, status: isFine ? .ok : conflict == nil ? .unprocessableContent : .conflict)
    }
}

extension Backend {
    /// The thing in the path.
    func object(_ context: Context) async throws -> OwnObject {
        let id = try context.id("object", "object") { Int64($0) }
        let viewer = context.viewer
        return try await chapter.read { db in
            try OwnObject.read(id, in: db, for: viewer)
        }.get()
    }
}
