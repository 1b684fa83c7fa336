import Chapter
import Hummingbird

/// The organizations and households that the chapter knows.
struct OrganizationPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/organizations", .seePeople) { request, context in
            try backend.kit.show(try await page(request, context))
        }
    }

    private func page(_ request: Request, _ context: Context) async throws -> OrganizationsPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let asked = request.query("kind").flatMap { ContactKind(rawValue: $0) }
        let kind = asked == .household ? ContactKind.household : .organization
        let search = request.query("q") ?? ""
        let list = OrganizationList(kind, search: search, after: request.query("after"))
        let page = try await backend.chapter.read { db in
            try list.answer(in: db, for: viewer, at: now).get()
        }
        let title = words.say("relations_\(kind.rawValue)s")
        let address = "/people/organizations\(kind == .household ? "?kind=household" : "")"
        let joint = kind == .household ? "&" : "?"
        let asking = search.isEmpty ? "" : "q=\(search.forQuery)&"
        return OrganizationsPage(
            frame: try await backend.frame(title, part: "people", context), t: words,
            tabs: PeopleTabs(.organizations, viewer, words), title: title,
            lead: words.count("relations_\(kind.rawValue)s_lead", page.count),
            mayChange: viewer.may(.managePeople),
            addAddress: "/people/add?kind=\(kind.rawValue)",
            add: words.say("relations_add_\(kind.rawValue)"),
            kinds: [ContactKind.organization, .household].map { other in
                OrganizationsPage.Kind(
                    name: words.say("relations_\(other.rawValue)s"),
                    address: "/people/organizations"
                        + (other == .household ? "?kind=household" : ""),
                    isHere: other == kind)
            },
            search: search, isHouseholds: kind == .household,
            none: page.entries.isEmpty
                ? words.say(
                    search.isEmpty
                        ? "relations_no_\(kind.rawValue)s" : "relations_nobody", ["name": search])
                : nil,
            hasEntries: !page.entries.isEmpty,
            entries: page.entries.map { entry in
                OrganizationsPage.Entry(
                    name: entry.contact.name, leadsTo: "/people/\(entry.contact.memberID)",
                    face: Face(entry.contact.name, number: entry.contact.memberID.number),
                    chip: entry.status == "contact" ? nil : Chip(status: entry.status, words),
                    phone: entry.phone, people: words.number(entry.people),
                    agreements: words.number(entry.agreements))
            },
            next: page.next.map { "\(address)\(joint)\(asking)after=\($0.forQuery)" })
    }
}

/// The organizations that the chapter knows, a page at a time.
struct OrganizationsPage: Page {
    /// Organizations or households.
    struct Kind: Sendable {
        let name: String
        let address: String
        let isHere: Bool
    }

    /// One of them.
    struct Entry: Sendable {
        let name: String
        let leadsTo: String
        let face: Face
        let chip: Chip?
        let phone: String?
        let people: String
        let agreements: String
    }

    static let template = "relations-organizations"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let title: String
    let lead: String
    let mayChange: Bool
    let addAddress: String
    let add: String
    let kinds: [Kind]
    let search: String
    let isHouseholds: Bool
    let none: String?
    let hasEntries: Bool
    let entries: [Entry]
    let next: String?
}
