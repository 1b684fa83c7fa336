import Chapter
import Feeds
import HTTPTypes
import Hummingbird
import NIOCore

/// The map in the API: outlines, points, branches and what does not fit together.
struct PlaceRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        addMap(to: api)
        addOutlines(to: api)
        addPoints(to: api)
    }

    private func addMap(to api: RouterGroup<Context>) {
        api.get("map") { request, context in
            let view = try view(request)
            let list = try list(request)
            let (viewer, now) = (context.viewer, backend.clock())
            let own = backend.chapter.feeds.chapter
            let map = try await backend.chapter.read { db in
                try PlaceMap.read(
                    view, among: list, in: db, of: own, for: viewer, at: now
                ).get()
            }
            return Answer(PlaceMapAnswer(map))
        }
        api.get("map/cells/:cell") { request, context in
            let cell = try context.id("cell", "part of the map") { PlaceCell($0) }
            let list = PlaceList(
                cell, of: try list(request), after: request.query("after"),
                limit: try request.number("limit", or: 100, in: 1...1000))
            let viewer = context.viewer
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer).get()
            }
            var response = try Answer(page.contacts.map(PlacedContactAnswer.init))
                .response(from: request, context: context)
            if let next = page.next, let name = HTTPField.Name(RequestClient.nextPage) {
                response.headers[name] = PeopleQuery.encoded(next)
            }
            return response
        }
        api.get("map/report") { _, context in
            let viewer = context.viewer
            let report = try await backend.chapter.read { db in
                try PlaceReport.read(in: db, for: viewer).get()
            }
            return Answer(PlaceReportAnswer(report))
        }
    }

    /// Whom the map is of, with the filters of `GET /members`; nil without any of them.
    private func list(_ request: Request) throws -> MemberList? {
        let filters: [Substring] = ["search", "status", "tag", "interest", "saved", "query"]
        guard filters.contains(where: { request.query($0) != nil }) else { return nil }
        return try request.memberList(at: backend.clock())
    }

    private func view(_ request: Request) throws -> PlaceView? {
        guard let text = request.query("bbox") else { return nil }
        guard let view = PlaceView(text) else {
            throw Refusal.invalid("bbox", "“bbox” is west,south,east,north in degrees.")
        }
        return view
    }

    private func addOutlines(to api: RouterGroup<Context>) {
        api.get("outlines") { _, context in
            let viewer = context.viewer
            return Answer(
                try await backend.chapter.read { db in try Outline.all(in: db, for: viewer).get() })
        }
        api.post("outlines") { request, context in
            try context.require(.managePeople)
            guard let kind = Outline.Kind(rawValue: request.query("kind") ?? "") else {
                throw Refusal.invalid("kind", "“kind” is one of: coastline, branch.")
            }
            let body = try await request.body.collect(upTo: GeoLimits.bytes)
            let act = AddOutlines(
                kind, file: Array(body.readableBytesView), name: request.query("name") ?? "",
                property: request.query("property") ?? "")
            return Answer(try await backend.perform(act, context), status: .created)
        }
        api.delete("outlines/:outline") { _, context in
            let id = try context.id("outline", "outline") { Int64($0) }
            _ = try await backend.perform(RemoveOutline(id), context)
            return Answer(DoneAnswer())
        }
        api.post("branches") { request, context in
            let branch = try await request.json(EnteredBranch.self, context)
            let act = ChangeBranch(name: branch.name, postcodes: branch.postcodes)
            return Answer(try await backend.perform(act, context), status: .created)
        }
        api.put("branches/:outline") { request, context in
            let id = try context.id("outline", "branch") { Int64($0) }
            let branch = try await request.json(EnteredBranch.self, context)
            let act = ChangeBranch(id, name: branch.name, postcodes: branch.postcodes)
            return Answer(try await backend.perform(act, context))
        }
        api.get("branches/assignment") { request, context in
            let (viewer, onlyBlanks) = (context.viewer, request.query("onlyBlanks") == "true")
            return Answer(
                try await backend.chapter.read { db in
                    try BranchPlan.read(onlyBlanks: onlyBlanks, in: db, for: viewer).get()
                })
        }
        api.post("branches/assignment") { request, context in
            let entered = try await request.json(or: EnteredAssignment(), context)
            let act = AssignBranches(onlyBlanks: entered.onlyBlanks ?? false)
            return Answer(AssignedAnswer(try await backend.perform(act, context)))
        }
        api.post("branches/assignment/:bulk/reversal") { _, context in
            let id = try context.id("bulk", "change of many people") { Int64($0) }
            let undone = try await backend.perform(UndoLabels(id), context)
            return Answer(UndoneAssignmentAnswer(restored: undone.restored, kept: undone.kept))
        }
    }

    private func addPoints(to api: RouterGroup<Context>) {
        api.get("members/:member/place") { _, context in
            let (id, viewer) = (try member(context), context.viewer)
            let place = try await backend.chapter.read { db in
                try PersonPlace.read(of: id, in: db, for: viewer).get()
            }
            return Answer(PersonPlaceAnswer(place))
        }
        api.put("members/:member/place") { request, context in
            let entered = try await request.json(EnteredPoint.self, context)
            let act = SetPlace(try member(context), try entered.point())
            return Answer(PersonPlaceAnswer(try await backend.perform(act, context)))
        }
        api.delete("members/:member/place") { _, context in
            let act = SetPlace(try member(context), nil)
            return Answer(PersonPlaceAnswer(try await backend.perform(act, context)))
        }
        api.post("postcodes") { request, context in
            try context.require(.managePeople)
            let body = try await request.body.collect(upTo: OutlinePages.listBytesAtMost)
            let act = AddPostcodes(.bytes(Array(body.readableBytesView)))
            return Answer(try await backend.perform(act, context), status: .created)
        }
        api.delete("postcodes") { _, context in
            _ = try await backend.perform(RemovePostcodes(), context)
            return Answer(DoneAnswer())
        }
        api.get("meeting-places") { _, context in
            let (viewer, own) = (context.viewer, backend.chapter.feeds.chapter)
            return Answer(
                try await backend.chapter.read { db in
                    try MeetingPlace.all(in: db, of: own, for: viewer).get()
                })
        }
        api.put("meeting-places") { request, context in
            let entered = try await request.json(EnteredMeetingPlace.self, context)
            let point: GeoPoint?
            if let latitude = entered.latitude, let longitude = entered.longitude {
                point = try EnteredPoint(latitude: latitude, longitude: longitude).point()
            } else {
                point = nil
            }
            _ = try await backend.perform(SetMeetingPlace(entered.place, point), context)
            return Answer(DoneAnswer())
        }
    }

    private func member(_ context: Context) throws -> MemberID {
        try context.id("member", "person", MemberID.init(_:))
    }
}

private struct EnteredBranch: Decodable {
    let name: String
    let postcodes: [String]
}

private struct EnteredAssignment: Decodable {
    var onlyBlanks: Bool?
}

private struct EnteredMeetingPlace: Decodable {
    let place: String
    let latitude: Double?
    let longitude: Double?
}

private struct EnteredPoint: Decodable {
    let latitude: Double
    let longitude: Double

    func point() throws -> GeoPoint {
        guard let point = GeoPoint(latitude: latitude, longitude: longitude) else {
            throw Refusal.invalid(
                "latitude",
                "A latitude is -90 to 90 degrees, and a longitude is -180 to 180 degrees.")
        }
        return point
    }
}
