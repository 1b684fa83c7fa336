import Federation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Chapter

/// The rule of past days, done over again by walking through the days one after another.
@Suite struct `Past days against a replay of history` {
    /// Where the chapters of the replays have their days.
    private static let zones = ["Etc/UTC", "Pacific/Auckland", "America/Los_Angeles"]

    @Test(arguments: [21, 22, 23, 24, 25, 26, 27, 28] as [UInt64])
    func `everybody is a member on the days on which a replay says so`(seed: UInt64) async throws {
        let name = Self.zones[Int(seed) % Self.zones.count]
        let zone = try #require(TimeZone(identifier: name))
        var past = try InventedPast(seed: seed, in: name)
        try await past.happen(260)
        let (people, replays) = try await past.chapter.chapter.read { db in
            (try MembersThroughTime.fetch(db), try Replay.all(db, in: zone))
        }
        #expect(people.count == replays.count, "seed \(seed)")
        #expect(replays.count > 30, "seed \(seed)")
        let today = DayNumber(milliseconds: Timestamp.noon.milliseconds)
        var (days, returns) = (0, 0)
        for replay in replays {
            let position = try #require(people.position(of: replay.id))
            returns += max(0, people.stretches(position).count - 1)
            let member = replay.days(from: today.plus(days: -1800), to: today.plus(days: 100))
            for (offset, expected) in member.enumerated() {
                let day = today.plus(days: offset - 1800)
                days += expected ? 1 : 0
                guard people.isMember(position, on: day) != expected else { continue }
                let spans = people.stretches(position).map { "\($0)" }.joined(separator: " ")
                Issue.record(
                    "seed \(seed), person \(replay.id), \(day): not \(expected): \(spans)")
                break
            }
        }
        #expect(days > 1000, "seed \(seed)")
        #expect(returns > 0, "seed \(seed): nobody returned")
    }
}

/// One person's rows, to be walked through.
private struct Replay {
    struct Line {
        let id: Int64
        let day: DayNumber
        let act: String
        let field: String
        let old: String?
        let new: String?
    }

    let id: Int64
    let joined: String?
    let ended: String?
    var lines: [Line]
    let periods: [(starts: String, since: String?, until: String?, ended: String?)]

    static func all(_ db: Database, in zone: TimeZone) throws -> [Replay] {
        try Row.fetchAll(db, sql: "SELECT * FROM member WHERE kind = 'person'").map { person in
            let id: Int64 = person["id"]
            let history = try Row.fetchAll(
                db, sql: "SELECT * FROM history WHERE member_id = ? ORDER BY id", arguments: [id])
            let periods = try Row.fetchAll(
                db, sql: "SELECT * FROM membership_period WHERE member_id = ?", arguments: [id])
            return Replay(
                id: id, joined: person["joined_on"], ended: person["ended_on"],
                lines: try history.map {
                    let moment = Timestamp(milliseconds: $0["at"])
                    return Line(
                        id: $0["id"], day: DayNumber(try #require(CalendarDay(moment, in: zone))),
                        act: $0["act"], field: $0["field"], old: $0["old"], new: $0["new"])
                },
                periods: periods.map {
                    ($0["starts_on"], $0["member_since"], $0["runs_until"], $0["ended_on"])
                })
        }
    }

    /// Whether the person was a member on each of the days.
    func days(from first: DayNumber, to last: DayNumber) -> [Bool] {
        var result: [Bool] = []
        var day = first
        let runs = periods.isEmpty ? dated() : []
        while day <= last {
            let text = day.description
            result.append(
                periods.isEmpty
                    ? runs.contains { $0.lowerBound <= day && day < $0.upperBound }
                    : periods.contains { period in
                        if let ended = period.ended, ended <= period.starts { return false }
                        let known = period.since.map {
                            $0 <= text && (joined ?? period.starts) <= text
                        }
                        guard period.starts <= text || known == true else { return false }
                        if let ended = period.ended { return text < ended }
                        guard let until = DayNumber(period.until) else { return true }
                        return day <= until.plus(days: 14)
                    })
            day = day.plus(days: 1)
        }
        return result
    }

    /// What the record says at the end of each day on which something was written, without what was
    /// taken back.
    private func standing() -> [(day: DayNumber, status: String, first: Int64)] {
        var kept: [Line] = []
        for line in lines where line.field == "status" {
            let undoes = ["RevertChange", "TakeBack"].contains(line.act)
            if undoes, kept.count > 1, kept[kept.count - 2].new == line.new {
                kept.removeLast()
            } else {
                kept.append(line)
            }
        }
        var standing: [(day: DayNumber, status: String, first: Int64)] = []
        for day in Set(kept.map(\.day)).sorted() {
            let lines = kept.filter { $0.day == day }
            guard let first = lines.first, let last = lines.last, let status = last.new else {
                continue
            }
            standing.append((day, status, first.id))
        }
        return standing
    }

    /// The value of a field just before a line was written, or the first that was written after it.
    private func value(_ field: String, before id: Int64?, now: String?) -> DayNumber? {
        guard let id else { return DayNumber(now) }
        let changes = lines.filter { $0.field == field }
        if let value = changes.last(where: { $0.id < id })?.new { return DayNumber(value) }
        return DayNumber(changes.first { $0.id > id && $0.new != nil }?.new)
    }

    /// The stretches with the dates of the record.
    private func dated() -> [Range<DayNumber>] {
        let standing = standing()
        var begins: [Int] = []
        for (index, entry) in standing.enumerated() {
            let before = index == 0 ? nil : standing[index - 1].status
            let isNew = entry.status == "member" && before != "member"
            let isDated = entry.status == "former" && before != "member" && before != "former"
            if isNew || isDated { begins.append(index) }
        }
        var result: [Range<DayNumber>] = []
        for (number, index) in begins.enumerated() {
            let next = number + 1 < begins.count ? standing[begins[number + 1]] : nil
            let entry = standing[index]
            let over = standing[index...].first { $0.status != "member" }?.day
            var joined = value("joined_on", before: next?.first, now: self.joined)
            var ended = value("ended_on", before: next?.first, now: self.ended)
            if let last = result.last, let day = joined, day < last.upperBound { joined = nil }
            if let next, let day = ended, day > next.day { ended = nil }
            if entry.status == "former" {
                if let joined, let ended, joined < ended { result.append(joined..<ended) }
                continue
            }
            if let over, let day = joined, day >= over { joined = nil }
            let start = joined ?? entry.day
            guard let over else {
                result.append(start..<DayNumber.never)
                continue
            }
            if let day = ended, day < start { ended = nil }
            let end = ended ?? over
            if start < end { result.append(start..<end) }
        }
        return result
    }
}
