import Federation
import Feeds
import GRDB

/// Shares what the chapter calls things with the linked chapters: these kinds of membership and
/// these words, and nothing of anybody.
///
/// It takes the place of what was shared before; nothing at all takes that back.
public struct ShareVocabulary: Act {
    /// The permission that it takes.
    public static let permission = Permission.changeSettings

    /// The kinds of membership, by their ids.
    public var kinds: [Int64]
    /// Words for what people care about.
    public var interests: [String]
    /// Words for what people can do.
    public var skills: [String]

    /// What was ticked.
    public init(kinds: [Int64] = [], interests: [String] = [], skills: [String] = []) {
        self.kinds = kinds
        self.interests = interests
        self.skills = skills
    }

    /// Appends one event to the chapter's feed, unless this is what it says already.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            try context.checkFeedIsOpen()
            let vocabulary = VocabularyShared(
                kinds: try kinds.map { try MembershipType.find($0, in: context.db).plan.shared },
                interests: try Self.words(.interest, interests),
                skills: try Self.words(.skill, skills))
            try Self.check(vocabulary)
            let own = try SharedVocabulary.own(context.feeds.chapter, in: context.db)
            let before = VocabularyShared(
                kinds: own?.kinds.map(\.shared) ?? [], interests: own?.interests ?? [],
                skills: own?.skills ?? [])
            guard vocabulary != before else { return }
            try context.feeds.append(
                .vocabularyShared, vocabulary.payload(), at: context.now, in: context.db)
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "ShareVocabulary",
                    field: "shared words", old: before.counts, new: vocabulary.counts))
        }
    }

    /// Each word once, as labels are kept.
    private static func words(_ detail: Detail, _ entered: [String]) throws -> [String] {
        var seen: Set<String> = []
        return try entered.map { try labelRow(detail, $0).get() }
            .filter { seen.insert($0.key).inserted }.map { $0.cells[0] }
    }

    private static func check(_ vocabulary: VocabularyShared) throws {
        guard vocabulary.kinds.count <= VocabularyShared.mostKinds else {
            throw Refusal.invalid(
                "kinds",
                "At most \(VocabularyShared.mostKinds) kinds of membership can be shared.")
        }
        let most = VocabularyShared.mostWords
        guard vocabulary.interests.count <= most, vocabulary.skills.count <= most else {
            throw Refusal.invalid(
                vocabulary.interests.count > most ? "interests" : "skills",
                "At most \(most) interests and \(most) skills can be shared.")
        }
        let words = vocabulary.kinds.map(\.name) + vocabulary.interests + vocabulary.skills
        for word in words where (try? VocabularyShared(interests: [word]).check()) == nil {
            throw Refusal.invalid(
                "words",
                "“\(word)” cannot be shared: it is longer than \(VocabularyShared.wordBytes) "
                    + "bytes, or has a line break in it.")
        }
        do {
            try vocabulary.check()
        } catch {
            throw Refusal.invalid("kinds", "This kind of membership cannot be shared.")
        }
    }
}

extension VocabularyShared {
    /// What history says of it; nil where it is nothing.
    fileprivate var counts: String? {
        let all = kinds.map(\.name) + interests + skills
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }
}
