import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The page of one person, with tags, interests and skills that change in place.
struct PersonPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/me", .takePart) { _, context in
            guard let member = context.viewer.memberID else { throw Refusal.notFound("person") }
            return .seeOther("/people/\(member)")
        }
        pages.get("people/:person", .takePart) { request, context in
            if let kept = try await backend.keptContact(context) { return kept }
            return try backend.kit.show(try await page(request, context))
        }
        pages.get("people/:person/mine", .takePart) { _, context in
            try await ownFile(context)
        }
        pages.post("people/:person/tags", .managePeople) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            let removed = form["remove"]
            return removed.isEmpty
                ? try await change(TagMember(member, form["add"]), of: member, context)
                : try await change(UntagMember(member, removed), of: member, context)
        }
        pages.post("people/:person/interests", .takePart) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            let removed = form["remove"]
            if form["clear"] == "1" {
                return try await change(SetInterests(member, []), of: member, context)
            }
            return removed.isEmpty
                ? try await change(AddInterest(member, form["add"]), of: member, context)
                : try await change(RemoveInterest(member, removed), of: member, context)
        }
        pages.post("people/:person/skills", .takePart) { request, context in
            let member = try context.person()
            let form = try await request.form(context)
            let removed = form["remove"]
            if form["clear"] == "1" {
                return try await change(SetSkills(member, []), of: member, context)
            }
            return removed.isEmpty
                ? try await change(AddSkill(member, form["add"]), of: member, context)
                : try await change(RemoveSkill(member, removed), of: member, context)
        }
        pages.post("people/taken-back/:span", .takePart) { _, context in
            let span = (context.parameters.get("span") ?? "").split(separator: "-")
            guard span.count == 3, let member = MemberID(String(span[0])),
                let after = Int(span[1]), let through = Int(span[2])
            else { throw Refusal.notFound("change of a person") }
            let version = try await backend.perform(
                TakeBack(member, after: after, through: through), context)
            return .seeOther(
                Notice.after(
                    "person_taken_back", at: "/people/\(member)",
                    undo: "\(member)-\(version - 1)-\(version)"))
        }
    }

    /// Performs an act that counts the version up once, or not at all.
    private func change<A: Act>(_ act: A, of member: MemberID, _ context: Context) async throws
        -> Response where A.Value == Int
    {
        let viewer = context.viewer
        let before = try await backend.chapter.read { db in
            try MemberRecord.read(member, in: db, for: viewer)
        }.get()
        let version = try await backend.perform(act, context)
        let undo = version == before.version ? nil : "\(member)-\(version - 1)-\(version)"
        return .seeOther(
            Notice.after(
                undo == nil ? "person_same" : "person_changed", at: "/people/\(member)", undo: undo)
        )
    }

    private func page(_ request: Request, _ context: Context) async throws -> PersonPage {
        let member = try context.person()
        let (words, viewer) = (context.words, context.viewer)
        let filter = TimelineFilter(rawValue: request.query("show") ?? "") ?? .everything
        let before = request.query("before").flatMap { TimelinePosition($0) }
        let now = backend.clock()
        let view = try await backend.chapter.read { db in
            let record = try MemberRecord.read(member, in: db, for: viewer).get()
            let visits = try PersonVisits.read(of: member, in: db, for: viewer).get()
            let missed =
                viewer.may(.managePeople)
                ? try BuiltInRule.asking(in: db).filter { $0.isMissed(of: record) } : []
            return PersonView(
                record: record,
                timeline: try PersonTimeline(member, filter, before: before)
                    .answer(in: db, for: viewer).get(),
                filter: filter, tasks: try TaskList.open(on: member, in: db, for: viewer),
                days: try DueDays(at: now, in: db), visits: visits,
                activity: try PersonActivity.read(of: member, in: db, for: viewer, at: now).get(),
                membership: try MembershipFacts.read(member, in: db, for: viewer, at: now).get(),
                hasKinds: try MembershipType.areAny(in: db),
                labels: try LabelsInUse.read(in: db, for: viewer),
                ownFields: try OwnField.all(retired: true, in: db), missed: missed.map(\.field),
                linkedNames: try LinkedNames.read(
                    record.ownFields, of: OwnField.all(in: db), in: db, for: viewer),
                ties: try ContactTies.read(of: member, in: db, for: viewer, at: now).get(),
                objects: try ObjectsOfContact.read(of: member, in: db, for: viewer),
                duplicates: viewer.may(.managePeople)
                    ? DuplicatesPart(
                        member,
                        try DuplicatesPart.question(of: member).answer(in: db, for: viewer).get()
                            .pairs,
                        try MergeReport.all(into: member, in: db, for: viewer), words) : nil,
                residents: viewer.may(.managePeople)
                    ? try Residents.read(of: member, in: db, for: viewer) : nil,
                seers: try WhoSeesPeople.names(in: db, for: viewer),
                place: viewer.may(.seePeople)
                    ? try PersonPlace.read(of: member, in: db, for: viewer).get() : nil,
                readings: viewer.may(.seePeople)
                    ? try AddressReading.all(of: member, in: db, for: viewer).get() : [],
                directory: try DirectoryChoice.read(of: member, in: db, for: viewer, at: now)
                    .get())
        }
        let title = view.record.name
        var frame = try await backend.frame(title, part: "people", context)
        frame.isNarrow = !viewer.may(.seePeople)
        return PersonPage(frame, words, view, viewer: viewer)
    }

    /// What the chapter knows of the member who asks, to take along.
    private func ownFile(_ context: Context) async throws -> Response {
        let member = try context.person()
        let viewer = context.viewer
        guard viewer.memberID == member else {
            throw Refusal(.notAllowed, context.words.say("people_mine_only"))
        }
        let record = try await backend.chapter.read { db in
            try MemberRecord.read(member, in: db, for: viewer)
        }.get()
        return Response.download(
            ByteBuffer(bytes: try JSONEncoder.readable.encode(record)), .json,
            named: "my-record.json")
    }
}

extension Context {
    /// The person in the path.
    func person() throws -> MemberID { try id("person", "person", MemberID.init(_:)) }
}

extension JSONEncoder {
    /// For files that people open.
    fileprivate static var readable: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
