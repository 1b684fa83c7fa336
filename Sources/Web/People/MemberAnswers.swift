import Chapter

/// The id of a person who was added or changed.
public struct MemberIDAnswer: Codable, Hashable, Sendable {
    /// A decimal number as text.
    public var memberID: String
    /// What an editor sends back as `expectedVersion`; left out after adding.
    public var version: Int?
    /// People who may be the same one; left out where there are none.
    public var possibleDuplicates: [PossibleDuplicateAnswer]?

    /// Names a person.
    init(_ member: MemberID, version: Int? = nil, duplicates: [PossibleDuplicate] = []) {
        memberID = member.description
        self.version = version
        if !duplicates.isEmpty {
            possibleDuplicates = duplicates.map(PossibleDuplicateAnswer.init)
        }
    }
}

/// Somebody who may be the same person.
public struct PossibleDuplicateAnswer: Codable, Hashable, Sendable {
    /// Who.
    public var memberID: String
    /// Their name.
    public var name: String
    /// What the two have in common.
    public var because: String
    /// How likely it is that they are the same, from 0 to 100; nil from an older node.
    public var points: Int?

    init(_ person: PossibleDuplicate) {
        memberID = person.memberID.description
        name = person.name
        because = person.because.rawValue
        points = person.score.points
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
    /// `person`, `organization` or `household`.
    public var kind: String
    /// The pronouns, or null.
    @Nullable public var pronouns: String?
    /// The first e-mail address, or null.
    @Nullable public var email: String?
    /// The first phone number, or null.
    @Nullable public var phone: String?
    /// What they care about.
    public var interests: [String]
    /// How the chapter has sorted them.
    public var tags: [String]
    /// The values of the columns that were asked for, names instead of numbers; only where some
    /// were.
    public var columns: [String: [String]]?

    /// What a list shows of a person.
    init(_ person: MemberSummary, _ columns: [PeopleColumn]? = nil) {
        self.columns = columns.map { columns in
            Dictionary(
                columns.map { ($0.rawValue, person.texts($0)) }, uniquingKeysWith: { $1 })
        }
        memberID = person.memberID
        name = person.name
        status = person.status
        kind = person.kind
        pronouns = person.pronouns
        email = person.email
        phone = person.phone
        interests = person.interests
        tags = person.tags
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
