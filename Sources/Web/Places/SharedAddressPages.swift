import Chapter
import HTTPTypes
import Hummingbird

/// An address that several have: changing it for all of them, and taking it over.
struct SharedAddressPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/addresses/:place/change", .managePeople) { _, context in
            try await show(nil, context)
        }
        pages.post("people/:person/addresses/:place/change", .managePeople) { request, context in
            let form = try await request.form(context)
            let (member, place) = (try context.person(), try place(context))
            let act = ChangeSharedAddress(
                member, place,
                to: PostalAddress(
                    line1: form["line1"], line2: form["line2"], city: form["city"],
                    region: form["region"], postcode: form["postcode"], country: form["country"]),
                alsoFor: form.all("id").compactMap { MemberID($0) },
                expectedVersion: Int(form["version"]))
            do {
                let changed = try await backend.perform(act, context)
                return .seeOther(
                    Notice.after(
                        changed.id == nil ? "person_same" : "address_changed",
                        at: "/people/\(member)", undo: changed.id.map(String.init)))
            } catch let refusal as Refusal where [.invalid, .conflict].contains(refusal.code) {
                let field = refusal.field == "address" ? "line1" : refusal.field
                return try await show(
                    form, context, [Problem(field, context.words.sentence(refusal))])
            }
        }
        pages.post("people/:person/addresses/taken", .managePeople) { request, context in
            let form = try await request.form(context)
            let member = try context.person()
            guard let holder = MemberID(form["of"]) else { throw Refusal.notFound("contact") }
            _ = try await backend.perform(TakeAddressOf(member, holder), context)
            return .seeOther(
                Notice.after("address_taken", at: "/people/\(member)/addresses"))
        }
    }

    private func place(_ context: Context) throws -> Int {
        try context.id("place", "address") { Int($0) }
    }

    private func show(_ form: Form?, _ context: Context, _ problems: [Problem] = []) async throws
        -> Response
    {
        let (words, viewer) = (context.words, context.viewer)
        let (member, place) = (try context.person(), try place(context))
        let (record, all) = try await backend.chapter.read { db in
            (
                try MemberRecord.read(member, in: db, for: viewer).get(),
                try SharedAddress.all(of: member, in: db, for: viewer).get()
            )
        }
        guard let shared = all.first(where: { $0.place == place }) else {
            throw Refusal.notFound("address")
        }
        let title = words.say("places_shared_title")
        let frame = try await backend.frame(title, part: "people", context)
        return try backend.kit.show(
            SharedAddressPage(frame.narrow(), words, record, shared, form, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// New lines for an address, and for whom.
struct SharedAddressPage: Page {
    /// Somebody else who has it.
    struct Other: Sendable {
        let id: String
        let name: String
        let isChosen: Bool
    }

    static let template = "places-shared"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let action: String
    let version: Int
    let heading: String
    let counted: String
    let others: [Other]
    let hasOthers: Bool
    let many: String?
    let fields: [Field]

    init(
        _ frame: Frame, _ words: Wording, _ record: MemberRecord, _ shared: SharedAddress,
        _ form: Form?, _ problems: [Problem]
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        address = "/people/\(record.memberID)/addresses"
        action = "\(address)/\(shared.place)/change"
        version = record.version
        heading = shared.address.shownLines
        counted = words.count("places_shared_for", shared.others.count + 1)
        // Everybody has it unless somebody says otherwise.
        let chosen = form.map { Set($0.all("id")) }
        others = shared.others.map { other in
            Other(
                id: other.memberID.description, name: other.name,
                isChosen: chosen?.contains(other.memberID.description) ?? true)
        }
        hasOthers = !others.isEmpty
        many =
            shared.count > others.count
            ? words.say("places_shared_many", ["count": words.number(others.count)]) : nil
        let old = shared.address
        let lines = [
            ("line1", "address_line_1", old.line1), ("line2", "address_line_2", old.line2),
            ("postcode", "postcode", old.postcode), ("city", "city", old.city),
            ("region", "region", old.region), ("country", "country", old.country),
        ]
        fields = lines.map { name, label, value in
            Field(
                name, label: words.say("people_export_\(label)"), value: form?[name] ?? value,
                problems: problems)
        }
    }
}

extension PostalAddress {
    /// The address in one line.
    var shownLines: String {
        let place = [postcode, city].filter { !$0.isEmpty }.joined(separator: " ")
        return [line1, line2, place, region, country].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}
