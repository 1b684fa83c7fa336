public import Chapter
public import Federation
import Feeds
import GRDB

/// A chapter in memory, migrated, with an invented name.
public struct TestChapter: Sendable {
    /// The chapter under test.
    public let chapter: Chapter

    /// A database after all migrations, which each chapter gets a copy of: thousands of tests make
    /// one, and migrating takes a hundred times as long as copying.
    private static let migrated = Result {
        let database = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        Chapter.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        return database
    }

    /// Wraps a chapter that was made elsewhere.
    public init(chapter: Chapter) { self.chapter = chapter }

    /// Makes a chapter that nobody else sees; the name gives its id.
    public static func make(named name: String = "Harbour") throws -> TestChapter {
        let database = try DatabaseQueue()
        try migrated.get().backup(to: database)
        return TestChapter(
            chapter: Chapter(feeds: Feeds(database: database, author: .named(name))))
    }

    /// The same chapter once more, as it is now; no ballot is open in it.
    public func copy(named name: String = "Harbour") throws -> TestChapter {
        let database = try DatabaseQueue()
        try chapter.feeds.database.backup(to: database)
        return TestChapter(
            chapter: Chapter(feeds: Feeds(database: database, author: .named(name))))
    }

    /// Performs an act that the test expects to succeed; a refusal is thrown.
    @discardableResult
    public func act<A: Act>(_ act: A, as viewer: Viewer = .operator, at now: Timestamp = .noon)
        async throws -> A.Value
    {
        try await chapter.perform(act, as: viewer, at: now).get()
    }

    /// Performs an act that the test expects to be refused; nil when it was done.
    public func refusal<A: Act>(
        of act: A, as viewer: Viewer = .operator, at now: Timestamp = .noon
    ) async throws -> Refusal? {
        switch try await chapter.perform(act, as: viewer, at: now) {
        case .success: nil
        case .failure(let refusal): refusal
        }
    }
}

extension Timestamp {
    /// The moment at which tests happen: 2026-05-01T12:00:00Z.
    public static let noon = Timestamp(seconds: 1_777_636_800)
}

extension TestChapter {
    /// Adds a member and makes a token for them.
    public func member(
        _ name: String, roles: Set<Role> = [], at now: Timestamp = .noon
    ) async throws -> (id: MemberID, token: String) {
        let added = try await act(AddMember(name: name), at: now)
        for role in roles { try await act(GiveRole(added.memberID, role), at: now) }
        let token = try await act(MakeMemberToken(added.memberID), at: now)
        return (added.memberID, token.token)
    }
}
