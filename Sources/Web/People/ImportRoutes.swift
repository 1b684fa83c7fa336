import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Lists of people: sent, compared, taken and taken back.
struct ImportRoutes {
    let backend: Backend
    private let watches = ImportWatches()

    init(backend: Backend) { self.backend = backend }

    /// The largest list that the operator sends, in bytes.
    static let operatorBytesAtMost = 256 << 20
    /// The largest list that comes over the network, in bytes.
    static let memberBytesAtMost = 16 << 20

    func add(to api: RouterGroup<Context>) {
        let imports = api.group("imports")

        imports.post { request, context in
            try context.require(.managePeople)
            return Answer(try await stage(request, context), status: .created)
        }
        // How far a list is that was sent with ?watch=NAME.
        imports.get("watches/:watch") { _, context in
            try context.require(.managePeople)
            guard let name = context.parameters.get("watch"), let progress = watches.progress(name)
            else { throw Refusal.notFound("import on its way") }
            return Answer(progress)
        }
        imports.get(":import") { _, context in
            let (id, viewer) = (try list(context), context.viewer)
            let report = try await backend.chapter.read { db in
                try ImportReport.read(id, in: db, for: viewer)
            }
            return Answer(ImportAnswer(try report.get(), seconds: 0))
        }
        // Where the list differs from what is here, for lists sent with ?mode=ask.
        imports.get(":import/questions") { request, context in
            let (id, viewer) = (try list(context), context.viewer)
            let after = request.query("after").flatMap { Int($0) } ?? 0
            let found = try await backend.chapter.read { db in
                try ImportQuestions(id, after: after, limit: 100).answer(in: db, for: viewer)
            }.get()
            return Answer(ImportQuestionsAnswer(found.questions, hasMore: found.hasMore))
        }
        imports.post(":import/answers") { request, context in
            let sent = try await request.json(ImportAnswersSent.self, context)
            let open = try await backend.perform(
                AnswerImport(list(context), sent.byRow, rest: sent.rest), context)
            return Answer(ImportAnswersKept(open: open))
        }
        imports.post(":import/application") { request, context in
            let start = ContinuousClock.now
            let confirmed = (request.query("confirmed") ?? "").split(separator: ",").map(
                String.init)
            let report = try await backend.perform(
                ApplyImport(list(context), confirmed: Set(confirmed)), context)
            return Answer(ImportAnswer(report, seconds: start.secondsSince))
        }
        imports.post(":import/reversal") { _, context in
            Answer(
                UndoneImportAnswer(
                    try await backend.perform(UndoImport(list(context)), context)))
        }
    }

    private func stage(_ request: Request, _ context: Context) async throws -> ImportAnswer {
        guard let type = request.headers[.contentType].flatMap(MediaType.init(from:)),
            Self.types.contains(where: { type.isType($0) })
        else {
            throw HTTPError(
                .unsupportedMediaType,
                message: "A list is sent as it is, with the header Content-Type: text/csv, "
                    + "text/tab-separated-values, text/vcard, or that of an XLSX file.")
        }
        var plan = try plan(request)
        let new = try newFields(request, context)
        let start = ContinuousClock.now
        let path = try temporaryPath()
        defer { unlink(path) }
        let limit = context.viewer == .operator ? Self.operatorBytesAtMost : Self.memberBytesAtMost
        let body = LimitedBody(body: request.body, limit: limit)
        try await FileIO().writeFile(contents: body, path: path, context: context)
        guard !body.isTooLarge else {
            throw HTTPError(
                .contentTooLarge,
                message: "The list is larger than \(limit >> 20) MiB. Nothing was changed; split "
                    + "it into several files.")
        }
        try await add(new, from: .file(path: path), to: &plan, context)
        let watch = request.query("watch")
        defer { if let watch { watches.end(watch) } }
        let act = StageImport(
            .file(path: path), fileName: request.query("file") ?? "list.csv", plan: plan)
        let watches = watches
        let report = try await act.run(
            in: backend.chapter, as: context.viewer, at: backend.clock()
        ) { progress in
            if let watch { watches.note(progress, for: watch) }
        }
        return ImportAnswer(try report.get(), seconds: start.secondsSince)
    }

