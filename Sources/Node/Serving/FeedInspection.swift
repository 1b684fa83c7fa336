import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Sodium
import Web

/// Looking at the stored feeds, whether the node runs or not.
struct FeedInspection: Sendable {
    let feeds: Feeds

    /// Headers in the order of their feeds.
    func events(chapter: ChapterID?, from: UInt64, limit: Int) async throws -> [EventAnswer] {
        try await feeds.database.read { db in
            var answers: [EventAnswer] = []
            for held in try HeldFeed.all(in: db) {
                guard chapter == nil || held.name.chapter == chapter else { continue }
                let events = try held.events(
                    from: max(1, from), limit: limit - answers.count, in: db)
                answers += events.map(EventAnswer.init)
                if answers.count >= limit { break }
            }
            return answers
        }
    }

    /// One event with what it says.
    ///
    /// Ids have no index, so every feed is looked through.
    func event(_ id: EventID) async throws -> Result<EventDetailAnswer, Refusal> {
        try await feeds.database.read { db in
            let place = try Row.fetchOne(
                db, sql: "SELECT feed, seq FROM event WHERE id = ?",
                arguments: [id.bytes.bytes.asData])
            guard let place,
                let held = try HeldFeed.all(in: db).first(where: { $0.number == place["feed"] }),
                let event = try held.events(
                    from: UInt64(place["seq"] as Int64), limit: 1, in: db
                ).first
            else { return .failure(.notFound("event")) }
            let reason = try String.fetchOne(
                db, sql: "SELECT reason FROM void_event WHERE feed = ? AND seq = ?",
                arguments: [held.number, place["seq"] as Int64])
            return .success(
                EventDetailAnswer(
                    header: EventAnswer(event), payload: Hex.text(event.payload ?? []),
                    text: event.payload.flatMap { event.suffix.kind.text(of: $0) },
                    void: reason, signature: event.signature.map { Hex.text($0.bytes) }))
        }
    }

    /// Checks every stored feed again from its first event: ids, chain and signatures.
    func verify() async throws -> FeedsVerdictAnswer {
        try await feeds.database.read { db in
            let keys = try feeds.keys(in: db)
            let all = try HeldFeed.all(in: db)
            var findings: [String] = []
            var count = 0
            for held in all {
                let verdict = try held.verify(keys: keys[held.name], in: db)
                count += verdict.events
                findings += verdict.findings
            }
            return FeedsVerdictAnswer(feeds: all.count, events: count, findings: findings)
        }
    }
}

extension [UInt8] {
    fileprivate var asData: Data { Data(self) }
}
