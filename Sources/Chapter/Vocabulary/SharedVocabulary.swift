public import Federation
import Feeds
public import GRDB

/// What one chapter shares of its words: kinds of membership, interests and skills.
///
/// It is foreign, and bounded by `VocabularyShared`.
public struct SharedVocabulary: Hashable, Sendable {
    /// The chapter.
    public let chapter: ChapterID
    /// What the chapter calls itself.
    public let name: String
    /// The kinds of membership, in its order.
    public let kinds: [MembershipTypePlan]
    /// What people care about.
    public let interests: [String]
    /// What people can do.
    public let skills: [String]

    /// What this chapter shares itself; nil where that is nothing.
    public static func own(_ chapter: ChapterID, in db: Database) throws -> SharedVocabulary? {
        try read(in: db, where: "chapter = ?", [chapter]).first
    }

    /// What the others share, by their names, for who may change the settings.
    public static func others(besides own: ChapterID, in db: Database, for viewer: Viewer) throws
        -> [SharedVocabulary]
    {
        guard viewer.may(.changeSettings) else { return [] }
        return try read(in: db, where: "chapter <> ? AND \(notBlocked)", [own])
            .sorted { ($0.name, $0.chapter) < ($1.name, $1.chapter) }
    }

    private static func read(
        in db: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [SharedVocabulary] {
        var kinds: [ChapterID: [MembershipTypePlan]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM shared_membership_kind WHERE \(condition) ORDER BY chapter, number
                """, arguments: arguments)
        {
            kinds[row["chapter"], default: []].append(MembershipTypePlan(shared: row))
        }
        var words: [ChapterID: [String: [String]]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT chapter, about, word FROM shared_word WHERE \(condition)
                ORDER BY chapter, about, number
                """, arguments: arguments)
        {
            words[row["chapter"], default: [:]][row["about"], default: []].append(row["word"])
        }
        let names = try Chapter.names(db)
        return Set(kinds.keys).union(words.keys).map { chapter in
            SharedVocabulary(
                chapter: chapter,
                name: names[chapter] ?? String(chapter.description.prefix(8)),
                kinds: kinds[chapter] ?? [], interests: words[chapter]?["interest"] ?? [],
                skills: words[chapter]?["skill"] ?? [])
        }
    }

    /// The words that linked chapters share, and this one: for suggestions beside those in use.
    static func words(_ detail: Detail, in db: Database, limit: Int) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT word FROM shared_word WHERE about = ? AND \(notBlocked)
                ORDER BY word LIMIT ?
                """, arguments: [detail.rawValue, limit])
    }
}

extension MembershipTypePlan {
    /// A kind as another chapter has described it.
    fileprivate init(shared row: Row) {
        func day(_ column: String) -> MonthDay? {
            (row[column] as String?).flatMap { MonthDay($0) }
        }
        let months: Int = row["months"]
        let term: MembershipTerm =
            months > 0
            ? .rolling(months: months)
            : day("year_starts").map {
                MembershipTerm.fixed(yearStarts: $0, rollover: day("rollover"))
            } ?? .open
        self.init(name: row["name"], term: term, graceDays: row["grace_days"])
    }

    /// The kind as this chapter shares it.
    var shared: VocabularyShared.MembershipKind {
        var kind = VocabularyShared.MembershipKind(name: name, graceDays: graceDays)
        switch term {
        case .open: break
        case .rolling(let months): kind.months = months
        case .fixed(let starts, let rollover):
            kind.yearStarts = starts.month * 100 + starts.day
            kind.rollover = rollover.map { $0.month * 100 + $0.day } ?? 0
        }
        return kind
    }
}
