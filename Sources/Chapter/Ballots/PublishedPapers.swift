public import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// A page of the papers of a closed ballot, in the order of their codes.
public struct PublishedPapers: Hashable, Sendable {
    /// One paper, as everybody sees it.
    public struct Paper: Hashable, Sendable {
        /// The code of the voter's receipt, 32 hexadecimal digits.
        public var code: String
        /// What it says.
        public var content: BallotPaper.Content
    }

    /// So many papers are on one page.
    public static let pageSize = 500

    /// The papers.
    public var papers: [Paper]
    /// The code after which the next page begins; nil at the end.
    public var next: String?
}

extension Chapter {
    /// Reads the published papers of a ballot, from after a code on; visitors see none.
    ///
    /// Nobody is asked for a code: whoever sends theirs tells this chapter's computer which paper
    /// is theirs.
    public func publishedPapers(
        of ballot: ObjectID, after code: String? = nil, as viewer: Viewer
    ) async throws -> PublishedPapers {
        guard viewer != .visitor else { return PublishedPapers(papers: [], next: nil) }
        let after = code.flatMap { Hex.bytes($0) }.map { Data($0) }
        let papers = try await read { db in
            // A ballot has papers of one kind.
            try ["shared_paper", "shared_numbered_paper"].flatMap { table in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT * FROM \(table)
                        WHERE ballot = :ballot AND (:after IS NULL OR tracker > :after)
                        ORDER BY tracker LIMIT :limit
                        """,
                    arguments: [
                        "ballot": ballot, "after": after, "limit": PublishedPapers.pageSize + 1,
                    ])
            }.map(BallotPaper.init).map {
                PublishedPapers.Paper(code: Hex.text($0.tracker), content: $0.content)
            }
        }
        let page = Array(papers.prefix(PublishedPapers.pageSize))
        return PublishedPapers(
            papers: page, next: papers.count > page.count ? page.last?.code : nil)
    }
}