    /// What kinds of files a list can be.
    private static let types = [
        MediaType.textCsv, MediaType(type: .text, subType: "tab-separated-values"),
        MediaType(type: .text, subType: "vcard"),
        MediaType(
            type: .application,
            subType: "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ]

    private func plan(_ request: Request) throws -> ImportPlan {
        var plan = ImportPlan(mode: try mode(request))
        plan.settings.sheet = request.query("sheet")
        plan.settings.recognizes = request.query("system") != "none"
        guard let word = request.query("key") else { return plan }
        guard let key = MatchKey(rawValue: word) else {
            let words = MatchKey.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("key", "“key” is one of: \(words).")
        }
        plan.key = key
        return plan
    }

    private func mode(_ request: Request) throws -> ImportMode {
        guard let word = request.query("mode") else { return .update }
        guard let mode = ImportMode(rawValue: word) else {
            let words = ImportMode.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("mode", "“mode” is one of: \(words).")
        }
        return mode
    }

    /// The headings that become new fields of the chapter's own, each with its kind:
    /// `newField=Shirt:choice`, as often as there are fields.
    private func newFields(_ request: Request, _ context: Context) throws
        -> [(heading: String, kind: OwnField.Kind)]
    {
        let sent = request.uri.queryParameters[values: "newField"].map { String($0) }
        if !sent.isEmpty { try context.require(AddOwnField.permission) }
        return try sent.map { text in
            let mark = text.lastIndex(of: ":")
            guard let mark, mark > text.startIndex,
                let kind = OwnField.Kind(rawValue: String(text[text.index(after: mark)...])),
                OwnFieldPlan.kindsOfColumns.contains(kind)
            else {
                let words = OwnFieldPlan.kindsOfColumns.map(\.rawValue).joined(separator: ", ")
                throw Refusal.invalid(
                    "newField",
                    "“newField” is a heading, a colon and one of: \(words).")
            }
            return (String(text[..<mark]), kind)
        }
    }

    /// Makes the fields and puts the columns into them.
    private func add(
        _ new: [(heading: String, kind: OwnField.Kind)], from source: ImportSource,
        to plan: inout ImportPlan, _ context: Context
    ) async throws {
        guard !new.isEmpty else { return }
        let headings = try ListHead.read(source, plan.settings).get().headings
        var kinds: [Int: OwnField.Kind] = [:]
        for (heading, kind) in new {
            guard let place = headings.firstIndex(of: heading) else {
                throw Refusal.invalid(
                    "newField", "The list has no column “\(heading.prefix(80))”.")
            }
            kinds[place] = kind
        }
        let fields = try OwnFieldPlan.columns(kinds, of: source, plan.settings).get()
        for (place, field) in fields.sorted(by: { $0.key < $1.key }) {
            let made = try await backend.perform(AddOwnField(field), context)
            plan.choices.columns.updateValue(.ownField(made.code), forKey: place)
        }
    }

    private func temporaryPath() throws -> String {
        try FileManager.default.createDirectory(
            atPath: backend.imports, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return backend.imports + "/" + UUID().uuidString + ".csv"
    }

    private func list(_ context: Context) throws -> Int64 {
        try context.id("import", "import", { Int64($0) })
    }
}

extension ContinuousClock.Instant {
    /// The seconds that have passed since, with three decimals.
    fileprivate var secondsSince: Double {
        let passed = duration(to: .now).components
        let milliseconds =
            Double(passed.seconds) * 1000 + (Double(passed.attoseconds) / 1e15).rounded()
        return milliseconds / 1000
    }
}
