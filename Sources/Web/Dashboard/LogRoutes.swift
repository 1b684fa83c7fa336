import Chapter
import Hummingbird

/// What left the chapter and what was changed for all, for other programs.
struct LogRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("log") { request, context in
            let shown = request.query("show") ?? ChapterLog.Part.everything.rawValue
            guard let part = ChapterLog.Part(rawValue: shown) else {
                throw Refusal.invalid("show", "“show” is one of: everything, out, in, changed.")
            }
            let log = ChapterLog(
                part, before: request.query("before").flatMap { Int64($0) },
                limit: try request.number("limit", or: 50, in: 1...ChapterLog.most))
            let viewer = context.viewer
            let lines = try await backend.chapter.read { db in
                try log.answer(in: db, for: viewer)
            }
            return Answer(try lines.get().map(HistoryAnswer.init))
        }
    }
}
