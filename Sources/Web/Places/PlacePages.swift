import Chapter
import Feeds
import HTTPTypes
import Hummingbird

/// The map of the chapter's people, the lists behind its circles, and what does not fit together.
struct PlacePages {
    let backend: Backend

    /// So many contacts are on a page of a list.
    private static let page = 50

    func add(to pages: PageRoutes) {
        pages.get("people/map", .seePeople) { request, context in
            let view = request.query("bbox").flatMap { PlaceView($0) }
            let (viewer, now) = (context.viewer, backend.clock())
            let own = backend.chapter.feeds.chapter
            let map = try await backend.chapter.read { db in
                try PlaceMap.read(view, in: db, of: own, for: viewer, at: now).get()
            }
            let words = context.words
            let frame = try await backend.frame(
                words.say("places_map"), part: "people", context)
            return try backend.kit.show(
                PlaceMapPage(frame, words, map, isWhole: view == nil, viewer: viewer))
        }
        pages.get("people/map/list", .seePeople) { request, context in
            guard let cell = request.query("cell").flatMap({ PlaceCell($0) }) else {
                throw Refusal.notFound("part of the map")
            }
            let list = PlaceList(cell, after: request.query("after"), limit: Self.page)
            let viewer = context.viewer
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer).get()
            }
            let words = context.words
            let frame = try await backend.frame(
                words.count("places_here", page.count), part: "people", context)
            return try backend.kit.show(PlaceListPage(frame, words, page, cell: cell))
        }
        pages.get("people/map/check", .seePeople) { _, context in
            let viewer = context.viewer
            let report = try await backend.chapter.read { db in
                try PlaceReport.read(in: db, for: viewer).get()
            }
            let words = context.words
            let frame = try await backend.frame(
                words.say("places_check"), part: "people", context)
            return try backend.kit.show(
                PlaceReportPage(frame, words, report, mayChange: viewer.may(.managePeople)))
        }
    }
}
