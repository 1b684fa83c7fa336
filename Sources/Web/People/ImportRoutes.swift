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
        imports.post(":import/application") { _, context in
            let start = ContinuousClock.now
            let report = try await backend.perform(ApplyImport(list(context)), context)
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
            type.isType(.textCsv)
        else {
            throw HTTPError(
                .unsupportedMediaType,
                message: "A list is sent as it is, with the header Content-Type: text/csv.")
        }
        let mode = try mode(request)
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
        let watch = request.query("watch")
        defer { if let watch { watches.end(watch) } }
        let act = StageImport(
            .file(path: path), fileName: request.query("file") ?? "list.csv", mode: mode)
        let watches = watches
        let report = try await act.run(
            in: backend.chapter, as: context.viewer, at: backend.clock()
        ) { progress in
            if let watch { watches.note(progress, for: watch) }
        }
        return ImportAnswer(try report.get(), seconds: start.secondsSince)
    }

    private func mode(_ request: Request) throws -> ImportMode {
        guard let word = request.query("mode") else { return .update }
        guard let mode = ImportMode(rawValue: word) else {
            let words = ImportMode.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.invalid("mode", "“mode” is one of: \(words).")
        }
        return mode
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
