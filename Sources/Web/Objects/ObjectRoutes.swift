import Chapter
import HTTPTypes
import Hummingbird
import NIOCore

/// The chapter's own kinds of things, and the things, in the API.
struct ObjectRoutes {
    let backend: Backend

    private struct Kinds: Encodable, Sendable { let kinds: [ObjectType] }
    private struct Fields: Encodable, Sendable { let fields: [OwnField] }

    func add(to api: RouterGroup<Context>) {
        let kinds = api.group("object-kinds")
        kinds.get { _, context in
            let viewer = context.viewer
            return Answer(
                Kinds(
                    kinds: try await backend.chapter.read { db in
                        try ObjectType.all(in: db, for: viewer)
                    }.get()))
        }
        kinds.post { request, context in
            let entered = try await request.json(EnteredObjectKind.self, context)
            let act = AddObjectType(name: entered.name, plural: entered.plural)
            return Answer(try await backend.perform(act, context), status: .created)
        }
        kinds.put(":objectKind") { request, context in
            let id = try context.id("objectKind", "kind of objects") { Int64($0) }
            let entered = try await request.json(EnteredObjectKind.self, context)
            let act = ChangeObjectType(
                id, expectedVersion: entered.expectedVersion ?? 0, name: entered.name,
                plural: entered.plural, isRetired: entered.isRetired ?? false)
            return Answer(try await backend.perform(act, context))
        }
        kinds.get(":objectKind/fields") { _, context in
            let kind = try await backend.objectKind(context)
            return Answer(
                Fields(
                    fields: try await backend.chapter.read { db in
                        try OwnField.all(of: kind.id, retired: true, in: db)
                    }))
        }
        kinds.post(":objectKind/fields") { request, context in
            let id = try context.id("objectKind", "kind of objects") { Int64($0) }
            let entered = try await request.json(EnteredOwnField.self, context)
            let added = try await backend.perform(AddOwnField(entered.plan(of: id)), context)
            return Answer(added, status: .created)
        }
        kinds.get(":objectKind/objects") { request, context in
            let kind = try await backend.objectKind(context)
            let viewer = context.viewer
            let list = try await list(of: kind, request)
            return Answer(
                try await backend.chapter.read { db in try list.answer(in: db, for: viewer) }.get())
        }
        kinds.post(":objectKind/objects.csv") { request, context in
            let kind = try await backend.objectKind(context)
            let columns = request.query("columns")?.split(separator: ",").map(String.init)
            let act = ExportObjects(
                try await list(of: kind, request), columns: columns, why: request.query("why"))
            let file = try await backend.perform(act, context)
            return Response.download(ByteBuffer(string: file.text), .csv, named: "objects.csv")
        }
        kinds.post(":objectKind/objects") { request, context in
            let id = try context.id("objectKind", "kind of objects") { Int64($0) }
            let entered = try await request.json(EnteredThing.self, context)
            let act = AddObject(id, name: entered.name ?? "", values: entered.fields)
            let made = try await backend.perform(act, context, because: entered.why)
            return Answer(made, status: .created)
        }
        let objects = api.group("objects")
        objects.get(":object") { _, context in Answer(try await backend.object(context)) }
        objects.patch(":object") { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            let entered = try await request.json(EnteredThing.self, context)
            let act = ChangeObject(
                id, expectedVersion: entered.expectedVersion ?? 0, name: entered.name,
                values: entered.fields)
            return Answer(try await backend.perform(act, context, because: entered.why))
        }
        objects.delete(":object") { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            let body = try await request.json(or: Because(), context)
            return Answer(
                try await backend.perform(RemoveObject(id), context, because: body.why))
        }
        objects.post(":object/bring-back") { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            let body = try await request.json(or: Because(), context)
            let act = RemoveObject(id, isRemoved: false)
            return Answer(try await backend.perform(act, context, because: body.why))
        }
        objects.post(":object/history/:objectChange/reversal") { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            let change = try context.id("objectChange", "change", { Int64($0) })
            let body = try await request.json(or: Because(), context)
            let act = RevertObjectChange(id, change)
            return Answer(try await backend.perform(act, context, because: body.why))
        }
        objects.post(":object/contacts") { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            let entered = try await request.json(EnteredTie.self, context)
            let act = TieObject(
                id, try entered.member(), capacity: entered.capacity ?? "",
                startsOn: entered.startsOn, endsOn: entered.endsOn)
            return Answer(try await backend.perform(act, context, because: entered.why))
        }
        objects.post(":object/contacts/removal") { request, context in
            let id = try context.id("object", "object") { Int64($0) }
            let entered = try await request.json(EnteredTie.self, context)
            let act = UntieObject(id, try entered.member(), capacity: entered.capacity ?? "")
            return Answer(try await backend.perform(act, context, because: entered.why))
        }
    }
}

extension ObjectRoutes {
    /// The list that a request asks for.
    private func list(of kind: ObjectType, _ request: Request) async throws -> ObjectList {
        let fields = try await backend.chapter.read { db in
            try OwnField.all(of: kind.id, retired: true, in: db)
        }
        let form = Form(encoded: request.uri.query ?? "")
        return ObjectQuery(form, fields, search: "search").list(
            of: kind.id, limit: request.query("limit").flatMap { Int($0) } ?? 50)
    }
}

/// A kind of things as it comes in.
private struct EnteredObjectKind: Decodable {
    let name: String
    let plural: String
    let isRetired: Bool?
    let expectedVersion: Int?
}

/// A thing as it comes in.
private struct EnteredThing: Decodable {
    let name: String?
    let values: [String: EnteredValues]?
    let expectedVersion: Int?
    let why: String?

    var fields: [String: [String]] { (values ?? [:]).mapValues(\.values) }
}

/// A contact of a thing as it comes in.
private struct EnteredTie: Decodable {
    let memberID: String
    let capacity: String?
    let startsOn: String?
    let endsOn: String?
    let why: String?

    func member() throws -> MemberID {
        guard let id = MemberID(memberID) else { throw Refusal.notFound("person") }
        return id
    }
}
