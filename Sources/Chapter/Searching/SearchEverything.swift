public import Federation
import Feeds
public import GRDB

/// What somebody looks for in people, meetings, votes, groups, things and tags at once.
///
/// Every word must be found as the beginning of a word, whatever its case and accents.
public struct SearchEverything: Sendable {
    /// A vote that was found.
    public struct Vote: Hashable, Sendable {
        /// The ballot.
        public let id: ObjectID
        /// What it asks.
        public let question: String
        /// How far it is.
        public let state: BallotState
    }

    /// A thing of a kind that the chapter has added, such as a worksite.
    public struct Thing: Hashable, Sendable {
        /// The thing.
        public let id: Int64
        /// What it is called.
        public let name: String
        /// Its kind.
        public let kind: String
    }

    /// Some of what was found, and how much there is in all.
    public struct Found<Thing: Hashable & Sendable>: Hashable, Sendable {
        /// The first ones.
        public let first: [Thing]
        /// How many there are.
        public let count: Int

        init(_ all: [Thing], limit: Int) {
            self.init(Array(all.prefix(limit)), of: all.count)
        }

        init(_ first: [Thing], of count: Int) {
            self.first = first
            self.count = count
        }
    }

    /// Everything that was found.
    public struct Findings: Sendable {
        /// People, for who may see them; nil for others.
        public let people: MemberPage?
        /// Meetings, the latest first.
        public let meetings: Found<MeetingSummary>
        /// Votes, the latest first.
        public let votes: Found<Vote>
        /// Groups, the newest first.
        public let groups: Found<GroupSummary>
        /// Things of the chapter's own kinds by name, for who may see people.
        public let things: Found<SearchEverything.Thing>
        /// Whatever is no contact and has such a tag, for who may see people.
        public let tagged: Found<ThingTags.Found>
    }

    /// What was typed.
    public var text: String
    /// How many of each are wanted.
    public var limit: Int

    /// A search.
    public init(_ text: String, limit: Int = 6) {
        self.text = text
        self.limit = limit
    }

    /// Searches what the viewer may know of; a visitor finds nothing.
    public func answer(in db: Database, of chapter: ChapterID, for viewer: Viewer) throws
        -> Findings
    {
        var people: MemberPage?
        if viewer.may(.seePeople) {
            people = try MemberList(search: text, limit: limit).answer(in: db, for: viewer).get()
        }
        let words = foldedWords(text)
        guard !words.isEmpty, viewer != .visitor else {
            return Findings(
                people: people, meetings: Found([], limit: 0), votes: Found([], limit: 0),
                groups: Found([], limit: 0), things: Found([], limit: 0),
                tagged: Found([], limit: 0))
        }
        func fits(_ texts: [String]) -> Bool {
            let there = texts.flatMap(foldedWords)
            return words.allSatisfy { word in there.contains { $0.hasPrefix(word) } }
        }
        let meetings = try MeetingList.fetch(
            db, of: chapter, .all, as: viewer, at: Timestamp(milliseconds: 0))
        let groups = try GroupList.fetch(db, as: viewer)
        return Findings(
            people: people,
            meetings: Found(
                meetings.reversed().filter { fits([$0.title, $0.place]) }, limit: limit),
            votes: Found(try votes(db, viewer).filter { fits([$0.question]) }, limit: limit),
            groups: Found(
                groups.filter { fits([$0.name, $0.purpose] + $0.interests) }, limit: limit),
            things: viewer.may(.seePeople) ? try things(db, words) : Found([], limit: 0),
            tagged: Found(
                viewer.may(.seePeople)
                    ? try ThingTags.things(
                        withWords: Array(words.prefix(Self.wordsAtMost)), in: db, for: viewer)
                    : [], limit: limit))
    }

    /// So many words are looked for in the names of things.
    private static let wordsAtMost = 12

    private func things(_ db: Database, _ words: [String]) throws -> Found<Thing> {
        var filter = "removed_at IS NULL"
        var arguments: StatementArguments = []
        for word in words.prefix(Self.wordsAtMost) {
            filter += " AND instr(' ' || o.folded_name, ?) > 0"
            arguments += [" " + word]
        }
        let count =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM own_object o WHERE \(filter)", arguments: arguments)
            ?? 0
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT o.id, o.name, t.name FROM own_object o
                JOIN object_type t ON t.id = o.type_id
                WHERE \(filter) ORDER BY o.folded_name, o.id LIMIT \(max(0, limit))
                """, arguments: arguments)
        return Found(rows.map { Thing(id: $0[0], name: $0[1], kind: $0[2]) }, of: count)
    }

    private func votes(_ db: Database, _ viewer: Viewer) throws -> [Vote] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT ballot AS id, question, state, announced_at AS at FROM shared_ballot
                WHERE \(notBlocked)
                UNION ALL
                SELECT id, question, CASE state WHEN 'cancelled' THEN state ELSE 'draft' END,
                  drafted_at
                FROM ballot WHERE :drafts AND id NOT IN (SELECT ballot FROM shared_ballot)
                ORDER BY at DESC, id
                """, arguments: ["drafts": viewer.may(.runBallots)])
        return rows.map { row in
            Vote(
                id: row["id"], question: row["question"],
                state: BallotState(rawValue: row["state"]) ?? .announced)
        }
    }
}
