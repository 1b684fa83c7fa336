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

    /// Collects what a list shows.
    public init(groupID: String, name: String, purpose: String, chapterID: String, members: Int) {
        self.groupID = groupID
        self.name = name
        self.purpose = purpose
        self.chapterID = chapterID
        self.members = members
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
    /// What was said, oldest first.
    public var posts: [PostAnswer]

    /// Collects a group.
    public init(
        groupID: String, name: String, purpose: String, chapterID: String,
        members: [HandleAnswer], posts: [PostAnswer]
    ) {
        self.groupID = groupID
        self.name = name
        self.purpose = purpose
        self.chapterID = chapterID
        self.members = members
        self.posts = posts
    }
}

/// Somebody in a group, by the name they chose for it.
public struct HandleAnswer: Codable, Hashable, Sendable {
    /// The chosen name.
    public var handle: String
    /// The chapter they belong to.
    public var chapterID: String

    /// Names somebody.
    public init(handle: String, chapterID: String) {
        self.handle = handle
        self.chapterID = chapterID
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
    /// What they said.
    public var text: String
    /// The post it answers, or null.
    @Nullable public var replyTo: String?
    /// When.
    public var at: Moment

    /// Collects a post.
    public init(
        postID: String, handle: String, chapterID: String, text: String, replyTo: String?,
        at: Moment
    ) {
        self.postID = postID
        self.handle = handle
        self.chapterID = chapterID
        self.text = text
        self.replyTo = replyTo
        self.at = at
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
