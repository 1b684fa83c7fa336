import Chapter
import Feeds
import GRDB
import TestSupport
import Testing

@Suite struct `A task for each of many` {
    private func open(_ office: Office, on contact: MemberID) async throws -> [Interaction] {
        try await office.harbour.chapter.read { db in
            try TaskList.open(on: contact, in: db, for: office.alice)
        }
    }

    @Test func `each gets one of their own, and what nobody has touched is taken off at once`()
        async throws
    {
        let office = try await Office()
        let harbour = office.harbour
        let eve = try await harbour.add(.eve)
        let content = TaskContent(
            "Call", due: "2026-06-01", assignee: try office.danID, on: [try office.aliceID])
        let added = try await harbour.act(
            AddTaskForEach(content, for: .these([office.bob, office.carol, eve, office.bob])),
            as: office.alice)
        #expect(added.count == 3)
        for contact in [office.bob, office.carol, eve] {
            let task = try #require(try await open(office, on: contact).first)
            #expect(task.contacts.map(\.id) == [contact])
            #expect(task.assignee?.name == "Dan Dee" && task.due == "2026-06-01")
        }
        let done = try #require(try await open(office, on: eve).first)
        try await harbour.act(FinishTask(done.id), as: office.dan)
        // Another task of the same moment is none of them.
        let other = try await office.task(TaskContent("Call", on: [eve]))
        let undone = try await harbour.act(
            UndoTaskForEach(added.first, other), as: office.alice)
        #expect([undone.restored, undone.kept] == [2, 1])
        #expect(try await open(office, on: office.bob).isEmpty)
        #expect(try await open(office, on: eve).map(\.id) == [other])
        try await harbour.act(BringBackInteraction(added.first), as: office.alice)
        let none = try await harbour.refusal(of: UndoTaskForEach(other, other), as: office.alice)
        #expect(none?.code == .notFound)
    }

    @Test func `nobody, too many, and what is no task are refused`() async throws {
        let office = try await Office()
        let harbour = office.harbour
        let nobody = try await harbour.refusal(
            of: AddTaskForEach(TaskContent("Call"), for: .these([])), as: office.alice)
        #expect(nobody?.sentence == "Nobody is chosen.")
        let nothing = try await harbour.refusal(
            of: AddTaskForEach(TaskContent(" "), for: .these([office.bob])), as: office.alice)
        #expect(nothing != nil)
        try await harbour.chapter.feeds.database.write { db in
            for number in 0...AddTaskForEach.atMost {
                try db.execute(
                    sql: """
                        INSERT INTO member (name, folded_name, status) VALUES (?, ?, 'supporter')
                        """, arguments: ["N\(number)", "n\(number)"])
            }
            try Chapter.settle(db, at: .noon)
        }
        let many = try await harbour.refusal(
            of: AddTaskForEach(TaskContent("Call"), for: .all(MemberList(status: "supporter"))),
            as: office.alice)
        #expect(
            many?.sentence
                == "A task is made for 500 people at most, and these are 501. Choose fewer.")
    }
}
