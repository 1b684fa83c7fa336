import Chapter

/// What is around every page: where one is, where one can go, and how it stands with the others.
struct Frame: Sendable {
    /// One entry of the navigation.
    struct Place: Sendable {
        let address: String
        let icon: String
        let name: String
        let isHere: Bool
        /// How much waits for the viewer there, and what it is, in words; nil for nothing.
        var count: String?
        var counted: String?
    }

    /// The sync light: a sentence, and whether all is well.
    struct Sync: Sendable {
        let isAmber: Bool
        let headline: String
        let detail: String
        /// Where more is said, for whoever may see it.
        let address: String?
        /// The element it is: a link, or only a box.
        let tag: String
    }

    let language: String
    let title: String
    let chapter: String
    /// How many members, in words.
    let size: String
    /// Where one can go; none on a page that stands alone.
    var places: [Place] = []
    /// What a phone has no room for in its bar.
    var more: [Place] = []
    var hasMore = false
    var sync: Sync?
    /// The signed-in person's name and initials; nil for a visitor.
    let person: String?
    let initials: String?
    let role: String
    /// What was just done, to be shown once.
    let notice: Notice?
    let files: [String: String]
    /// The stylesheet of the chapter's accent colour; nil for none.
    let accent: String?
    /// Whether the page is one to read or fill in, rather than to look over.
    var isNarrow = false

    /// The parts of the app in their order: key, address, icon, and the permission they take.
    ///
    /// Those after the first four are behind “More” on a phone, if there are more than five.
    static let parts: [(key: String, address: String, icon: String, needs: Permission)] = [
        ("home", "/", "home", .takePart),
        ("people", "/people", "people", .seePeople),
        ("meetings", "/meetings", "meetings", .takePart),
        ("votes", "/votes", "votes", .takePart),
        ("groups", "/groups", "groups", .takePart),
        ("directory", "/directory", "person", .takePart),
        ("chapters", "/chapters", "chapters", .takePart),
        ("settings", "/settings", "settings", .takePart),
    ]

    /// The same frame around a page to read or to fill in.
    func narrow() -> Frame {
        var frame = self
        frame.isNarrow = true
        return frame
    }
}

extension Backend {
    /// The frame of a page for whoever looks.
    ///
    /// `part` is the key of the part of the app that the page belongs to. A page that has counted
    /// what the viewer owes, or has asked for the links, hands them in.
    func frame(
        _ title: String, part: String, _ context: Context, owed: Int? = nil,
        links: [LinkAnswer]? = nil
    ) async throws -> Frame {
        let (words, viewer) = (context.words, context.viewer)
        let facts = try await facts(context)
        var frame = bareFrame(title, facts, context)
        let owed =
            if let owed { owed } else { try await chapter.votesOwed(by: viewer, at: clock()) }
        let icons = kit.files.addresses["icons_svg", default: ""]
        let parts = Frame.parts.filter { place in
            // Who keeps the lists finds the directory among them.
            viewer.may(place.needs) && (place.key != "directory" || !viewer.may(.seePeople))
        }
        let places = parts.map { place in
            Frame.Place(
                address: place.address, icon: "\(icons)#\(place.icon)",
                name: words.say("frame_\(place.key)"), isHere: place.key == part,
                count: place.key == "votes" && owed > 0 ? words.number(owed) : nil,
                counted: place.key == "votes" ? words.say("frame_votes_owed") : nil)
        }
        let inBar = places.count > 5 ? 4 : 5
        frame.places = Array(places.prefix(inBar))
        frame.more = Array(places.dropFirst(inBar))
        frame.hasMore = places.count > inBar
        if viewer != .visitor {
            let links = if let links { links } else { try await node.links() }
            frame.sync = sync(links.filter(\.state.isLinked), words, facts)
        }
        return frame
    }

    /// The frame of a page that stands alone, such as the booth: without navigation and light,
    /// and so without asking for what they show.
    func bareFrame(_ title: String, _ context: Context) async throws -> Frame {
        bareFrame(title, try await facts(context), context)
    }

    private func bareFrame(_ title: String, _ facts: ViewerFacts, _ context: Context) -> Frame {
        let words = context.words
        return Frame(
            language: words.language.rawValue, title: title, chapter: facts.chapter,
            size: words.count("frame_members", facts.members), person: facts.name,
            initials: facts.name.map(initials(of:)),
            role: words.say("role_\(context.viewer.roleName)"),
            notice: context.notice, files: kit.files.addresses,
            accent: facts.accent.flatMap(AccentStyle.init)?.address)
    }

    /// What every page says: read when the request came, or now where it was not.
    func facts(_ context: Context) async throws -> ViewerFacts {
        if let known = context.facts { return known }
        return try await chapter.facts(for: context.viewer)
    }

    /// How it stands with the linked chapters, in words.
    private func sync(_ links: [LinkAnswer], _ words: Wording, _ facts: ViewerFacts)
        -> Frame.Sync?
    {
        guard !links.isEmpty else { return nil }
        if facts.isForked {
            return Frame.Sync(
                isAmber: true, headline: words.say("sync_forked"),
                detail: words.say("sync_forked_what"), address: "/chapters", tag: "a")
        }
        let now = clock()
        let upToDate = links.filter { $0.theyHave >= facts.ownSeq }.count
        let shared = words.say("sync_shared", ["count": "\(upToDate)", "all": "\(links.count)"])
        if facts.waiting > 0 {
            return Frame.Sync(
                isAmber: true, headline: words.count("sync_waits", facts.waiting),
                detail: words.say("sync_waits_for"), address: "/chapters", tag: "a")
        }
        let late = links.filter { $0.isLate(at: now) }
        if let first = late.first {
            let headline =
                late.count == 1
                ? words.notHeard(first, at: now) : words.count("sync_late", late.count)
            return Frame.Sync(
                isAmber: true, headline: headline, detail: shared, address: "/chapters", tag: "a")
        }
        let away = links.first { $0.state == .unreachable && $0.theyHave < facts.ownSeq }
        let heard = links.compactMap { $0.lastHeard?.timestamp }.max()
        let detail =
            away.map { words.say("sync_away", ["chapter": $0.name]) }
            ?? heard.map { words.relative($0, to: now) } ?? ""
        return Frame.Sync(
            isAmber: away != nil, headline: shared, detail: detail, address: "/chapters", tag: "a")
    }
}

extension Viewer {
    /// The name of the message that says what the viewer is here.
    fileprivate var roleName: String {
        guard case .member(_, let roles) = self else { return "member" }
        if roles.count > 1 { return "both" }
        return roles.contains(.coordinator)
            ? "coordinator" : roles.contains(.federationAdmin) ? "admin" : "member"
    }
}
