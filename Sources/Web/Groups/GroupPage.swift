import Chapter
import Federation
import Foundation

/// A name in a group, as pages show it.
struct HandleShown: Sendable {
    let name: String
    let chapter: String
    let initial: String
    /// The colour of the face, so that two people look different.
    let tone: String
    let isSteward: Bool

    init(_ handle: GroupHandle, _ names: [ChapterID: String], _ words: Wording) {
        name = handle.name
        chapter = names[handle.chapter] ?? words.say("groups_unknown_chapter")
        initial = handle.name.prefix(1).uppercased()
        let tones = ["", "two", "three", "four"]
        tone = tones[Int(handle.id.bytes.last ?? 0) % tones.count]
        isSteward = handle.isSteward
    }
}

/// A group: what is said, who is in it, what the viewer can do.
struct GroupPage: Page {
    /// How many answers deep the talk is set in; what is deeper stands at this depth.
    static let deepest = 4

    /// One post in its place.
    struct Post: Sendable {
        /// A box to close, or to open, around it: one entry each.
        struct Box: Sendable {}

        let closed: [Box]
        let opened: [Box]
        /// Whether a thread begins here that is not the first on the page.
        let hasRule: Bool
        let id: String
        let from: HandleShown
        let when: String
        let whole: String
        let machine: String
        let text: String
        /// Whether it was taken back: then there is neither a name nor a text.
        let isTakenBack: Bool
        /// Where it is answered; nil for somebody who is not in the group.
        let answer: String?
        /// Where its writer sees who has it, and takes it back; nil for others.
        let own: String?
    }

    /// How many members a chapter has in the group.
    struct Share: Sendable {
        let chapter: String
        let members: String
    }

    static let template = "groups-group"
    let frame: Frame
    let t: Wording
    let name: String
    let purpose: String
    let hasPosts: Bool
    let posts: [Post]
    let left: [Post.Box]
    let isLater: Bool
    let first: String
    let next: String?
    let size: String
    let faces: [HandleShown]
    let shares: [Share]
    let peopleLink: String
    let charter: String?
    let founded: String
    /// What the viewer is called in it; nil if they are not in it.
    let handle: String?
    let join: String
    let leave: String
    let action: String
    let problems: Problems
    let text: Field
    let postAs: String
    /// How far a group that was founded here has got; nil for one of another chapter.
    let reached: ReachedPart?
    /// What is to be done about it, for whoever sees people.
    var tasks: SubjectTasksPart?
    /// Its tags in this chapter, for whoever sees people.
    var tagging: ThingTagsPart?

    init(
        frame: Frame, t words: Wording, group: GroupSummary, people: GroupPeople,
        talk: GroupDiscussion, isLater: Bool, text: String, problems: [Problem],
        names: [ChapterID: String], reached: ReachedPart?, taking chapter: ChapterID?,
        now: Timestamp
    ) {
        self.reached = reached
        self.frame = frame
        t = words
        let address = "/groups/\(group.id)"
        name = group.name
        purpose = group.purpose
        hasPosts = !talk.posts.isEmpty
        (posts, left) = Self.places(talk.posts, group, names, taking: chapter, now, words)
        self.isLater = isLater
        first = address
        next = talk.next.map { "\(address)?from=\($0)" }
        size = words.size(of: group)
        faces = people.handles.prefix(6).map { HandleShown($0, names, words) }
        shares = people.shares.map {
            Share(
                chapter: names[$0.chapter] ?? words.say("groups_unknown_chapter"),
                members: words.number($0.members))
        }
        peopleLink = address + "/people"
        charter = people.charter.isEmpty ? nil : people.charter
        founded = words.say(
            "groups_founded",
            [
                "chapter": names[group.chapter] ?? words.say("groups_unknown_chapter"),
                "day": words.day(group.founded),
            ])
        handle = group.ownHandle
        join = address + "/join"
        leave = address + "/leave"
        action = address + "/posts"
        self.problems = Problems(problems, words)
        self.text = Field(
            "text", label: words.say("groups_say"), value: text,
            help: words.say("groups_say_help", ["handle": group.ownHandle ?? ""]), lines: 4,
            isRequired: true, problems: problems)
        postAs = words.say("groups_post_as", ["handle": (group.ownHandle ?? "").shortened])
    }

    private static func places(
        _ posts: [GroupPost], _ group: GroupSummary, _ names: [ChapterID: String],
        taking chapter: ChapterID?, _ now: Timestamp, _ words: Wording
    ) -> (posts: [Post], left: [Post.Box]) {
        var shown: [Post] = []
        var level = 0
        for post in posts {
            let goal = shown.isEmpty ? 0 : min(post.depth, level + 1, deepest)
            shown.append(
                Post(
                    closed: Array(repeating: Post.Box(), count: max(0, level - goal)),
                    opened: Array(repeating: Post.Box(), count: max(0, goal - level)),
                    hasRule: !shown.isEmpty && post.depth == 0, id: "\(post.id)",
                    from: HandleShown(post.handle, names, words),
                    when: words.relative(post.at, to: now),
                    whole: words.whole(post.at),
                    machine: post.at.machineReadable, text: post.text,
                    isTakenBack: post.isTakenBack,
                    answer: group.ownHandle == nil || post.isTakenBack
                        ? nil : "/groups/\(group.id)/answer/\(post.id)",
                    own: post.isTakeable(by: chapter)
                        ? "/groups/\(group.id)/posts/\(post.id)" : nil))
            level = goal
        }
        return (shown, Array(repeating: Post.Box(), count: level))
    }
}

extension GroupPost {
    /// Whether the viewer has written it, or may take back what is said in their chapter, which
    /// this is; nil for somebody who may not.
    func isTakeable(by chapter: ChapterID?) -> Bool {
        !isTakenBack && (isOwn || handle.chapter == chapter)
    }
}

/// Who is in a group, chapter by chapter.
struct GroupPeoplePage: Page {
    /// A name under the chapter that it is from.
    struct Row: Sendable {
        let handle: HandleShown
        let joined: String
    }

    static let template = "groups-people"
    let frame: Frame
    let t: Wording
    let name: String
    let back: String
    let size: String
    let shares: [GroupPage.Share]
    let rows: [Row]
    let hasRows: Bool
    let next: String?

    init(
        frame: Frame, t words: Wording, group: GroupSummary, people: GroupPeople,
        names: [ChapterID: String]
    ) {
        self.frame = frame
        t = words
        name = group.name
        back = "/groups/\(group.id)"
        size = words.size(of: group)
        shares = people.shares.map {
            GroupPage.Share(
                chapter: names[$0.chapter] ?? words.say("groups_unknown_chapter"),
                members: words.number($0.members))
        }
        rows = people.handles.map { handle in
            Row(
                handle: HandleShown(handle, names, words),
                joined: words.say(
                    "groups_joined", ["day": words.day(handle.joined)]))
        }
        hasRows = !rows.isEmpty
        next = people.next.map { "/groups/\(group.id)/people?after=\($0)" }
    }
}
