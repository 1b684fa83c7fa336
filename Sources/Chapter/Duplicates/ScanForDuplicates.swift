public import Federation
import Feeds
import Foundation
import GRDB

/// What a search of everybody for duplicates found.
public struct DuplicateScan: Hashable, Sendable {
    /// How many pairs were compared, for each thing that two have in common.
    public let compared: Int
    /// How many pairs are worth showing.
    public let shown: Int
}

extension Chapter {
    /// So many pairs are written at a time, so that other writes hardly wait.
    private static let slice = 2000
    /// So many pairs are compared before others have their turn.
    private static let comparedAtOnce = 20_000

    /// Looks through everybody for contacts who may be one.
    ///
    /// It compares what everybody was like at its beginning, and writes in slices; a pair of whom
    /// something has changed since is compared again as it is written. What people decided about a
    /// pair stays. Pairs that no longer have enough in common go. In the background it rests after
    /// each slice for as long as that took, so that whoever works meanwhile has more than half of a
    /// core.
    public func scanForDuplicates(at now: Timestamp, inBackground: Bool = false) async throws
        -> DuplicateScan
    {
        var pace = Pace(rests: inBackground)
        try await settleAddressParts()
        let (mark, contacts) = try await read { db in
            let mark = try Int64.fetchOne(db, sql: "SELECT max(id) FROM history") ?? 0
            return (mark, try ComparedContacts(db))
        }
        let (compared, shown) = try await comparePairs(of: contacts, since: mark, &pace)
        try await forgetOpenPairs(besides: shown, &pace)
        try await suggestHouseholds(&pace)
        let count = shown.count
        try await feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO duplicate_scan (one, began_at, ended_at, history_mark, pairs)
                    VALUES (1, ?, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET
                      began_at = excluded.began_at, ended_at = excluded.ended_at,
                      history_mark = excluded.history_mark, pairs = excluded.pairs
                    """, arguments: [now.milliseconds, now.milliseconds, mark, count])
        }
        return DuplicateScan(compared: compared, shown: count)
    }

    /// Compares and writes whoever has something in common; gives how many were compared, and who
    /// is shown.
    private func comparePairs(
        of contacts: ComparedContacts, since mark: Int64, _ pace: inout Pace
    ) async throws -> (compared: Int, shown: ShownPairs) {
        var compared = 0
        var alike: [RankedPair] = []
        // What was found is written while the next are compared.
        var writing: Task<Void, any Error>?
        let ways: [(ComparedContacts) -> any DuplicateBlocks] = [
            { _ in BlocksByKey(\.emails) }, { _ in BlocksByKey(\.phones) },
            { _ in BlocksByKey(\.homes) }, BlocksByHash.births, BlocksByHash.names,
        ]
        for way in ways {
            var blocks = way(contacts)
            while let candidates = blocks.next(of: contacts) {
                compared += candidates.count
                for start in stride(from: 0, to: candidates.count, by: Chapter.comparedAtOnce) {
                    try await pace.rest()
                    let end = min(start + Chapter.comparedAtOnce, candidates.count)
                    let found = candidates[start..<end].compactMap { pair in
                        contacts.score(pair).map { (pair, $0) }
                    }
                    alike += found.map(\.0)
                    let pairs = found.map { (contacts.ranks[$0.0], $0.1) }
                    try await writing?.value
                    writing = Task { try await write(pairs, since: mark) }
                }
            }
        }
        try await writing?.value
        alike.thinOut()
        return (compared, ShownPairs(alike, contacts.ranks))
    }

    /// Writes pairs that are worth showing as they were at a mark in history.
    private func write(_ found: [(ContactPair, DuplicateScore)], since mark: Int64) async throws {
        for start in stride(from: 0, to: found.count, by: Chapter.slice) {
            let pairs = found[start..<min(start + Chapter.slice, found.count)]
            try await feeds.database.write { db in
                let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM history") ?? 0
                for (pair, score) in pairs {
                    if newest == mark {
                        try db.writeDuplicate(pair, score)
                    } else if let score = try db.score(of: pair, after: mark, score) {
                        try db.writeDuplicate(pair, score)
                    }
                }
            }
        }
    }

    /// Whether everybody should be looked through: it never was, a night has passed, or a list has
    /// come in or gone since.
    public func duplicateScanIsDue(at now: Timestamp) async throws -> Bool {
        try await read { db in
            let last = try Row.fetchOne(
                db, sql: "SELECT began_at, history_mark FROM duplicate_scan WHERE one = 1")
            guard let last else { return true }
            let began = Timestamp(milliseconds: last["began_at"])
            if began < Chapter.latestNight(before: now, in: try chapterTimeZone(db)) { return true }
            let imported = try Bool.fetchOne(
                db, sql: "SELECT 1 FROM history WHERE id > ? AND import_id IS NOT NULL LIMIT 1",
                arguments: [last["history_mark"] as Int64])
            return imported != nil
        }
    }

    /// The latest three o'clock in the night.
    private static func latestNight(before now: Timestamp, in zone: TimeZone) -> Timestamp {
        let seconds = TimeInterval(now.milliseconds) / 1000
        let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))) * 1000
        let night: Int64 = 3 * 3_600_000
        let local = now.milliseconds + offset - night
        return Timestamp(milliseconds: local - local % 86_400_000 + night - offset)
    }

    fileprivate static func scores(of pairs: [ContactPair], in db: Database) throws
        -> [(ContactPair, DuplicateScore)]
    {
        let ids = Set(pairs.map(\.first)).union(pairs.map(\.second))
        let facts = try ContactFacts.fetch(db, ids)
        return pairs.compactMap { pair in
            guard let one = facts[pair.first], let other = facts[pair.second],
                let score = DuplicateScore.of(one, other)
            else { return nil }
            return (pair, score)
        }
    }

    /// Removes open pairs that have too little in common now.
    private func forgetOpenPairs(besides shown: ShownPairs, _ pace: inout Pace) async throws {
        var last: ContactPair? = ContactPair(MemberID(0), MemberID(0))
        while let after = last {
            try await pace.rest()
            let open = try await read { db in try Chapter.openPairs(after: after, in: db) }
            last = open.count < Chapter.slice ? nil : open.last
            let pairs = open.filter { !shown.contains($0) }
            guard !pairs.isEmpty else { continue }
            try await feeds.database.write { db in
                let alike = try Chapter.scores(of: pairs, in: db).filter { $0.1.isShown }.map(\.0)
                for pair in Set(pairs).subtracting(alike) {
                    try db.execute(
                        sql: """
                            DELETE FROM duplicate_pair
                            WHERE first_id = ? AND second_id = ? AND state = 'open'
                            """, arguments: [pair.first, pair.second])
                }
            }
        }
    }

    private static func openPairs(after last: ContactPair, in db: Database) throws -> [ContactPair]
    {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT first_id, second_id FROM duplicate_pair
                WHERE (first_id, second_id) > (?, ?) AND +state = 'open'
                ORDER BY first_id, second_id LIMIT ?
                """, arguments: [last.first, last.second, slice])
        var pairs: [ContactPair] = []
        while let row = try rows.next() { pairs.append(ContactPair(row[0], row[1])) }
        return pairs
    }
}

