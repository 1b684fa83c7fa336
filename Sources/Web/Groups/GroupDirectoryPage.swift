import Chapter
import Federation
import Foundation

/// The groups of all linked chapters, to look through.
struct GroupDirectoryPage: Page {
    /// One of the shelves.
    struct Shelf: Sendable {
        let address: String
        let name: String
        let isHere: Bool
    }

    /// A group in the directory.
    struct Card: Sendable {
        let address: String
        let name: String
        let purpose: String
        let hasInterests: Bool
        let interests: [String]
        /// What the viewer is called in it; nil if they are not in it.
        let handle: String?
        /// “because you chose housing”, or nil.
        let because: String?
        let size: String
        let button: String
        let buttonAddress: String
        let icon: String
    }

    static let template = "groups-directory"
    let frame: Frame
    let t: Wording
    /// Whether there is no group at all.
    let isEmpty: Bool
    let search: String
    let shelf: String
    let shelves: [Shelf]
    let finds: Bool
    let cards: [Card]
    /// What to say where nothing was found.
    let nothing: String
    let isLater: Bool
    let first: String
    let next: String?

    init(
        frame: Frame, t words: Wording, directory: GroupDirectory, shelf: GroupDirectory.Shelf,
        search: String, isLater: Bool, names: [ChapterID: String]
    ) {
        self.frame = frame
        t = words
        self.search = search
        self.shelf = shelf.rawValue
        self.isLater = isLater
        isEmpty = directory.counts[.all, default: 0] == 0
        finds = !directory.entries.isEmpty
        nothing =
            search.isEmpty
            ? words.say(shelf == .own ? "groups_none_own" : "groups_none_suggested")
            : words.say("groups_none_found", ["search": search])
        let query = Self.query(search)
        shelves = GroupDirectory.Shelf.allCases.map { one in
            Shelf(
                address: "/groups?show=\(one.rawValue)\(query)",
                name: words.say(
                    "groups_shelf_\(one.rawValue)",
                    ["count": words.number(directory.counts[one, default: 0])]),
                isHere: one == shelf)
        }
        first = "/groups?show=\(shelf.rawValue)\(query)"
        next = directory.next.map { "/groups?show=\(shelf.rawValue)\(query)&after=\($0)" }
        cards = directory.entries.map { entry in
            let group = entry.group
            let isIn = group.ownHandle != nil
            return Card(
                address: "/groups/\(group.id)", name: group.name, purpose: group.purpose,
                hasInterests: !group.interests.isEmpty, interests: group.interests,
                handle: group.ownHandle,
                because: isIn || entry.shared.isEmpty
                    ? nil : words.say("groups_because", ["interests": words.list(entry.shared)]),
                size: [
                    words.size(of: group), words.count("groups_posts", group.posts),
                    words.say(
                        "groups_founded_in",
                        ["chapter": names[group.chapter] ?? words.say("groups_unknown_chapter")]),
                ].joined(separator: " · "),
                button: words.say(isIn ? "groups_read" : "groups_look_join"),
                buttonAddress: "/groups/\(group.id)" + (isIn ? "" : "/join"),
                icon: isIn ? "talk" : "plus")
        }
    }

    private static func query(_ search: String) -> String {
        let text = search.forQuery
        return text.isEmpty ? "" : "&q=\(text)"
    }
}

extension Wording {
    /// “41 members in 5 chapters”.
    func size(of group: GroupSummary) -> String {
        say(
            "groups_size",
            [
                "chapters": count("groups_chapters", group.chapters),
                "members": count("groups_members", group.members),
            ])
    }
}
