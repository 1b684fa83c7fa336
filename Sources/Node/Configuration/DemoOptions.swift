/// What `rhizome demo` is told.
public struct DemoOptions: Sendable {
    /// Where the three chapters live, in directories of their own.
    public var directory: DataDirectory
    /// The first of the ports on the loopback address.
    public var port: Int
    /// How it was called, without the port, as one can paste it into a shell.
    public var command: String
    /// Tells the story, a line at a time, as it happens.
    public var tell: @Sendable (String) -> Void

    /// Collects what the demo needs.
    public init(
        directory: DataDirectory, port: Int, command: String = "rhizome demo",
        tell: @Sendable @escaping (String) -> Void
    ) {
        self.directory = directory
        self.port = port
        self.command = command
        self.tell = tell
    }
}

/// What `rhizome demo` says when all three chapters serve.
public struct DemoReport: Codable, Hashable, Sendable {
    /// The chapters.
    public var chapters: [DemoChapter]
    /// A ballot of the first chapter that was counted, to look at next; not part of the JSON.
    public var countedBallot: String?

    private enum CodingKeys: String, CodingKey { case chapters }

    /// Lists the chapters.
    public init(chapters: [DemoChapter], countedBallot: String? = nil) {
        self.chapters = chapters
        self.countedBallot = countedBallot
    }
}

/// One chapter of the demo.
public struct DemoChapter: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Sixty-four hexadecimal digits.
    public var chapterID: String
    /// Where it lives.
    public var dataDirectory: String
    /// Where it serves: `http://HOST:PORT`.
    public var http: String
    /// Links that sign in people with different roles.
    public var signIn: SignIn

    /// One link a role.
    public struct SignIn: Codable, Hashable, Sendable {
        /// Signs in a coordinator.
        public var coordinator: String
        /// Signs in a member without a role.
        public var member: String
        /// Signs in a federation admin.
        public var admin: String

        /// Collects the links.
        public init(coordinator: String, member: String, admin: String) {
            self.coordinator = coordinator
            self.member = member
            self.admin = admin
        }
    }

    /// Describes a chapter.
    public init(
        name: String, chapterID: String, dataDirectory: String, http: String, signIn: SignIn
    ) {
        self.name = name
        self.chapterID = chapterID
        self.dataDirectory = dataDirectory
        self.http = http
        self.signIn = signIn
    }
}
