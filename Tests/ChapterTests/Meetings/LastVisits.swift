import Chapter
import Federation
import GRDB
import TestSupport
import Testing

@Suite struct `The latest visit on a record` {
    @Test(arguments: 1...12)
    func `it follows attendance, whatever becomes of people and meetings`(seed: UInt64)
        async throws
    {
        var random = TestSupport.SplitMix64(seed: seed)
        let harbour = try TestChapter.make()
        var people: [MemberID] = []
        for number in 0..<5 { people.append(try await harbour.person("Person \(number)")) }
        var meetings: [(id: ObjectID, version: Int)] = []
        var visits = 0
        for step in 0..<60 {
            let person = people.randomElement(using: &random) ?? people[0]
            let start = Timestamp.noon + Int64.random(in: -40...0, using: &random) * 86_400_000
            let plan = MeetingPlan(
                title: "Meeting \(step)", start: start, end: start + 3_600_000, audience: .chapter)
            let chosen = meetings.indices.randomElement(using: &random)
            switch (Int.random(in: 0..<10, using: &random), chosen) {
            case (0...1, _), (_, nil):
                meetings.append((try await harbour.act(ScheduleMeeting(plan)), 1))
            case (2...5, let index?):
                _ = try? await harbour.act(
                    RecordAttendance(meetings[index].id, member: person, arrived: .noon))
            case (6, let index?):
                _ = try? await harbour.act(
                    TakeBackAttendance(meetings[index].id, .person(person)))
            case (7, let index?):
                let change = ChangeMeeting(
                    meetings[index].id, version: meetings[index].version, to: plan)
                if let version = try? await harbour.act(change) {
                    meetings[index].version = version
                }
            case (8, let index?):
                _ = try? await harbour.act(CancelMeeting(meetings[index].id))
                meetings.remove(at: index)
            default:
                let other = people.randomElement(using: &random) ?? person
                let merge = MergeContacts(keep: person, gone: other, choices: [:])
                guard let merged = try? await harbour.act(merge) else { continue }
                try await expectVisits(harbour, "seed \(seed), step \(step), merged")
                try await harbour.act(UndoMerge(merged.id))
            }
            visits += try await expectVisits(harbour, "seed \(seed), step \(step)")
        }
        #expect(visits > 0, "seed \(seed): nobody came to anything")
    }

    /// Compares every record with its attendance; gives how many people came to something.
    @discardableResult
    private func expectVisits(_ harbour: TestChapter, _ when: String) async throws -> Int {
        let (wrong, visitors) = try await harbour.chapter.read { db in
            let sql = """
                SELECT count(*) FROM member m WHERE last_visit IS NOT
                  (SELECT max(starts_at) FROM meeting WHERE cancelled = 0 AND id IN
                    (SELECT meeting_id FROM attendance WHERE member_id = m.id))
                """
            return (
                try Int.fetchOne(db, sql: sql) ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(last_visit) FROM member") ?? 0
            )
        }
        #expect(wrong == 0, "\(when)")
        return visitors
    }
}
