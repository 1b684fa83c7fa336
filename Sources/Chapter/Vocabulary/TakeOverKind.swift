public import Federation
import Feeds
import GRDB

/// Makes a kind of membership of this chapter's own with the name and the rules of one that a
/// linked chapter shares.
///
/// From then on it is this chapter's: what the other changes later does not touch it.
public struct TakeOverKind: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The chapter that shares it.
    public var chapter: ChapterID
    /// What it is called there.
    public var name: String

    /// A kind of a linked chapter.
    public init(_ chapter: ChapterID, _ name: String) {
        self.chapter = chapter
        self.name = name
    }

    /// Adds it and gives its id.
    public func perform(in context: ActContext) throws -> Result<Int64, Refusal> {
        try refusing {
            let plan = try SharedVocabulary.others(
                besides: context.feeds.chapter, in: context.db, for: context.viewer
            ).first { $0.chapter == chapter }?.kinds.first { $0.name == name }
            guard let plan else { throw Refusal.notFound("shared kind of membership") }
            return try AddMembershipType(plan).perform(in: context).get()
        }
    }
}
