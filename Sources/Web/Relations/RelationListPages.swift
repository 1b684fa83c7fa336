import Chapter
import Hummingbird

/// All relations of a contact that read alike, and who is two steps away.
struct RelationListPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("people/:person/relations", .seePeople) { request, context in
            try backend.kit.show(try await list(request, context))
        }
        pages.get("people/:person/network", .seePeople) { _, context in
            try backend.kit.show(try await network(context))
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> RelationListPage {
        let member = try context.person()
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let direction = request.query("direction").flatMap { RelationDirection(rawValue: $0) }
        let list = RelationList(
            member, request.query("type").flatMap { Int64($0) } ?? 0, direction ?? .forward,
            isOver: request.query("over") != nil,
            skipping: request.query("from").flatMap { Int($0) } ?? 0)
        let (contact, page) = try await backend.chapter.read { db in
            (
                try ContactName.read(member, in: db, for: viewer).get(),
                try list.answer(in: db, for: viewer, at: now).get()
            )
        }
        let address = "/people/\(member)"
        let said = page.entries.first.map { words.relation($0.type, $0.direction) } ?? ""
        let title = "\(contact.name) \(said)"
        let mayChange = viewer.may(.managePeople)
        return RelationListPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            back: address, name: contact.name, said: said,
            count: words.count("relations_count", page.count),
            rows: page.entries.map { entry in
                RelationListPage.Row(
                    name: entry.other.name, leadsTo: "/people/\(entry.other.memberID)",
                    face: Face(entry.other.name, number: entry.other.memberID.number),
                    under: [words.span(from: entry.startsOn, to: entry.endsOn), entry.note]
                        .compactMap { $0 }.joined(separator: " · "),
                    change: mayChange ? "\(address)/relations/\(entry.id)" : nil)
            },
            next: page.next.map {
                "\(address)/relations?type=\(list.type)&direction=\(list.direction.rawValue)"
                    + "\(list.isOver ? "&over=1" : "")&from=\($0)"
            })
    }

    private func network(_ context: Context) async throws -> NetworkPage {
        let member = try context.person()
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let (contact, network) = try await backend.chapter.read { db in
            (
                try ContactName.read(member, in: db, for: viewer).get(),
                try RelationNetwork.read(around: member, in: db, for: viewer, at: now).get()
            )
        }
        let title = words.say("relations_network_title", ["name": contact.name])
        return NetworkPage(
            frame: try await backend.frame(title, part: "people", context), t: words,
            back: "/people/\(member)", name: contact.name, title: title,
            picture: NetworkPicture(around: contact, network, words),
            none: network.neighbours.isEmpty ? words.say("relations_none") : nil,
            near: network.neighbours.map { NetworkPage.Near($0, from: contact, words) },
            more: network.more > 0 ? words.count("people_and_more", network.more) : nil)
    }
}

/// Relations of one contact that read alike.
struct RelationListPage: Page {
    /// One of them.
    struct Row: Sendable {
        let name: String
        let leadsTo: String
        let face: Face
        let under: String
        let change: String?
    }

    static let template = "relations-list"
    let frame: Frame
    let t: Wording
    let back: String
    let name: String
    let said: String
    let count: String
    let rows: [Row]
    let next: String?
}

/// Who belongs to a contact, and who to those.
struct NetworkPage: Page {
    /// Somebody one step away.
    struct Near: Sendable {
        let contact: ContactLink
        let face: Face
        /// How the first contact belongs to them.
        let said: String
        let further: [Far]
        let hasFurther: Bool
        let more: String?
        let moreAddress: String
    }

    /// Somebody two steps away.
    struct Far: Sendable {
        let said: String
        let contact: ContactLink
    }

    static let template = "relations-network"
    let frame: Frame
    let t: Wording
    let back: String
    let name: String
    let title: String
    let picture: NetworkPicture?
    let none: String?
    let near: [Near]
    let more: String?
}

extension NetworkPage.Near {
    init(_ neighbour: RelationNetwork.Neighbour, from center: ContactName, _ words: Wording) {
        let contact = neighbour.contact
        self.contact = ContactLink(contact)
        face = Face(contact.name, number: contact.memberID.number)
        said = neighbour.relations
            .map { "\(center.name) \(words.relation($0.type, $0.direction)) \(contact.name)" }
            .joined(separator: " · ")
        further = neighbour.further.map {
            NetworkPage.Far(
                said: words.relation($0.type, $0.direction), contact: ContactLink($0.other))
        }
        hasFurther = !further.isEmpty
        more = neighbour.more > 0 ? words.count("people_and_more", neighbour.more) : nil
        moreAddress = "/people/\(contact.memberID)"
    }
}
