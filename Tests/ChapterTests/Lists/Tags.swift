import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Tags of everybody` {
    @Test func `a tag gets another name, and undoing gives back how each was spelled`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        try await harbour.act(TagMember(alice, "nightshift"))
        try await harbour.act(TagMember(bob, "Nightshift"))
        let done = try await harbour.act(ChangeTag("NIGHTSHIFT", to: "Night crew"))
        #expect((done.people, done.hadBoth) == (2, 0))
        #expect(try await harbour.record(bob).tags == ["Night crew"])
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect((undone.restored, undone.kept) == (2, 0))
        #expect(try await harbour.record(alice).tags == ["nightshift"])
        #expect(try await harbour.record(bob).tags == ["Nightshift"])
    }

    @Test func `two tags become one, and undoing tells them apart again`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        try await harbour.act(TagMember(alice, "Docks"))
        try await harbour.act(TagMember(alice, "Harbour"))
        try await harbour.act(TagMember(bob, "Docks"))
        let done = try await harbour.act(ChangeTag("docks", to: "Harbour"))
        #expect((done.people, done.hadBoth) == (2, 1))
        #expect(try await harbour.record(alice).tags == ["Harbour"])
        #expect(try await harbour.record(bob).tags == ["Harbour"])
        try await harbour.act(UndoLabels(try #require(done.id)))
        #expect(try await harbour.record(alice).tags.sorted() == ["Docks", "Harbour"])
        #expect(try await harbour.record(bob).tags == ["Docks"])
    }

    @Test func `only the spelling changes, and undoing brings it back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        try await harbour.act(TagMember(alice, "docks"))
        let done = try await harbour.act(ChangeTag("docks", to: "Docks"))
        #expect(try await harbour.record(alice).tags == ["Docks"])
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect(undone.kept == 0)
        #expect(try await harbour.record(alice).tags == ["docks"])
        #expect(try await harbour.act(ChangeTag("docks", to: "docks")).id == nil)
        #expect(try await harbour.refusal(of: ChangeTag("Piers", to: "x"))?.code == .invalid)
    }

    @Test func `who changed the tag since keeps it, and is counted`() async throws {
        let harbour = try TestChapter.make()
        let (alice, bob) = (try await harbour.add(.alice), try await harbour.add(.bob))
        for id in [alice, bob] { try await harbour.act(TagMember(id, "Docks")) }
        let done = try await harbour.act(ChangeTag("Docks", to: "Piers"))
        try await harbour.act(UntagMember(bob, "Piers"))
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect((undone.restored, undone.kept) == (1, 1))
    }

    @Test(arguments: [
        ("night shift", "nightshift", true), ("steward", "stewart", true),
        ("organizers", "organiser", true), ("ward 1", "ward 2", false), ("docks", "piers", false),
        ("ana", "ann", false), ("transit", "transport", false),
    ])
    func `nearly the same`(left: String, right: String, isNear: Bool) {
        #expect(isNearlySpelled(left, right) == isNear)
        #expect(isNearlySpelled(right, left) == isNear)
    }

    @Test func `a new tag that is nearly another is noticed`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.add(.alice)
        for tag in ["Night shift", "Docks"] { try await harbour.act(TagMember(alice, tag)) }
        let similar = { (tag: String) in
            try await harbour.chapter.read {
                try TagList.similar(to: tag, in: $0, for: .operator)
            }
        }
        #expect(try await similar("nightshift") == ["Night shift"])
        #expect(try await similar("NIGHT SHIFT") == [])
        #expect(try await similar("Steward") == [])
    }
}
