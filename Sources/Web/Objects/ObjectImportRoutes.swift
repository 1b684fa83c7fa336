import Chapter
import Hummingbird

/// Lists of things that come in, for programs.
struct ObjectImportRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.post("object-kinds/:objectKind/imports") { request, context in
            try context.require(.managePeople)
            let kind = try await backend.objectKind(context)
            let body = try await request.body.collect(upTo: ObjectSheet.bytesAtMost)
            let sheet = try ObjectSheet.read(
                .bytes(Array(body.readableBytesView)), file: request.query("file") ?? "list"
            ).get()
            let id = try await backend.perform(StageObjectImport(kind.id, sheet), context)
            return Answer(try await answer(id, context), status: .created)
        }
        let imports = api.group("object-imports/:objectImport")
        imports.get { _, context in
            Answer(try await answer(try await backend.objectImport(context).id, context))
        }
        imports.post("application") { _, context in
            let id = try context.id("objectImport", "list of objects") { Int64($0) }
            let done = try await backend.perform(ApplyObjectImport(id), context)
            return Answer(try await answer(done.id, context))
        }
        imports.post("reversal") { _, context in
            let id = try context.id("objectImport", "list of objects") { Int64($0) }
            let done = try await backend.perform(UndoObjectImport(id), context)
            return Answer(try await answer(done.id, context))
        }
        imports.delete { _, context in
            let id = try context.id("objectImport", "list of objects") { Int64($0) }
            _ = try await backend.perform(DiscardObjectImport(id), context)
            return Answer(IDAnswer(id))
        }
    }

    private func answer(_ id: Int64, _ context: Context) async throws -> ObjectImportAnswer {
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            ObjectImportAnswer(
                try ObjectImport.read(id, in: db, for: viewer).get(),
                left: try ObjectImport.rows(of: id, .left, in: db, for: viewer).get(),
                kept: try ObjectImport.rows(of: id, kept: true, in: db, for: viewer).get())
        }
    }
}

/// A list of things that came in.
struct ObjectImportAnswer: Codable, Hashable, Sendable {
    /// A row of which something is to be said.
    struct Row: Codable, Hashable, Sendable {
        var row: Int
        var name: String
        var reason: String
    }

    var id: String
    var file: String
    /// waiting, applied or undone.
    var state: String
    var new: Int
    var changed: Int
    var same: Int
    /// How many rows are left out.
    var leftOut: Int
    /// Headings that are not used.
    var unused: [String]
    /// The first rows that are left out, and why.
    var left: [Row]
    /// The first rows of which undoing has kept something, and why.
    var kept: [Row]

    init(_ list: ObjectImport, left: [ObjectImport.Row], kept: [ObjectImport.Row]) {
        id = String(list.id)
        file = list.file
        state = list.state.rawValue
        new = list.counts[.new] ?? 0
        changed = list.counts[.changed] ?? 0
        same = list.counts[.same] ?? 0
        leftOut = list.counts[.left] ?? 0
        unused = list.unused
        self.left = left.map { Row(row: $0.row, name: $0.name, reason: $0.reason ?? "") }
        self.kept = kept.map { Row(row: $0.row, name: $0.name, reason: $0.kept ?? "") }
    }
}
