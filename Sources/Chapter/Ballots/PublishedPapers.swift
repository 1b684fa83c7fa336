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
        /// The number of the option, from 0 in the order of the manifest.
        public var choice: Int
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
            try Row.fetchAll(
                db,
                sql: """
                    SELECT tracker, choice FROM shared_paper
                    WHERE ballot = :ballot AND (:after IS NULL OR tracker > :after)
                    ORDER BY tracker LIMIT :limit
                    """,
                arguments: [
                    "ballot": ballot, "after": after, "limit": PublishedPapers.pageSize + 1,
                ]
            ).map {
                PublishedPapers.Paper(
                    code: Hex.text(Array($0["tracker"] as Data)), choice: $0["choice"])
            }
        }
        let page = Array(papers.prefix(PublishedPapers.pageSize))
        return PublishedPapers(
            papers: page, next: papers.count > page.count ? page.last?.code : nil)
    }
}
