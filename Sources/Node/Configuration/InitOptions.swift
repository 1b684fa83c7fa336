/// What `rhizome init` is told.
public struct InitOptions: Sendable {
    /// Where the chapter will live.
    public var directory: DataDirectory
    /// The chapter's name.
    public var name: String
    /// What kind of organization it is.
    public var profile: String
    /// The name of its first coordinator.
    public var coordinatorName: String
    /// The mail address of its first coordinator.
    public var coordinatorMail: String
    /// The language of its first coordinator, as its code; nil to leave it open.
    public var coordinatorLanguage: String?
    /// The IANA time zone in which the chapter meets and votes; nil to leave it open.
    public var timeZone: String?

    /// Collects what is needed to make a chapter.
    public init(
        directory: DataDirectory, name: String, profile: String, coordinatorName: String,
        coordinatorMail: String, coordinatorLanguage: String? = nil,
        timeZone: String? = nil
    ) {
        self.directory = directory
        self.name = name
        self.profile = profile
        self.coordinatorName = coordinatorName
        self.coordinatorMail = coordinatorMail
        self.coordinatorLanguage = coordinatorLanguage
        self.timeZone = timeZone
    }
}

/// What `rhizome init` has made.
public struct InitReport: Codable, Hashable, Sendable {
    /// Sixty-four hexadecimal digits.
    public var chapterID: String
    /// The absolute path.
    public var dataDirectory: String

    /// Names a chapter and its directory.
    public init(chapterID: String, dataDirectory: String) {
        self.chapterID = chapterID
        self.dataDirectory = dataDirectory
    }
}
