import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import Tally

/// Counting a file of papers by any rule, for whoever is signed in; nothing of it is kept.
///
/// It is the same count as `rhizome tally`, for papers that were cast at a meeting or that somebody
/// else has published.
struct CountingPages {
    let backend: Backend
    private let desk = CountingDesk()

    init(backend: Backend) { self.backend = backend }

    func add(to pages: PageRoutes) {
        pages.get("votes/count", .takePart) { _, context in
            try await form(CountingChoice(), [], context)
        }
        pages.post("votes/count", .takePart) { request, context in
            try await count(request, context)
        }
    }

    private func form(_ choice: CountingChoice, _ problems: [Problem], _ context: Context)
        async throws -> Response
    {
        let words = context.words
        let page = CountingFormPage(
            frame: try await backend.frame(words.say("counting_title"), part: "votes", context),
            t: words, choice: choice, problems: problems)
        return try backend.kit.show(page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// Reads the file and the choices, and shows what came out or what has to be put right.
    private func count(_ request: Request, _ context: Context) async throws -> Response {
        let words = context.words
        let path = try backend.importFiles.arriving()
        defer { unlink(path) }
        let upload: Upload
        switch try await request.upload("file", to: path, limit: CountingDesk.bytesAtMost) {
        case .success(let arrived): upload = arrived
        case .failure(let problem):
            return try await form(
                CountingChoice(),
                [Problem("file", words.sentence(problem, limit: CountingDesk.bytesAtMost))],
                context)
        }
        let choice = CountingChoice(upload.fields)
        do {
            let order = try choice.order()
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let (title, log) = try await desk.count(bytes, named: upload.fileName, order)
            let page = CountedPage(
                frame: try await backend.frame(
                    words.say("counting_done"), part: "votes", context),
                t: words, file: upload.fileName, title: title, log: log)
            return try backend.kit.show(page)
        } catch let problem as CountingProblem {
            return try await form(
                choice, [Problem(problem.field, problem.sentence(words))], context)
        }
    }
}

extension Wording {
    /// The language in which a log speaks to this reader.
    var logLanguage: LogLanguage { LogLanguage(rawValue: language.rawValue) ?? .english }
}
