import Chapter
import Hummingbird
import NIOCore

/// The agreements of the chapter: those that go on, that end soon, that are over.
struct AgreementListPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("agreements", .seePeople) { request, context in
            let part =
                request.query("part").flatMap { AgreementList.Part(rawValue: $0) } ?? .current
            let from = request.query("from").flatMap { Int($0) } ?? 0
            let asked = Asked(
                part: part, tag: request.query("tag") ?? "", kind: request.query("kind") ?? "")
            return try backend.kit.show(try await page(asked, from, context))
        }
        pages.post("agreements/export", .exportPeople) { request, context in
            let form = try await request.form(context)
            let chosen = ChosenAgreementKind(form["kind"])
            let list = AgreementList(
                AgreementList.Part(rawValue: form["part"]) ?? .current, tag: form["tag"],
                kind: chosen.kind, ownKind: chosen.own)
            let file = try await backend.perform(
                ExportAgreements(list, why: form.exportReason), context)
            return Response.download(
                ByteBuffer(string: file.text), .csv, named: "agreements.csv")
        }
    }

    /// What the list is asked for.
    private struct Asked {
        var part: AgreementList.Part
        var tag: String
        /// As `ChosenAgreementKind` reads it.
        var kind: String

        func address(from: Int? = nil) -> String {
            let pairs = [
                part == .current ? nil : "part=\(part.rawValue)",
                tag.isEmpty ? nil : "tag=\(tag.forQuery)",
                kind.isEmpty ? nil : "kind=\(kind.forQuery)", from.map { "from=\($0)" },
            ].compactMap { $0 }
            return "/agreements" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        }
    }

    private func page(_ asked: Asked, _ from: Int, _ context: Context) async throws
        -> AgreementsPage
    {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let chosen = ChosenAgreementKind(asked.kind)
        let list = AgreementList(
            asked.part, tag: asked.tag, skipping: from, kind: chosen.kind, ownKind: chosen.own)
        let page = try await backend.chapter.read { db in
            try list.answer(in: db, for: viewer, at: now).get()
        }
        let kinds = try await backend.agreementKinds(context)
        let none =
            asked.kind.isEmpty ? "agreements_none_\(asked.part.rawValue)" : "agreements_none_found"
        let carried = [("part", asked.part.rawValue), ("tag", asked.tag)]
            .map { HiddenField(name: $0.0, value: $0.1) }
        var untagged = asked
        untagged.tag = ""
        return AgreementsPage(
            frame: try await backend.frame(words.say("agreements_title"), part: "people", context),
            t: words, tabs: PeopleTabs(.agreements, viewer, words),
            mayChange: viewer.may(.managePeople),
            lead: words.count("agreements_count_\(asked.part.rawValue)", page.count),
            parts: AgreementList.Part.allCases.map { part in
                var other = asked
                other.part = part
                return AgreementsPage.Part(
                    name: words.say("agreements_part_\(part.rawValue)"), address: other.address(),
                    isHere: part == asked.part)
            },
            filter: TagFilter(asked.tag, without: untagged.address()),
            carried: carried.filter { !$0.value.isEmpty },
            kind: SelectField(
                name: "kind", label: words.say("agreements_kind"), help: nil,
                options: [
                    PeopleFilters.Option(
                        value: "", name: words.say("agreements_kinds_all"),
                        isChosen: asked.kind.isEmpty)
                ]
                    + ChosenAgreementKind.options(
                        kinds, chosen: asked.kind, words, retiredToo: true)),
            rows: page.entries.map { AgreementRow($0, words) }, hasRows: !page.entries.isEmpty,
            none: page.entries.isEmpty ? words.say(none) : nil,
            next: page.next.map { asked.address(from: $0) },
            export: ExportPart(
                "/agreements/export", carried + [HiddenField(name: "kind", value: asked.kind)],
                viewer, words))
    }
}

/// A page of agreements.
struct AgreementsPage: Page {
    /// A part to choose.
    struct Part: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    static let template = "agreements-list"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let mayChange: Bool
    let lead: String
    let parts: [Part]
    let filter: TagFilter?
    /// What the choice of a kind carries along.
    let carried: [HiddenField]
    let kind: SelectField
    let rows: [AgreementRow]
    let hasRows: Bool
    let none: String?
    let next: String?
    let export: ExportPart?
}