extension Database {
    /// What a pair scores now that scored so at a mark in history; nil if it is not worth showing
    /// any more.
    func score(of pair: ContactPair, after mark: Int64, _ score: DuplicateScore) throws
        -> DuplicateScore?
    {
        let changed = try cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM history WHERE member_id = ? AND id > ?)
                  OR EXISTS (SELECT 1 FROM history WHERE member_id = ? AND id > ?)
                """)
        guard try Bool.fetchOne(changed, arguments: [pair.first, mark, pair.second, mark]) == true
        else { return score }
        return try Chapter.scores(of: [pair], in: self).first { $0.1.isShown }?.1
    }
}

extension ComparedContacts {
    /// What a pair scores; nil if it is not worth showing.
    fileprivate func score(_ pair: RankedPair) -> DuplicateScore? {
        let score = DuplicateScore.of(facts(pair.first), facts(pair.second))
        return score.flatMap { $0.isShown ? $0 : nil }
    }
}

/// The pairs that are worth showing.
private struct ShownPairs: Sendable {
    private let pairs: [RankedPair]
    private let ranks: ContactRanks

    /// Pairs in rising order.
    init(_ pairs: [RankedPair], _ ranks: ContactRanks) {
        self.pairs = pairs
        self.ranks = ranks
    }

    var count: Int { pairs.count }

    func contains(_ pair: ContactPair) -> Bool {
        guard let pair = ranks.pair(pair.first, pair.second) else { return false }
        var (low, high) = (0, pairs.count)
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle] < pair { low = middle + 1 } else { high = middle }
        }
        return low < pairs.count && pairs[low] == pair
    }
}

/// How a long work lets others have their turn between its slices.
struct Pace {
    private let rests: Bool
    private var began = ContinuousClock.now

    /// A work that rests, or one that somebody waits for.
    init(rests: Bool) { self.rests = rests }

    /// Rests as long as it has worked since the last rest, at most a second; throws if the work is
    /// to end.
    mutating func rest() async throws {
        try Task.checkCancellation()
        guard rests else { return }
        try await Task.sleep(for: min(.seconds(1), began.duration(to: .now)))
        began = .now
    }
}
