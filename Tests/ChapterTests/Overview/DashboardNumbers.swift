import Federation
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Every number of the dashboard and its list` {
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `a number is the length of its list`(seed: UInt64) async throws {
        var past = try InventedPast(seed: seed)
        try await past.happen(220)
        try await past.work(seed)
        try await past.chapter.act(
            SetStandingRule(joinedDays: 30, meetings: 1, withinMonths: 12),
            at: InventedPast.ago(380))
        for ago in [0, Int(seed) * 41, 400] {
            let day = InventedPast.day(InventedPast.ago(ago))
            let shown = try await past.chapter.dashboard(on: day)
            let numbers = shown.numbers
            #expect(numbers.count > 60, "seed \(seed)")
            #expect(shown.places.flatMap(\.places).count > 3, "seed \(seed), \(day)")
            for number in numbers {
                let list = DashboardPeople(number.question, on: number.day, limit: 7)
                let people = try await past.chapter.everybody(in: list)
                #expect(
                    people.names.count == number.count && people.count == number.count,
                    "seed \(seed), \(day), \(number.question) on \(number.day)")
                #expect(Set(people.ids).count == people.ids.count, "seed \(seed), \(day)")
                // As if there were too many to count and to sort.
                var walk = list
                (walk.broad, walk.lookedAt) = (1, 3)
                let walked = try await past.chapter.everybody(in: walk)
                #expect(
                    walked.ids == people.ids && walked.count <= people.count,
                    "seed \(seed), \(day), \(number.question) on \(number.day)")
            }
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `members are those of the month before with who came and without who left`(seed: UInt64)
        async throws
    {
        var past = try InventedPast(seed: seed)
        try await past.happen(200)
        let people = try await past.chapter.chapter.read { db in
            try MembersThroughTime.fetch(db)
        }
        let today = DayNumber(milliseconds: Timestamp.noon.milliseconds)
        for ago in stride(from: 900, to: 0, by: -37) {
            let days = today.plus(days: -ago)...today.plus(days: -ago + 36)
            let before = Set(
                (0..<people.count).filter {
                    people.isMember($0, on: days.lowerBound.plus(days: -1))
                })
            let came = people.who { days.contains($0.lowerBound) }
            let left = people.who { days.contains($0.upperBound) }
            let after = Set((0..<people.count).filter { people.isMember($0, on: days.upperBound) })
            #expect(after.isSubset(of: before.union(came)), "seed \(seed), \(ago)")
            #expect(
                before.union(came).subtracting(left).isSubset(of: after), "seed \(seed), \(ago)")
        }
    }
}

/// A number of the dashboard, and the question that its list answers.
struct DashboardNumber: Sendable {
    let count: Int
    let question: DashboardQuestion
    let day: String
}

extension Dashboard {
    /// Every number about people.
    var numbers: [DashboardNumber] {
        var all = [
            DashboardNumber(count: funnel.known, question: .known, day: day),
            DashboardNumber(count: funnel.helping, question: .helping, day: day),
            DashboardNumber(count: funnel.members, question: .members, day: day),
            DashboardNumber(count: funnel.came, question: .came, day: day),
            DashboardNumber(count: membersToday, question: .members, day: today),
        ]
        if let inGoodStanding {
            all += [
                DashboardNumber(count: inGoodStanding, question: .inGoodStanding, day: day),
                DashboardNumber(
                    count: funnel.members - inGoodStanding, question: .notInGoodStanding, day: day),
            ]
        }
        for month in months {
            all += [
                DashboardNumber(count: month.members, question: .members, day: month.lastDay),
                DashboardNumber(count: month.joined, question: .joined(month.month), day: day),
                DashboardNumber(count: month.returned, question: .returned(month.month), day: day),
                DashboardNumber(count: month.left, question: .left(month.month), day: day),
                DashboardNumber(count: month.came, question: .came, day: month.lastDay),
            ]
        }
        for cohort in cohorts {
            all.append(
                DashboardNumber(
                    count: cohort.joined, question: .cohort(cohort.quarter), day: day))
            for (months, kept) in zip(Dashboard.anniversaries, cohort.kept) {
                guard let kept else { continue }
                all.append(
                    DashboardNumber(
                        count: kept, question: .kept(cohort.quarter, months: months), day: day))
            }
        }
        for (kind, labels) in labels {
            for label in labels {
                let question = DashboardQuestion.labelled(kind, label.name)
                all.append(DashboardNumber(count: label.then, question: question, day: day))
                all.append(DashboardNumber(count: label.now, question: question, day: today))
            }
        }
        for place in places.flatMap(\.places) {
            let question = DashboardQuestion.worksAt(place.place)
            all.append(DashboardNumber(count: place.then, question: question, day: day))
            all.append(DashboardNumber(count: place.now, question: question, day: today))
        }
        return all
    }
}

extension TestChapter {
    /// Reads the dashboard of a day as the operator.
    func dashboard(on day: String? = nil) async throws -> Dashboard {
        try await chapter.read { db in
            try Dashboard.read(on: day, in: db, for: .operator, at: .noon).get()
        }
    }

    /// Turns all pages of a list.
    func everybody(in list: DashboardPeople, at now: Timestamp = .noon) async throws -> (
        names: [String], ids: [String], count: Int
    ) {
        var list = list
        var (names, ids, count): ([String], [String], Int) = ([], [], 0)
        repeat {
            let asked = list
            let page = try await chapter.read { db in
                try asked.answer(in: db, for: .operator, at: now).get()
            }
            names += page.people.map(\.name)
            ids += page.people.map(\.memberID)
            count = page.count
            list.after = page.next
        } while list.after != nil
        return (names, ids, count)
    }
}

extension MembersThroughTime {
    /// Who has a stretch of days as a member for which this holds.
    fileprivate func who(_ holds: (Range<DayNumber>) -> Bool) -> Set<Int> {
        Set((0..<count).filter { stretches($0).contains(where: holds) })
    }
}
