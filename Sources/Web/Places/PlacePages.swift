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
            let list = try await list(request, context)
            let (viewer, now) = (context.viewer, backend.clock())
            let own = backend.chapter.feeds.chapter
            let map = try await backend.chapter.read { db in
                try PlaceMap.read(
                    view, among: list?.members, in: db, of: own, for: viewer, at: now
                ).get()
            }
            let words = context.words
            let frame = try await backend.frame(
                words.say("places_map"), part: "people", context)
            return try backend.kit.show(
                PlaceMapPage(
                    frame, words, map, of: list, isWhole: view == nil, viewer: viewer))
        }
        pages.get("people/map/place", .seePeople) { request, context in
            let (viewer, words) = (context.viewer, context.words)
            let name = request.query("name") ?? ""
            let place = try await backend.chapter.read { db in
                try NamedPlace.read(name, in: db, for: viewer)
            }.get()
            let frame = try await backend.frame(place.name, part: "people", context).narrow()
            var tagging: ThingTagsPart?
            if let thing = TaggedThing(kind: "place", id: name) {
                tagging = try await backend.tags(of: thing, context)
            }
            return try backend.kit.show(
                NamedPlacePage(frame, words, place, tagging: tagging, viewer: viewer))
        }
        pages.get("people/map/list", .seePeople) { request, context in
            guard let cell = request.query("cell").flatMap({ PlaceCell($0) }) else {
                throw Refusal.notFound("part of the map")
            }
            let people = try await list(request, context)
            let list = PlaceList(
                cell, of: people?.members, after: request.query("after"), limit: Self.page)
            let viewer = context.viewer
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer).get()
            }
            let words = context.words
            let frame = try await backend.frame(
                words.count("places_here", page.count), part: "people", context)
            return try backend.kit.show(PlaceListPage(frame, words, page, cell: cell, of: people))
        }
        addCheck(to: pages)
    }

    /// The list of people that the map is of; nil where it is of everybody.
    private func list(_ request: Request, _ context: Context) async throws -> MapOfList? {
        let query = PeopleQuery(Form(encoded: request.uri.query ?? ""))
        let members = try query.list(at: backend.clock())
        guard query.isNarrow else { return nil }
        let asked = try await backend.asked(query, context)
        return MapOfList(query: query, members: members, who: asked.who, count: asked.count)
    }

    private func addCheck(to pages: PageRoutes) {
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

/// A list of people that a map is of.
struct MapOfList: Sendable {
    let query: PeopleQuery
    let members: MemberList
    /// Who they are, in words.
    let who: String
    /// How many they are, with and without a point.
    let count: Int

    /// The address of a map of them.
    func map(_ view: PlaceView? = nil) -> String {
        query.address("/people/map", view.map { [("bbox", $0.text)] } ?? [])
    }

    /// The address of the list of those in a part of it.
    func part(_ cell: PlaceCell) -> String {
        query.address("/people/map/list", [("cell", cell.text)])
    }
}
