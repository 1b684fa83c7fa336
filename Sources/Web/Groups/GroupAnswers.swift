import Chapter
import Federation

/// One interest group in the list.
public struct GroupAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var groupID: String
    /// What it is called.
    public var name: String
    /// What it is for.
    public var purpose: String
    /// The chapter where it was founded.
    public var chapterID: String
    /// How many handles belong to it now.
    public var members: Int

    /// The viewer's own handle in it, or null.
    @Nullable public var ownHandle: String?
    /// What it is about.
    public var interests: [String]
    /// How many posts there are.
    public var posts: Int

    init(_ group: GroupSummary) {
        groupID = group.id.description
        name = group.name
        purpose = group.purpose
        chapterID = group.chapter.description
        members = group.members
        ownHandle = group.ownHandle
        interests = group.interests
        posts = group.posts
    }
}

/// One interest group with who belongs to it and what was said.
public struct GroupDetailAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var groupID: String
    /// What it is called.
    public var name: String
    /// What it is for.
    public var purpose: String
    /// The chapter where it was founded.
    public var chapterID: String
    /// The handles that belong to it now.
    public var members: [HandleAnswer]
    /// What was said, thread after thread.
    public var posts: [PostAnswer]

    /// The rules it gave itself; empty if there are none.
    public var charter: String
    /// The viewer's own handle in it, or null.
    @Nullable public var ownHandle: String?

    init(_ group: GroupRecord) {
        groupID = group.summary.id.description
        name = group.summary.name
        purpose = group.summary.purpose
        chapterID = group.summary.chapter.description
        members = group.members.filter { $0.left == nil }.map(HandleAnswer.init)
        posts = group.posts.map(PostAnswer.init)
        charter = group.charter
        ownHandle = group.summary.ownHandle
    }
}

/// Somebody in a group, by the name they chose for it.
public struct HandleAnswer: Codable, Hashable, Sendable {
    /// The chosen name.
    public var handle: String
    /// The chapter they belong to.
    public var chapterID: String

    /// Whether somebody else in the group has the same name.
    public var ambiguous: Bool
    /// Whether they founded the group.
    public var steward: Bool

    init(_ handle: GroupHandle) {
        self.handle = handle.name
        chapterID = handle.chapter.description
        ambiguous = handle.isAmbiguous
        steward = handle.isSteward
    }
}

/// Something that was said in a group.
public struct PostAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var postID: String
    /// Who said it, by the name they chose.
    public var handle: String
    /// The chapter they belong to.
    public var chapterID: String
    /// What they said; empty if it was taken back.
    public var text: String
    /// Whether it was taken back: then nobody's name stands beside it.
    public var takenBack: Bool
    /// The post it answers, or null.
    @Nullable public var replyTo: String?
    /// When.
    public var at: Moment

    /// How deep it stands in its thread; 0 begins one.
    public var depth: Int

    init(_ post: GroupPost) {
        postID = post.id.description
        handle = post.handle.name
        chapterID = post.handle.chapter.description
        text = post.text
        takenBack = post.isTakenBack
        replyTo = post.replyTo?.description
        at = Moment(post.at)
        depth = post.depth
    }
}

/// The id of a post that was made.
public struct PostIDAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var postID: String

    /// Names a post.
    public init(postID: String) { self.postID = postID }
}

/// The id of a group that was founded.
public struct GroupIDAnswer: Codable, Hashable, Sendable {
    /// Thirty-two hexadecimal digits.
    public var groupID: String

    /// Names a group.
    public init(groupID: String) { self.groupID = groupID }
}

/// A group that may suit a member, and why.
public struct GroupSuggestionAnswer: Codable, Hashable, Sendable {
    /// The group.
    public var group: GroupAnswer
    /// Interests that both have.
    public var shared: [String]
    /// Why, in one sentence.
    public var reason: String

    init(_ suggestion: GroupSuggestion) {
        group = GroupAnswer(suggestion.group)
        shared = suggestion.shared
        reason = suggestion.reason
    }
}
