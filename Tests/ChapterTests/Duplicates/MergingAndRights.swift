import Federation
import Feeds
import GRDB
import TestSupport
import Testing

@testable import Chapter

@Suite struct `Merging and rights` {
    @Test func `a merge gives nobody a role`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        try await harbour.act(GiveRole(carol, .federationAdmin))
        let lacks = try await harbour.refusal(of: MergeContacts(keep: bob, gone: carol), as: alice)
        #expect(lacks == mayNotGive(.federationAdmin))
        let own = try await harbour.refusal(of: MergeContacts(keep: bob, gone: carol))
        #expect(
            own?.sentence.hasPrefix("Carol Nuñez holds the role of federation admin. Keep") == true)
        // The other way round nobody gains anything.
        try await harbour.act(MergeContacts(keep: carol, gone: bob), as: alice)
        let me = try #require(alice.memberID)
        let eve = try await harbour.add(.eve)
        let self_ = try await harbour.refusal(of: MergeContacts(keep: eve, gone: me), as: alice)
        #expect(self_?.sentence.hasPrefix("This is your own record.") == true)
    }

    @Test func `an address that came with a merge opens no door to a role`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let carol = try await harbour.add(.carol)
        try await harbour.act(GiveRole(carol, .federationAdmin))
        let eve = try await harbour.act(
            AddMember(name: "Carol Nunez", email: "eve@example.com"), as: alice
        ).memberID
        try await harbour.act(MergeContacts(keep: carol, gone: eve), as: alice)
        #expect(try await harbour.record(carol).emails.count == 2)
        let letters = try await harbour.act(
            RequestSignInLinks("eve@example.com"), as: .visitor)
        #expect(letters.isEmpty)
    }

    @Test func `sign-ins of the one who goes end and those of the kept one stay`() async throws {
        let harbour = try TestChapter.make()
        let (bob, bobs) = try await harbour.member("Bob")
        let (rob, robs) = try await harbour.member("Rob")
        try await harbour.tamper(
            "INSERT INTO member_passphrase (member_id, kept, changed) VALUES (?, 'x', 1)", [rob])
        let merged = try await harbour.act(MergeContacts(keep: bob, gone: rob))
        func viewer(_ token: String) async throws -> Viewer {
            try await harbour.chapter.read { db in
                try FindViewer(token: token).answer(in: db, at: .noon)
            }
        }
        #expect(try await viewer(robs) == .visitor)
        #expect(try await viewer(bobs) == .member(bob, []))
        #expect(try await harbour.rows("member_passphrase").isEmpty)
        try await harbour.act(UndoMerge(merged.id))
        #expect(try await viewer(robs) == .visitor, "a session does not come back")
        #expect(try await harbour.rows("member_passphrase").count == 1)
    }

    @Test func `a role that was taken since does not come back`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice, roles: [.coordinator])
        let bob = try await harbour.add(.bob)
        let rob = try await harbour.act(AddMember(name: "Rob O'Brien")).memberID
        for id in [bob, rob] { try await harbour.act(GiveRole(id, .coordinator)) }
        let merged = try await harbour.act(MergeContacts(keep: bob, gone: rob), as: alice)
        try await harbour.act(TakeRole(bob, .coordinator), as: alice)
        let report = try await harbour.act(UndoMerge(merged.id), as: alice)
        #expect(report.stayed.map(\.table) == ["member_role"])
        let held = try await harbour.chapter.read { db in try heldRoles(db, rob) }
        #expect(held.isEmpty)
    }

    @Test func `an open vote keeps its roll`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.openFeed()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let ballot = try await harbour.openBallot(
            BallotPlan(motion: "Shall we?"), papers: [0], by: [bob])
        let late = try await harbour.act(AddMember(name: "Bob O'Brien")).memberID
        let both = try await harbour.refusal(of: MergeContacts(keep: bob, gone: carol))
        #expect(
            both?.sentence
                == "Both may vote on “Shall we?”, which is open. Wait until the vote is closed.")
        let one = try await harbour.refusal(of: MergeContacts(keep: late, gone: carol))
        #expect(
            one?.sentence.hasPrefix("Carol Nuñez may vote on “Shall we?”, which is open.") == true)
        // Who is not on the roll goes into somebody who is.
        let merged = try await harbour.act(MergeContacts(keep: carol, gone: late))
        try await harbour.act(CastPaper(ballot, choice: 0), as: .member(carol, []))
        try await harbour.act(UndoMerge(merged.id))
        let twice = try await harbour.refusal(
            of: CastPaper(ballot, choice: 0), as: .member(late, []))
        #expect(twice?.sentence.hasPrefix("You are not on the roll") == true)
        try await harbour.act(CloseBallot(ballot))
        try await harbour.act(MergeContacts(keep: bob, gone: carol))
    }

    @Test func `two names in one group stay two`() async throws {
        let harbour = try TestChapter.make()
        try await harbour.openFeed()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let group = try await harbour.act(
            FoundGroup(name: "Night school", purpose: "Housing law", handle: "rosa"),
            as: .member(bob, []))
        let single = try await harbour.chapter.mergePreview(
            keep: carol, gone: bob, for: .operator
        ).get()
        #expect(single.refusal == nil)
        try await harbour.act(JoinGroup(group, as: "clara"), as: .member(carol, []))
        let refusal = try await harbour.refusal(of: MergeContacts(keep: carol, gone: bob))
        #expect(
            refusal?.sentence
                == "Both are in the group “Night school” under two names. One of them leaves it "
                + "first.")
    }

    @Test func `different kinds do not become one`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let hotel = try await harbour.act(AddMember([.name: "Hotel", .status: "contact"])).memberID
        try await harbour.tamper("UPDATE member SET kind = 'organization' WHERE id = ?", [hotel])
        let refusal = try await harbour.refusal(of: MergeContacts(keep: bob, gone: hotel))
        #expect(refusal?.sentence.hasPrefix("A person is merged with a person") == true)
    }
}
