import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import TestSupport

/// Repeatable chance: the same seed gives the same past on every machine.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Whether something happens that happens once in so many times.
    mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}

/// A chapter with a past that chance has made: people come, go, return and are put right.
struct InventedPast {
    let chapter: TestChapter
    /// Everybody, in the order in which they were added.
    private(set) var people: [MemberID] = []
    private var chance: Chance
    private var meetings: [ObjectID] = []
    /// The time zone in which it has its days.
    let zone: String

    /// So many days before noon it begins.
    static let length = 1000
    private static let interests = ["Housing", "housing", "Transit", "Night shifts", "Climate"]
    private static let employers = ["Harbour Hotel", "harbour hotel", "City", "Mill"]

    init(seed: UInt64, in zone: String = "Etc/UTC") throws {
        chapter = try TestChapter.make()
        self.zone = zone
        chance = Chance(state: seed)
    }

    /// A moment so many days before noon.
    static func ago(_ days: Int) -> Timestamp { .noon + -Int64(days) * 86_400_000 }

    /// The day of a moment in UTC, as the record writes it.
    static func day(_ moment: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
        return date.formatted(.iso8601.year().month().day())
    }

    /// Lets so many things happen, the earliest first.
    mutating func happen(_ things: Int) async throws {
        try await chapter.act(SetTimeZone(zone), at: Self.ago(Self.length + 1))
        for thing in 0..<things {
            let ago = Self.length - thing * Self.length / things
            let now = Self.ago(ago) + Int64.random(in: -40_000_000...40_000_000, using: &chance)
            try await happen(at: min(now, .noon))
        }
    }

    private mutating func happen(at now: Timestamp) async throws {
        guard let somebody = people.randomElement(using: &chance), !chance.once(in: 4) else {
            try await add(at: now)
            return
        }
        switch Int.random(in: 0..<12, using: &chance) {
        case 0: try await hold(at: now)
        case 1: try await come(somebody, at: now)
        case 2, 3:
            _ = try await chapter.chapter.perform(
                EndMembership(somebody, on: date(around: now), why: "moved"), as: .operator,
                at: now)
        case 4, 5:
            let status = ["contact", "supporter", "member", "member"].randomElement(using: &chance)
            try await edit(somebody, [.status: status ?? "member"], at: now)
        case 6:
            try await edit(somebody, [.joinedOn: date(around: now) ?? ""], at: now)
        case 7: try await edit(somebody, [.endedOn: date(around: now) ?? ""], at: now)
        case 8:
            let employer = Self.employers.randomElement(using: &chance) ?? "City"
            try await edit(somebody, [.employer: chance.once(in: 4) ? "" : employer], at: now)
        case 9: try await takeBack(of: somebody, at: now)
        case 10:
            let interest = Self.interests.randomElement(using: &chance) ?? "Climate"
            try await chapter.act(SetInterests(somebody, [interest]), at: now)
        default:
            let change: LabelPeople.Change = chance.once(in: 2) ? .tag : .untag
            _ = try await chapter.chapter.perform(
                LabelPeople(change, chance.once(in: 2) ? "Mill Lane" : "Docks", .these(people)),
                as: .operator, at: now)
        }
    }

    private mutating func add(at now: Timestamp) async throws {
        let status =
            ["contact", "supporter", "member", "member", "former"]
            .randomElement(using: &chance) ?? "member"
        var values: [PersonField: String] = [
            .name: "N\(people.count) \(Int.random(in: 0..<9, using: &chance))", .status: status,
        ]
        if chance.once(in: 2) { values[.joinedOn] = date(around: now) }
        if chance.once(in: 4) { values[.endedOn] = date(around: now) }
        if chance.once(in: 3) { values[.workplace] = Self.employers.randomElement(using: &chance) }
        if chance.once(in: 12) { (values[.kind], values[.status]) = ("organization", "contact") }
        let person = try await chapter.act(AddMember(values), at: now).memberID
        // Things happen to people alone; an organization is only there.
        guard values[.kind] == nil else { return }
        people.append(person)
        if chance.once(in: 5) { try await keepPeriods(of: person, at: now) }
    }

    private func edit(_ person: MemberID, _ changes: [PersonField: String], at now: Timestamp)
        async throws
    {
        _ = try await chapter.chapter.perform(
            EditMember(person, changes: changes), as: .operator, at: now)
    }

    private func takeBack(of person: MemberID, at now: Timestamp) async throws {
        let entries = try await chapter.history(person)
        guard let entry = entries.first(where: { $0.old != nil }) else { return }
        _ = try await chapter.chapter.perform(RevertChange(entry.id), as: .operator, at: now)
    }

    private mutating func hold(at now: Timestamp) async throws {
        meetings.append(
            try await chapter.act(
                ScheduleMeeting(MeetingPlan(title: "Assembly", start: now, end: now + 3_600_000)),
                at: now))
        guard chance.once(in: 2), let last = meetings.last else { return }
        _ = try await chapter.chapter.perform(
            CountHeads(last, heads: Int.random(in: 0..<50, using: &chance)), as: .operator,
            at: now + 7_200_000)
    }

    private mutating func come(_ person: MemberID, at now: Timestamp) async throws {
        guard let meeting = meetings.suffix(3).randomElement(using: &chance) else { return }
        _ = try await chapter.chapter.perform(
            RecordAttendance(meeting, member: person), as: .operator, at: now)
    }

    /// A day within two years of a moment, or none.
    private mutating func date(around now: Timestamp) -> String? {
        guard !chance.once(in: 5) else { return nil }
        let days = Int64.random(in: -700...60, using: &chance)
        return Self.day(now + (chance.once(in: 3) ? 0 : days) * 86_400_000)
    }
}

extension InventedPast {
    /// Gives a person one to three periods, wherever they fall.
    private mutating func keepPeriods(of person: MemberID, at now: Timestamp) async throws {
        var periods: [(String, String?, String?)] = []
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            let start = now + Int64.random(in: -700...300, using: &chance) * 86_400_000
            let until = start + Int64.random(in: 0...500, using: &chance) * 86_400_000
            let ended = start + Int64.random(in: 0...500, using: &chance) * 86_400_000
            periods.append(
                (
                    Self.day(start), chance.once(in: 4) ? nil : Self.day(until),
                    chance.once(in: 3) ? Self.day(ended) : nil
                ))
        }
        let rows = periods
        try await chapter.chapter.feeds.database.write { db in
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO membership_type
                      (id, name, folded_name, period, months, grace_days)
                    VALUES (1, 'Standard', 'standard', 'rolling', 12, 14)
                    """)
            for (start, until, ended) in rows {
                try db.execute(
                    sql: """
                        INSERT INTO membership_period (member_id, type_id, starts_on, runs_until,
                          ended_on, grace_days, member_since, recorded_at, recorded_by)
                        VALUES (?, 1, ?, ?, ?, 14, iif(? % 3 = 0, date(?, '-1 year'), NULL), 0,
                          'operator')
                        """, arguments: [person, start, until, ended, person, start])
            }
            // What is no act has to settle what follows from it.
            try Chapter.settle(db, at: now)
        }
    }
}
