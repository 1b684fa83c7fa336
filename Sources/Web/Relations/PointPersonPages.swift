import Chapter
import Hummingbird

/// Who looks after contacts: one or many at once, and how many each looks after.
struct PointPersonPages {
    let backend: Backend

    /// So many of the chosen are named.
    private static let namesAtMost = 12

    func add(to pages: PageRoutes) {
        pages.get("people/point-people", .seePeople) { _, context in
            try backend.kit.show(try await load(context))
        }
        pages.get("people/point-person", .managePeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/point-person", .managePeople) { request, context in
            try await set(try await request.form(context), context)
        }
        pages.post("people/point-person/:bulk/undo", .managePeople) { _, context in
            let change = try context.id("bulk", "change of many people", { Int64($0) })
            let undone = try await backend.perform(UndoPointPersons(change), context)
            return .seeOther(
                Notice.after(
                    undone.kept == 0 ? "people_undone" : "people_undone_some",
                    at: "/people/point-people"))
        }
    }

    private func set(_ form: Form, _ context: Context) async throws -> Response {
        let query = PeopleQuery(form)
        do {
            let who = MemberID(form["who"])
            guard who != nil || form["who"] == "nobody" else {
                throw Refusal.invalid("who", context.words.say("relations_point_choose"))
            }
            let ids = form.all("id").compactMap { MemberID($0) }
            let isAll = form.isOn("all")
            let done = try await backend.perform(
                SetPointPerson(
                    who, for: isAll ? .all(query.list(at: backend.clock())) : .these(ids)), context)
            let one = !isAll && ids.count == 1 ? ids[0] : nil
            return .seeOther(
                Notice.after(
                    done.id == nil ? "people_same" : "people_point_person",
                    at: one.map { "/people/\($0)" } ?? query.address("/people"),
                    undo: done.id.map(String.init)))
        } catch let refusal as Refusal where refusal.code == .invalid {
            let page = try await page(form, context, [Problem(refusal, context.words)])
            return try backend.kit.show(page, status: .unprocessableContent)
        }
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> PointPersonPage
    {
        let (words, viewer) = (context.words, context.viewer)
        let query = PeopleQuery(form)
        let ids = form.all("id").compactMap { MemberID($0) }
        let isAll = form.isOn("all")
        let people = form.chosenPeople(of: try query.list(at: backend.clock()))
        let search = form["find"]
        let (names, count, suggested, found, now) = try await backend.chapter.read { db in
            let suggested = try PointPersonLoad.suggested(in: db, for: viewer).get()
            let found = try ContactSearch(search, .person).answer(in: db, for: viewer).get()
            let now =
                try ids.count == 1
                ? PointPersonLoad.pointPerson(of: ids[0], in: db, for: viewer).get() : nil
            let chosen = try people.names(in: db, for: viewer, atMost: Self.namesAtMost)
            return (chosen.names, chosen.count, suggested, found, now)
        }
        let title = words.say("relations_point_title")
        let offered = search.isEmpty ? suggested : found.map(\.contact)
        let isOne = !isAll && ids.count == 1
        return PointPersonPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: title,
            names: words.names(names, of: count),
            isNobody: count == 0,
            back: isOne ? "/people/\(ids[0])" : query.address("/people"),
            backName: isOne ? names.first ?? "" : words.say("frame_people"),
            carried: form.carriedPeople(),
            search: search,
            none: !search.isEmpty && offered.isEmpty
                ? words.say("relations_nobody", ["name": search]) : nil,
            offered: offered.map {
                PointPersonPage.Offered(
                    id: $0.memberID.description, name: $0.name,
                    face: Face($0.name, number: $0.memberID.number),
                    isChosen: $0.memberID == now?.memberID)
            }, hasOffered: !offered.isEmpty,
            isNobodyChosen: isOne && now == nil,
            button: isOne
                ? words.say("relations_point_button")
                : words.count("relations_point_set", count))
    }

    private func load(_ context: Context) async throws -> PointPeoplePage {
        let (words, viewer) = (context.words, context.viewer)
        let load = try await backend.chapter.read { db in
            try PointPersonLoad.read(in: db, for: viewer).get()
        }
        let title = words.say("relations_load_title")
        let most = load.entries.map(\.count).max() ?? 1
        return PointPeoplePage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            tabs: PeopleTabs(.pointPeople, viewer, words),
            entries: load.entries.map { entry in
                PointPeoplePage.Entry(
                    name: entry.person.name, leadsTo: "/people/\(entry.person.memberID)",
                    face: Face(entry.person.name, number: entry.person.memberID.number),
                    warning: entry.status == "former" ? words.say("people_status_former") : nil,
                    list: "/people?point=\(entry.person.memberID)",
                    count: words.count("relations_load_contacts", entry.count),
                    members: words.count("relations_load_members", entry.members),
                    value: "\(entry.count)", most: "\(most)")
            }, hasEntries: !load.entries.isEmpty,
            nobodys: words.count("relations_load_nobodys", load.nobodys))
    }
}

/// Who is to look after some contacts.
struct PointPersonPage: Page {
    /// Somebody to choose.
    struct Offered: Sendable {
        let id: String
        let name: String
        let face: Face
        let isChosen: Bool
    }

    static let template = "relations-point"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let names: String
    let isNobody: Bool
    let back: String
    let backName: String
    let carried: [HiddenField]
    let search: String
    let none: String?
    let offered: [Offered]
    let hasOffered: Bool
    let isNobodyChosen: Bool
    let button: String
}

/// How many contacts each point person looks after.
struct PointPeoplePage: Page {
    /// One point person.
    struct Entry: Sendable {
        let name: String
        let leadsTo: String
        let face: Face
        let warning: String?
        let list: String
        let count: String
        let members: String
        let value: String
        let most: String
    }

    static let template = "relations-load"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let entries: [Entry]
    let hasEntries: Bool
    let nobodys: String
}
