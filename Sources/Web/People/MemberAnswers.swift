/// The id of a person who was added or changed.
public struct MemberIDAnswer: Codable, Hashable, Sendable {
    /// A decimal number as text.
    public var memberID: String
    /// People who may be the same one; usually nobody.
    public var possibleDuplicates: [String]?

    /// Names a person.
    public init(memberID: String, possibleDuplicates: [String]? = nil) {
        self.memberID = memberID
        self.possibleDuplicates = possibleDuplicates
    }
}

/// One person in a list.
public struct MemberAnswer: Codable, Hashable, Sendable {
    /// A decimal number as text.
    public var memberID: String
    /// The name they go by.
    public var name: String
    /// `contact`, `supporter`, `member` or `former`.
    public var status: String
    /// The first e-mail address, or null.
    @Nullable public var email: String?
    /// The first phone number, or null.
    @Nullable public var phone: String?
    /// What they care about.
    public var interests: [String]
    /// The roles they hold.
    public var roles: [String]

    /// Collects what a list shows.
    public init(
        memberID: String, name: String, status: String, email: String?, phone: String?,
        interests: [String], roles: [String]
    ) {
        self.memberID = memberID
        self.name = name
        self.status = status
        self.email = email
        self.phone = phone
        self.interests = interests
        self.roles = roles
    }
}

/// A link that signs a person in once.
public struct SignInAnswer: Codable, Hashable, Sendable {
    /// The link: who has it can sign in as the person.
    public var url: String
    /// Until when.
    public var expires: Moment

    /// Wraps a link.
    public init(url: String, expires: Moment) {
        self.url = url
        self.expires = expires
    }
}

/// A token with which a person's programs use the API.
public struct TokenAnswer: Codable, Hashable, Sendable {
    /// The token, shown this once: only its hash is kept.
    public var token: String
    /// Until when.
    public var expires: Moment

    /// Wraps a token.
    public init(token: String, expires: Moment) {
        self.token = token
        self.expires = expires
    }
}

/// How many people a file holds.
public struct ExportAnswer: Codable, Hashable, Sendable {
    /// The rows below the header.
    public var rows: Int
    /// Where it was written.
    public var file: String

    /// Counts rows.
    public init(rows: Int, file: String) {
        self.rows = rows
        self.file = file
    }
}

/// How many tokens were ended.
public struct RevokedAnswer: Codable, Hashable, Sendable {
    /// Tokens that worked before.
    public var revoked: Int

    /// Counts tokens.
    public init(revoked: Int) { self.revoked = revoked }
}
