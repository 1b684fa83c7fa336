import Federation
import TestSupport
import Testing

@testable import Chapter

/// A day that a test writes out.
func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

/// A moment in the middle of a day in UTC.
func at(_ text: String) throws -> Timestamp {
    Timestamp(milliseconds: Int64(try day(text).number) * 86_400_000 + 43_200_000)
}

/// A period of kind 1 between two days; an empty text is no end.
func period(
    _ starts: String, _ until: String, grace: Int = 0, ended: String? = nil, since: String? = nil
) throws -> MembershipPeriod {
    MembershipPeriod(
        type: 1, kind: "Standard", startsOn: try day(starts),
        runsUntil: until.isEmpty ? nil : try day(until), graceDays: grace,
        memberSince: try since.map { try day($0) }, endedOn: try ended.map { try day($0) })
}

extension SplitMix64 {
    /// A number from 0 to below a limit.
    mutating func roll(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}

extension TestChapter {
    /// A chapter in Lisbon with three kinds: Standard for a year with 30 days of grace, Calendar
    /// until New Year's Eve with rollover in October, and Life without an end.
    static func withKinds() async throws -> (
        harbour: TestChapter, standard: Int64, calendar: Int64, life: Int64
    ) {
        let harbour = try TestChapter.make()
        try await harbour.act(SetTimeZone("Europe/Lisbon"))
        let newYear = try #require(MonthDay("01-01"))
        return (
            harbour,
            try await harbour.act(
                AddMembershipType(
                    MembershipTypePlan(
                        name: "Standard", term: .rolling(months: 12), graceDays: 30, rank: 1))),
            try await harbour.act(
                AddMembershipType(
                    MembershipTypePlan(
                        name: "Calendar",
                        term: .fixed(yearStarts: newYear, rollover: MonthDay("10-01")), rank: 2))),
            try await harbour.act(
                AddMembershipType(MembershipTypePlan(name: "Life", term: .open, rank: 3)))
        )
    }

    /// Adds somebody who is no member.
    func contact(_ name: String = "Bob O'Brien") async throws -> MemberID {
        try await act(AddMember([.name: name, .status: "contact"])).memberID
    }

    /// The periods of somebody as short words: “2026-05-01...2027-04-30”.
    func periods(_ member: MemberID) async throws -> [String] {
        try await chapter.read { db in
            try MembershipPeriod.fetch(db, of: member).map { period in
                "\(period.startsOn)...\(period.lastDay == .last ? "" : period.lastDay.description)"
            }
        }
    }

    /// Whether somebody is a member and since when, from the record.
    func standing(_ member: MemberID, on text: String) async throws -> GoodStanding {
        let now = try at(text)
        return try await chapter.read { db in
            try GoodStanding.read(member, in: db, for: .operator, at: now).get()
        }
    }
}
