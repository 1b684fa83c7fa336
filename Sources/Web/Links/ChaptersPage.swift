import Chapter
import Federation

/// The linked chapters.
struct ChaptersPage: Page {
    /// A chapter that waits for something that we can do.
    struct Due: Sendable {
        let name: String
        let sentence: String
        let address: String
        let button: String
    }

    static let template = "chapters-list"
    let frame: Frame
    let t: Wording
    let lead: String
    /// Whether the viewer may link chapters.
    let mayLink: Bool
    /// Whether two copies of this chapter's node have written.
    let isForked: Bool
    let due: [Due]
    /// Chapters that were not heard for long, one sentence each.
    let late: [Late]
    let hasLinks: Bool
    let links: [ShownLink]
    let isAlone: Bool
    let aloneSentence: String
    let details: TechnicalDetails?

    /// A chapter that was not heard for long.
    struct Late: Sendable {
        let headline: String
        let sentence: String
    }
}

/// What stands in the fold for whoever keeps the chapter's computer.
struct TechnicalDetails: Sendable {
    /// How often something was not taken, and why.
    struct Refused: Sendable {
        let reason: String
        let count: Int
    }
    /// How far a feed is held.
    struct Head: Sendable {
        let chapter: String
        let name: String
        let seq: UInt64
        let address: String
    }

    let chapter: String
    let version: String
    let heads: [Head]
    let hasRefused: Bool
    let refused: [Refused]
    let hasWarnings: Bool
    let warnings: [String]

    init(_ status: StatusAnswer) {
        var names = [status.chapterID: status.name]
        for link in status.links { names[link.chapterID] = link.name }
        chapter = status.chapterID
        version = status.version
        heads = status.feeds.map { feed in
            Head(
                chapter: String(feed.chapterID.prefix(8)), name: names[feed.chapterID] ?? "",
                seq: feed.seq, address: "/chapters/events?chapter=\(feed.chapterID)")
        }
        refused = status.refused.sorted { $0.key < $1.key }.map {
            Refused(reason: $0.key, count: $0.value)
        }
        hasRefused = !refused.isEmpty
        warnings = status.warnings
        hasWarnings = !warnings.isEmpty
    }
}
