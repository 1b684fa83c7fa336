import Chapter
import Feeds
import Foundation
import Hummingbird

/// One search for people, meetings, votes and groups.
struct SearchPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("search", .takePart) { request, context in
            let text = Form(encoded: request.uri.query ?? "")["q"]
                .trimmingCharacters(in: .whitespacesAndNewlines)
            return try backend.kit.show(try await page(text, context))
        }
    }

    private func page(_ text: String, _ context: Context) async throws -> SearchPage {
        let (words, viewer) = (context.words, context.viewer)
        let now = backend.clock()
        var found: SearchEverything.Findings?
        var directory: DirectoryList.Page?
        if !text.isEmpty {
            let own = backend.chapter.feeds.chapter
            // Nobody reads more, and a longer text costs time.
            let question = SearchEverything(String(text.prefix(200)))
            let asked = DirectoryList(search: question.text, limit: question.limit)
            let both = try await backend.chapter.read { db in
                (
                    try question.answer(in: db, of: own, for: viewer),
                    viewer.may(.seePeople)
                        ? nil : try asked.answer(in: db, for: viewer, at: now).get()
                )
            }
            (found, directory) = (both.0, both.1)
        }
        var frame = try await backend.frame(words.say("search_title"), part: "", context)
        frame.isNarrow = true
        return SearchPage(
            frame, words, text, found, directory: directory,
            seesPeople: viewer.may(.seePeople), now: now)
    }
}
