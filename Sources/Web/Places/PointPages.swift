import Chapter
import Feeds
import HTTPTypes
import Hummingbird
import NIOCore

/// Points that are set by hand: of a contact's address, and of places of meetings.
struct PointPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/place", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try await show(context, form, typed: nil)
        }
        pages.post("people/:person/place", .managePeople) { request, context in
            let form = try await request.form(context)
            let member = try context.person()
            guard form.isOn("remove") || GeoPoint(typed: form["point"]) != nil else {
                let problem = Problem("point", context.words.say("places_no_point"))
                return try await show(context, form, typed: form["point"], [problem])
            }
            let point = form.isOn("remove") ? nil : GeoPoint(typed: form["point"])
            do {
                _ = try await backend.perform(SetPlace(member, point), context)
            } catch let refusal as Refusal where refusal.code == .conflict {
                let problem = Problem(refusal, context.words)
                return try await show(context, form, typed: form["point"], [problem])
            }
            return .seeOther(
                Notice.after(
                    point == nil ? "places_unset" : "places_set", at: "/people/\(member)"))
        }
        pages.get("people/map/drawing.svg", .managePeople) { request, context in
            try await drawing(Form(encoded: request.uri.query ?? ""), context)
        }
        pages.get("people/map/meetings", .managePeople) { _, context in
            try await showMeetings(context)
        }
        pages.get("people/map/meetings/at", .managePeople) { request, context in
            try await showMeeting(Form(encoded: request.uri.query ?? ""), context)
        }
        pages.post("people/map/meetings", .managePeople) { request, context in
            let form = try await request.form(context)
            let typed = form["point"]
            let point = GeoPoint(typed: typed)
            guard point != nil || typed.isBlank else {
                let problem = Problem(nil, context.words.say("places_no_point"))
                return try await showMeetings(context, [problem])
            }
            _ = try await backend.perform(SetMeetingPlace(form["place"], point), context)
            return .seeOther(
                Notice.after(
                    point == nil ? "places_unset" : "places_set", at: "/people/map/meetings"))
        }
    }

    /// The picture under a map that is pressed.
    private func drawing(_ form: Form, _ context: Context) async throws -> Response {
        let (viewer, view) = (context.viewer, PlaceView(form["bbox"]))
        let drawing = try await backend.chapter.read { db in
            try PlaceDrawing.read(view, in: db, for: viewer).get()
        }
        let svg = drawing.svg(marked: GeoPoint(typed: form["at"]))
        return Response(
            status: .ok,
            headers: [.contentType: "image/svg+xml; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: svg)))
    }

    private func show(
        _ context: Context, _ form: Form, typed: String?, _ problems: [Problem] = []
    ) async throws -> Response {
        let member = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let (view, marked) = (PlaceView(form["bbox"]), PinMap.marked(form))
        let (name, place, drawing) = try await backend.chapter.read { db in
            let place = try PersonPlace.read(of: member, in: db, for: viewer).get()
            return (
                try MemberRecord.read(member, in: db, for: viewer).get().name, place,
                try PlaceDrawing.read(view, near: marked ?? place.point, in: db, for: viewer)
                    .get()
            )
        }
        var frame = try await backend.frame(words.say("places_of_person"), part: "people", context)
        frame.isNarrow = true
        let page = PersonPlacePage(
            frame: frame, t: words, problems: Problems(problems, words), name: name,
            address: "/people/\(member)", lines: place.address, hasAddress: !place.address.isEmpty,
            point: place.point.map { words.degrees($0) },
            source: place.point.map { _ in words.source(place.source) },
            isByHand: place.source == .byHand, branch: place.branch,
            map: place.point.map { "/people/map?bbox=\(PlaceView(near: $0).text)" },
            pin: PinMap(
                drawing, at: "/people/\(member)/place", marked: marked ?? place.point,
                isWhole: view == nil, words),
            typed: Field(
                "point", label: words.say("places_point"),
                value: typed ?? marked?.text
                    ?? (place.source == .byHand ? place.point?.text ?? "" : ""),
                help: words.say("places_point_help"), isRequired: true, problems: problems))
        return try backend.kit.show(
            page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    /// One place of meetings on the map.
    private func showMeeting(_ form: Form, _ context: Context) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let own = backend.chapter.feeds.chapter
        let (view, marked, asked) = (PlaceView(form["bbox"]), PinMap.marked(form), form["place"])
        let (found, drawing) = try await backend.chapter.read { db in
            let places = try MeetingPlace.all(in: db, of: own, for: viewer).get()
            let place = places.first { $0.isCalled(asked) }
            return (
                place,
                try PlaceDrawing.read(view, near: marked ?? place?.point, in: db, for: viewer)
                    .get()
            )
        }
        guard let place = found else { throw Refusal.notFound("place of meetings") }
        let now = marked ?? place.point
        let page = MeetingPlacePage(
            frame: try await backend.frame(place.place, part: "people", context).narrow(), t: words,
            place: place.place, meetings: words.happened(at: place),
            pin: PinMap(
                drawing, at: "/people/map/meetings/at",
                carried: [HiddenField(name: "place", value: place.place)], marked: now,
                isWhole: view == nil, words),
            typed: Field(
                "point", label: words.say("places_point"), value: now?.text ?? "",
                help: words.say("places_point_help"), isRequired: true))
        return try backend.kit.show(page)
    }

    private func showMeetings(_ context: Context, _ problems: [Problem] = []) async throws
        -> Response
    {
        let (words, viewer) = (context.words, context.viewer)
        let own = backend.chapter.feeds.chapter
        let places = try await backend.chapter.read { db in
            try MeetingPlace.all(in: db, of: own, for: viewer).get()
        }
        var frame = try await backend.frame(
            words.say("places_of_meetings"), part: "people", context)
        frame.isNarrow = true
        let page = MeetingPlacesPage(
            frame: frame, t: words, problems: Problems(problems, words),
            rows: places.enumerated().map { index, place in
                MeetingPlacesPage.Row(
                    id: "point-\(index)", place: place.place,
                    meetings: words.happened(at: place),
                    label: words.say("places_point_of", ["place": place.place]),
                    point: place.point?.text ?? "",
                    onMap: "/people/map/meetings/at?place=\(place.place.forQuery)")
            }, hasRows: !places.isEmpty)
        return try backend.kit.show(
            page, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Wording {
    /// How many meetings and conversations are at a place.
    fileprivate func happened(at place: MeetingPlace) -> String {
        let meetings = place.meetings > 0 ? count("places_meetings", place.meetings) : nil
        let talks = place.interactions > 0 ? count("places_talks", place.interactions) : nil
        return [meetings, talks].compactMap { $0 }.joined(separator: " · ")
    }
}

/// Where a contact's address is, with what changes it.
struct PersonPlacePage: Page {
    static let template = "places-person"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let name: String
    let address: String
    let lines: [String]
    let hasAddress: Bool
    let point: String?
    let source: String?
    let isByHand: Bool
    let branch: String?
    let map: String?
    let pin: PinMap
    let typed: Field
}

/// One place of meetings, with the map on which it is pressed.
struct MeetingPlacePage: Page {
    static let template = "places-meeting"
    let frame: Frame
    let t: Wording
    let place: String
    let meetings: String
    let pin: PinMap
    let typed: Field
}

/// The places of meetings, each with its point.
struct MeetingPlacesPage: Page {
    /// A place.
    struct Row: Sendable {
        let id: String
        let place: String
        let meetings: String
        let label: String
        let point: String
        let onMap: String
    }

    static let template = "places-meetings"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let rows: [Row]
    let hasRows: Bool
}

/// Where a contact is, on their page.
struct PersonPlacePart: Sendable {
    let point: String?
    let source: String?
    let branch: String?
    let map: String?
    /// Where it is set; nil for whoever may not.
    let change: String?
    /// How the home addresses were read.
    let readings: [String]
    let hasReadings: Bool
    /// Where that is put right; nil for whoever may not.
    let put: String?

    /// The part of a contact's page; nil where there is no address, or nobody may know.
    init?(
        _ place: PersonPlace, _ readings: [AddressReading], of member: MemberID, _ words: Wording,
        viewer: Viewer
    ) {
        guard !place.address.isEmpty else { return nil }
        self.readings = readings.map { words.reading($0) }
        hasReadings = !readings.isEmpty
        put = viewer.may(.managePeople) ? "/people/\(member)/addresses" : nil
        point = place.point.map { words.degrees($0) }
        source = place.point.map { _ in words.source(place.source) }
        branch = place.branch
        map = place.point.map { "/people/map?bbox=\(PlaceView(near: $0).text)" }
        change = viewer.may(.managePeople) ? "/people/\(member)/place" : nil
    }
}
