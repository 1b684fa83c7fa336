import Chapter
import Hummingbird

/// The agreements of the chapter: those that go on, that end soon, that are over.
struct AgreementListPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("agreements", .seePeople) { request, context in
            let part =
                request.query("part").flatMap { AgreementList.Part(rawValue: $0) } ?? .current
            let from = request.query("from").flatMap { Int($0) } ?? 0
            return try backend.kit.show(
                try await page(part, from, request.query("tag") ?? "", context))
        }
    }

    private func page(
        _ part: AgreementList.Part, _ from: Int, _ tag: String, _ context: Context
    ) async throws -> AgreementsPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let page = try await backend.chapter.read { db in
            try AgreementList(part, tag: tag, skipping: from)
                .answer(in: db, for: viewer, at: now).get()
        }
        func address(_ part: AgreementList.Part, _ tag: String, from: Int? = nil) -> String {
            let pairs = [
                part == .current ? nil : "part=\(part.rawValue)",
                tag.isEmpty ? nil : "tag=\(tag.forQuery)", from.map { "from=\($0)" },
            ].compactMap { $0 }
            return "/agreements" + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        }
        let next = page.next.map { address(part, tag, from: $0) }
        return AgreementsPage(
            frame: try await backend.frame(words.say("agreements_title"), part: "people", context),
            t: words, tabs: PeopleTabs(.agreements, viewer, words),
            mayChange: viewer.may(.managePeople),
            lead: words.count("agreements_count_\(part.rawValue)", page.count),
            parts: AgreementList.Part.allCases.map {
                AgreementsPage.Part(
                    name: words.say("agreements_part_\($0.rawValue)"), address: address($0, tag),
                    isHere: $0 == part)
            },
            filter: TagFilter(tag, without: address(part, "")),
            rows: page.entries.map { AgreementRow($0, words) }, hasRows: !page.entries.isEmpty,
            none: page.entries.isEmpty ? words.say("agreements_none_\(part.rawValue)") : nil,
            next: next)
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
    let rows: [AgreementRow]
    let hasRows: Bool
    let none: String?
    let next: String?
}
