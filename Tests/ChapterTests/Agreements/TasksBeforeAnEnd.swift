import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@Suite struct `A task before an agreement ends` {
    private let office: Office
    private var harbour: TestChapter { office.harbour }

    init() async throws { office = try await Office() }

    private func pact(ends: String?, days: Int = 60, for assignee: MemberID? = nil) throws
        -> EnteredAgreement
    {
        EnteredAgreement(
            .coalition, "Pact", endsOn: ends, parties: [AgreementParty(office.bob)],
            reminder: AgreementReminder(days, for: assignee, "Talk about renewing"))
    }

    private func tasks(_ id: Int64) async throws -> [Interaction] {
        try await harbour.chapter.read { [office] db in
            try TaskList(about: .agreement(id)).answer(in: db, for: office.alice).get().tasks
        }
    }

    private func record(_ id: Int64, at now: Timestamp = .noon) async throws -> AgreementRecord {
        try await harbour.chapter.read { [office] db in
            try AgreementRecord.read(id, in: db, for: office.alice, at: now).get()
        }
    }

    @Test func `it makes itself on its day, once, and is said before`() async throws {
        let id = try await harbour.act(
            AddAgreement(try pact(ends: "2026-08-31", for: office.danID)), as: office.alice)
        let planned = try #require(try await record(id).reminder)
        #expect(planned.day == "2026-07-02" && planned.days == 60)
        #expect(planned.assignee?.name == "Dan Dee")
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2026-07-01")) == 0)
        #expect(try await tasks(id) == [])
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2026-07-02")) == 1)
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2026-07-03")) == 0)
        let task = try #require(try await tasks(id).first)
        #expect(task.summary == "Talk about renewing" && task.due == "2026-07-02")
        #expect(task.assignee?.name == "Dan Dee" && task.subjectName == "Pact")
        #expect(try await record(id, at: try at("2026-07-03")).reminder?.day == nil)
        // Done and removed ones do not come back.
        try await harbour.act(FinishTask(task.id), as: office.dan)
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2026-07-04")) == 0)
    }

    @Test func `a reminder that would come after the day that moved is gone`() async throws {
        let id = try await harbour.act(AddAgreement(try pact(ends: "2027-06-01")))
        _ = try await harbour.chapter.makeAgreementTasks(at: try at("2027-04-02"))
        let task = try #require(try await tasks(id).first)
        try await harbour.act(
            ChangeTask(
                task.id, expectedVersion: nil,
                to: TaskContent(
                    task.summary, due: "2027-04-02", remind: "2027-04-01", about: .agreement(id))),
            at: try at("2026-06-01"))
        try await harbour.act(
            ChangeAgreement(id, to: try pact(ends: "2027-05-31")), at: try at("2026-06-01"))
        let moved = try #require(try await tasks(id).first)
        #expect(moved.due == "2027-04-01" && moved.remind == "2027-04-01")
        try await harbour.act(
            ChangeAgreement(id, to: try pact(ends: "2027-05-30")), at: try at("2026-06-01"))
        let again = try #require(try await tasks(id).first)
        #expect(again.due == "2027-03-31" && again.remind == nil)
    }

    @Test func `an open one moves with the end, and a new end after a done one gets its own`()
        async throws
    {
        let id = try await harbour.act(AddAgreement(try pact(ends: "2026-06-01")))
        let task = try #require(try await tasks(id).first, "its day has come already")
        #expect(task.due == "2026-05-01" && task.assignee == nil)
        try await harbour.act(ChangeAgreement(id, to: try pact(ends: "2027-06-01")))
        let moved = try #require(try await tasks(id).first)
        #expect(moved.id == task.id && moved.due == "2027-04-02")
        #expect(try await tasks(id).count == 1)
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2027-04-03")) == 0)
        try await harbour.act(FinishTask(task.id))
        try await harbour.act(ChangeAgreement(id, to: try pact(ends: "2028-06-01")))
        #expect(try await tasks(id) == [])
        #expect(try await record(id).reminder?.day == "2028-04-02")
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2028-04-02")) == 1)
        #expect(try await tasks(id).first?.due == "2028-04-02")
    }

    @Test func `an agreement that is removed or has no end takes it along`() async throws {
        let id = try await harbour.act(AddAgreement(try pact(ends: "2026-06-01")))
        try await harbour.act(RemoveAgreement(id))
        #expect(try await tasks(id) == [])
        #expect(try await harbour.chapter.makeAgreementTasks(at: .noon) == 0)
        try await harbour.act(RestoreAgreement(id))
        #expect(try await tasks(id).count == 1)
        var open = try pact(ends: nil)
        open.reminder = nil
        try await harbour.act(ChangeAgreement(id, to: open))
        #expect(try await tasks(id) == [])
    }

    @Test func `whoever has lost the role leaves it to everybody`() async throws {
        let id = try await harbour.act(
            AddAgreement(try pact(ends: "2026-08-31", for: office.danID)), as: office.alice)
        try await harbour.act(TakeRole(office.danID, .coordinator), as: office.alice)
        // Saving the agreement again is not refused for it.
        var entered = try pact(ends: "2026-08-31", for: office.danID)
        entered.note = "Annex B is missing."
        try await harbour.act(ChangeAgreement(id, to: entered))
        #expect(try await harbour.chapter.makeAgreementTasks(at: try at("2026-07-02")) == 1)
        let task = try #require(try await tasks(id).first)
        #expect(task.assignee == nil && task.made.by.id == "operator")
    }

    @Test func `what makes no sense is refused in words`() async throws {
        let cases: [(EnteredAgreement, String)] = [
            (try pact(ends: "2026-08-31", days: 0), "from 1 to 730 days"),
            (try pact(ends: "2026-08-31", days: 731), "from 1 to 730 days"),
            (try pact(ends: nil), "so that the task knows its day"),
            (try pact(ends: "2026-08-31", for: office.bob), "may not see people"),
        ]
        for (agreement, words) in cases {
            let refusal = try await harbour.refusal(of: AddAgreement(agreement))
            #expect(refusal?.sentence.contains(words) == true, "\(refusal?.sentence ?? "done")")
        }
    }

    @Test func `an end that was long ago makes none`() async throws {
        let old = try await harbour.act(AddAgreement(try pact(ends: "2026-03-31")))
        let recent = try await harbour.act(AddAgreement(try pact(ends: "2026-04-02")))
        #expect(try await tasks(old) == [])
        #expect(try await record(old).reminder?.day == nil)
        #expect(try await tasks(recent).map(\.due) == ["2026-05-01"])
    }
}
