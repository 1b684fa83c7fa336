import Chapter
import Federation
import Feeds
import GRDB

/// What is around every page: where one is, where one can go, and how it stands with the others.
struct Frame: Sendable {
    /// One entry of the navigation.
    struct Place: Sendable {
        let address: String
        let icon: String
        let name: String
        let isHere: Bool
    }

    /// The sync light: a sentence, and whether all is well.
    struct Sync: Sendable {
        let isWell: Bool
        let headline: String
        let detail: String
    }

    let language: String
    let title: String
    let chapter: String
    /// How many members, in words.
    let size: String
    let places: [Place]
    let sync: Sync?
    /// The signed-in person's name and initials; nil for a visitor.
    let person: String?
    let initials: String?
    /// What was just done, to be shown once.
    let notice: String?
    let files: [String: String]

    /// The parts of the app in their order: key, address, icon, and the permission they take.
    static let parts: [(key: String, address: String, icon: String, needs: Permission)] = [
        ("home", "/", "home", .takePart),
        ("people", "/people", "people", .seePeople),
        ("meetings", "/meetings", "meetings", .takePart),
        ("votes", "/votes", "votes", .takePart),
        ("groups", "/groups", "groups", .takePart),
        ("chapters", "/chapters", "chapters", .takePart),
        ("settings", "/settings", "settings", .takePart),
    ]
}

extension Backend {
    /// The frame of a page for whoever looks.
    ///
    /// `part` is the key of the part of the app that the page belongs to.
    func frame(_ title: String, part: String, _ context: Context) async throws -> Frame {
        let words = context.words
        let viewer = context.viewer
        let own = chapter.feeds.chapter
        let (name, members, person) = try await chapter.read { db in
            (
                try chapter.feeds.name(of: own, in: db),
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM member WHERE status = 'member'") ?? 0,
                try viewer.memberID.flatMap { id in
                    try String.fetchOne(
                        db, sql: "SELECT name FROM member WHERE id = ?", arguments: [id])
                }
            )
        }
        return Frame(
            language: words.language.rawValue, title: title, chapter: name,
            size: words.count("frame_members", members),
            places: Frame.parts.filter { viewer.may($0.needs) }.map { place in
                Frame.Place(
                    address: place.address, icon: place.icon,
                    name: words.say("frame_\(place.key)"), isHere: place.key == part)
            },
            sync: viewer == .visitor ? nil : try await sync(words), person: person,
            initials: person.map(initials), notice: context.notice, files: kit.files.addresses)
    }

    private func initials(_ name: String) -> String {
        let words = name.split(separator: " ")
        return (words.prefix(1) + words.dropFirst().suffix(1)).compactMap { $0.first.map(String.init) }
            .joined().uppercased()
    }

    /// How it stands with the linked chapters, in words.
    private func sync(_ words: Wording) async throws -> Frame.Sync? {
        let links = try await node.links().filter {
            $0.state == .connected || $0.state == .unreachable
        }
        guard !links.isEmpty else { return nil }
        let heads = try await chapter.read { db in
            try chapter.feeds.ends(in: db).tips[chapter.feeds.author.feed]?.seq ?? 0
        }
        let upToDate = links.filter { $0.theyHave >= heads }.count
        let away = links.first { $0.state == .unreachable }
        let headline = words.say(
            "sync_shared", ["count": "\(upToDate)", "all": "\(links.count)"])
        let detail = away.map { words.say("sync_away", ["chapter": $0.name]) } ?? ""
        return Frame.Sync(isWell: upToDate == links.count, headline: headline, detail: detail)
    }
}
