public import Chapter
public import Federation

/// What is asked before a chapter is made.
public struct NewChapter: Hashable, Sendable {
    /// What it is called.
    public var name = ""
    /// What kind of organization it is; one of `profiles`.
    public var profile = ""
    /// The name of its first coordinator.
    public var coordinator = ""
    /// Their e-mail address.
    public var email = ""
    /// The IANA time zone in which it meets and votes, such as `Europe/Lisbon`.
    public var timeZone = ""
    /// The language of the pages, as its code; nil for that of the browser.
    public var language: String?
    /// The browser they sit at, in two words; nil for what is not known.
    public var browser: String?

    /// The kinds of organizations that can be chosen, as `rhizome init` takes them.
    public static let profiles = [
        "union-local", "tenants-union", "party-branch", "campaign", "mutual-aid", "other",
    ]

    /// Nothing yet.
    public init() {}
}

/// A chapter that was just made, and its first coordinator's way in.
public struct MadeChapter: Sendable {
    /// The chapter.
    public let chapter: ChapterID
    /// What keeps its first coordinator signed in.
    public let session: SignInToken

    /// Names a chapter that was just made.
    public init(chapter: ChapterID, session: SignInToken) {
        self.chapter = chapter
        self.session = session
    }
}

/// What the pages of the first run work on: there is no chapter yet.
public struct Setup: Sendable {
    /// The secret part of the one address that answers; whoever has it makes the chapter.
    let secret: String
    /// The start of that address, such as `http://127.0.0.1:8080`.
    let origin: String
    let clock: @Sendable () -> Timestamp
    let kit: PageKit
    /// Makes the chapter and serves it from then on.
    ///
    /// A refusal is returned, with nothing made.
    let make: @Sendable (NewChapter) async throws -> Result<MadeChapter, Refusal>

    /// Collects what the first run needs.
    public init(
        secret: String, origin: String, clock: @Sendable @escaping () -> Timestamp, kit: PageKit,
        make: @Sendable @escaping (NewChapter) async throws -> Result<MadeChapter, Refusal>
    ) {
        self.secret = secret
        self.origin = origin
        self.clock = clock
        self.kit = kit
        self.make = make
    }

    /// The address of the first page, to be told to nobody but who sits at the terminal.
    public static func path(secret: String) -> String { "/setup/\(secret)" }
}
