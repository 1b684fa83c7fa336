import Chapter
import Federation
import Feeds
import GRDB
import Sodium

extension TestChapter {
    /// Writes the first event of the chapter's feed, which proves its key to others.
    public func openFeed(named name: String = "Test") async throws {
        let opening = FeedOpening(
            certificate: chapter.feeds.author.certificate,
            profile: ChapterProfile(name: name, profile: "tenants-union"))
        try await say(.feedOpened, opening.payload)
    }

    /// Hears everything that another chapter has said since it was last heard.
    public func hear(_ other: TestChapter) async throws {
        let feed = other.chapter.feeds.author.feed
        let held = try await chapter.read { try HeldFeed.find(feed, in: $0)?.tip.seq ?? 0 }
        let events = try await other.chapter.read { db in
            try HeldFeed.find(feed, in: db)?.events(from: held + 1, limit: 10_000, in: db) ?? []
        }
        try await chapter.feeds.receive(events.map { VerifiedRun(written: $0) })
    }

    /// Founds a federation with another chapter; each hears what the other has said.
    ///
    /// Both open their feeds under these names.
    public func link(as name: String, with other: TestChapter, as otherName: String) async throws {
        let chapters = [self, other].sorted { $0.chapter.feeds.chapter < $1.chapter.feeds.chapter }
        try await openFeed(named: name)
        try await other.openFeed(named: otherName)
        let genesis = Genesis(
            founders: chapters.map { $0.chapter.feeds.chapter }, name: "Riverside Federation",
            nonce: [UInt8](repeating: 0x77, count: 16))
        var introductions: [Introduction] = []
        for member in chapters {
            let feeds = member.chapter.feeds
            introductions.append(
                try await member.chapter.read { db in
                    try feeds.introduction(
                        node: NodeRecord(transportKey: .zero, endpoints: []), in: db)
                })
        }
        let signatures = chapters.map { member in
            let author = member.chapter.feeds.author
            return author.withKey { genesis.signature(of: author.feed.chapter, by: $0) }
        }
        guard
            let certificate = FederationCertificate(
                genesis: genesis, founders: introductions, signatures: signatures)
        else { throw Unfounded() }
        for member in chapters { try await member.say(.federationJoined, certificate.payload) }
        try await hear(other)
        try await other.hear(self)
    }

    /// Appends an event to the chapter's feed.
    func say(_ kind: Kind, _ payload: [UInt8]) async throws {
        try await chapter.feeds.database.write { [feeds = chapter.feeds] db in
            try feeds.append(kind, payload, at: .noon, in: db)
        }
    }

    private struct Unfounded: Error {}
}
