public import Federation
import Feeds
import GRDB

/// The federation as this chapter knows it: who belongs, and who brought whom in.
public struct FederationShown: Hashable, Sendable {
    /// A chapter of it.
    public struct Member: Hashable, Sendable {
        /// The chapter.
        public let chapter: ChapterID
        /// What it calls itself.
        public let name: String
        /// Whether it founded the federation together with others.
        public let isFounder: Bool
        /// The chapters that vouched for it.
        public let broughtInBy: [ChapterID]
        /// How it stands.
        public let standing: Standing
    }

    /// What it is called.
    public let name: String
    /// Its chapters, this one too, by their names.
    public let members: [Member]

    /// What is known of a chapter.
    public func member(_ chapter: ChapterID) -> Member? {
        members.first { $0.chapter == chapter }
    }
}

extension Chapter {
    /// The federation that this chapter belongs to; nil for one that stands alone.
    public func federation() async throws -> FederationShown? {
        try await read { [feeds] db in
            guard let certificate = try feeds.membership(in: db),
                let roster = try feeds.roster(in: db)
            else { return nil }
            let founders = Set(certificate.founders.map(\.chapter))
            let endorsers = try feeds.endorsers(in: db)
            let members = roster.entries.map { entry in
                FederationShown.Member(
                    chapter: entry.chapter, name: entry.name,
                    isFounder: founders.contains(entry.chapter),
                    broughtInBy: endorsers[entry.chapter] ?? [], standing: entry.standing)
            }
            return FederationShown(
                name: roster.name,
                members: members.sorted { ($0.name, $0.chapter) < ($1.name, $1.chapter) })
        }
    }
}
