import Chapter
import HTTPTypes
import Hummingbird
import NIOCore

/// Taking contacts out as vCards, with the reason.
struct CardPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/cards", .exportPeople) { request, context in
            let form = Form(encoded: request.uri.query ?? "")
            return try backend.kit.show(try await page(form, context))
        }
        pages.post("people/cards", .exportPeople) { request, context in
            let form = try await request.form(context)
            do {
                let file = try await backend.perform(
                    ExportCards(try people(form), why: form["why"]), context)
                return Response.download(
                    ByteBuffer(string: file.text), .vCard, named: "contacts.vcf")
            } catch let refusal as Refusal where refusal.code == .invalid {
                let page = try await page(form, context, [Problem(refusal, context.words)])
                return try backend.kit.show(page, status: .unprocessableContent)
            }
        }
    }

    /// One contact, or everybody in a list.
    private func people(_ form: Form) throws -> LabelPeople.People {
        let ids = form.all("id").compactMap { MemberID($0) }
        return ids.isEmpty
            ? .all(try PeopleQuery(form).list(at: backend.clock())) : .these(ids)
    }

    private func page(_ form: Form, _ context: Context, _ problems: [Problem] = []) async throws
        -> CardPage
    {
        let (words, viewer) = (context.words, context.viewer)
        let query = PeopleQuery(form)
        let ids = form.all("id").compactMap { MemberID($0) }
        var list = try query.list(at: backend.clock())
        list.limit = 1
        let asked = list
        let (names, count) = try await backend.chapter.read { db in
            guard ids.isEmpty else {
                let names = try MemberList.names(of: ids, in: db, for: viewer)
                return (names, names.count)
            }
            return ([], try asked.answer(in: db, for: viewer).get().count)
        }
        let title =
            ids.count == 1
            ? words.say("relations_card_of", ["name": names.first ?? ""])
            : words.count("relations_cards", count)
        return CardPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            problems: Problems(problems, words), title: title,
            back: ids.count == 1 ? "/people/\(ids[0])" : query.address("/people"),
            carried: query.hidden()
                + ids.map { HiddenField(name: "id", value: $0.description) },
            why: Field(
                "why", label: words.say("people_export_why"), value: form["why"],
                help: words.say("relations_cards_why_help"), problems: problems))
    }
}

/// What goes out as vCards, and what for.
struct CardPage: Page {
    static let template = "relations-cards"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let back: String
    let carried: [HiddenField]
    let why: Field
}
