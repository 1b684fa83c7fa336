import Chapter
import TestSupport
import Testing

@Suite struct `Labelling many people` {
    @Test func `a tag reaches everybody once, and undoing takes it from those alone`() async throws
    {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let eve = try await harbour.add(.eve)
        try await harbour.act(TagMember(carol, "mill lane"))
        let done = try await harbour.act(
            LabelPeople(.tag, "Mill Lane", .these([bob, carol, bob])))
        #expect(done.changed == 1)
        #expect(done.unchanged == 1)
        #expect(try await harbour.record(bob).tags == ["Mill Lane"])
        #expect(try await harbour.record(carol).tags == ["mill lane"])
        #expect(try await harbour.record(eve).tags.isEmpty)
        #expect(try await harbour.record(bob).version == 2)
        #expect(try await harbour.history(bob)[0].act == "LabelPeople")
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 0])
        #expect(try await harbour.record(bob).tags.isEmpty)
        #expect(try await harbour.record(carol).tags == ["mill lane"])
        let again = try await harbour.refusal(of: UndoLabels(try #require(done.id)))
        #expect(again?.code == .conflict)
    }

    @Test func `taking a tag off and undoing brings the old spelling back`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        try await harbour.act(TagMember(bob, "Straße"))
        let done = try await harbour.act(LabelPeople(.untag, "STRASSE", .all(MemberList())))
        #expect(done.changed == 1)
        #expect(try await harbour.record(bob).tags.isEmpty)
        try await harbour.act(UndoLabels(try #require(done.id)))
        #expect(try await harbour.record(bob).tags == ["Straße"])
    }

    @Test func `a skill reaches everybody once, and undoing takes it from those alone`()
        async throws
    {
        let harbour = try TestChapter.make()
        let (bob, carol) = (try await harbour.add(.bob), try await harbour.add(.carol))
        try await harbour.act(AddSkill(carol, "first aid"))
        let done = try await harbour.act(LabelPeople(.skill, "First aid", .these([bob, carol])))
        #expect([done.changed, done.unchanged] == [1, 1])
        #expect(try await harbour.record(bob).skills == ["First aid"])
        #expect(try await harbour.record(bob).interests == ["Housing", "Transit"])
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 0])
        #expect(try await harbour.record(bob).skills.isEmpty)
        #expect(try await harbour.record(carol).skills == ["first aid"])
    }

    @Test func `who was changed again since is left alone`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let carol = try await harbour.add(.carol)
        let done = try await harbour.act(LabelPeople(.interest, "Ferries", .these([bob, carol])))
        try await harbour.act(RemoveInterest(bob, "ferries"))
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 1])
    }

    @Test func `everybody in a list is meant, not only a page of it`() async throws {
        let harbour = try TestChapter.make()
        for number in 0..<60 {
            try await harbour.act(AddMember([.name: "N\(number)", .status: "supporter"]))
        }
        let bob = try await harbour.add(.bob)
        var list = MemberList(status: "supporter")
        list.limit = 1
        let done = try await harbour.act(LabelPeople(.tag, "Stall", .all(list)))
        #expect(done.changed == 60)
        #expect(try await harbour.record(bob).tags.isEmpty)
    }

    @Test func `nobody, nothing and a full person are no fault`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.add(.bob)
        let nobody = try await harbour.refusal(of: LabelPeople(.tag, "A", .these([])))
        #expect(nobody?.field == "people")
        let nothing = try await harbour.refusal(of: LabelPeople(.tag, " ", .these([bob])))
        #expect(nothing?.field == "tag")
        let labels = (0..<100).map { "Interest \($0)" }
        try await harbour.act(SetInterests(bob, labels))
        let done = try await harbour.act(LabelPeople(.interest, "One more", .these([bob])))
        #expect(done.id == nil)
        #expect([done.changed, done.unchanged] == [0, 1])
    }

    @Test func `a single interest comes and goes without touching the others`() async throws {
        let harbour = try TestChapter.make()
        let bob = try await harbour.viewer(.bob)
        let id = try #require(bob.memberID)
        try await harbour.act(AddInterest(id, "Ferries"), as: bob)
        try await harbour.act(AddInterest(id, "FERRIES"), as: bob)
        #expect(try await harbour.record(id).interests == ["Housing", "Transit", "Ferries"])
        try await harbour.act(RemoveInterest(id, "transit"), as: bob)
        #expect(try await harbour.record(id).interests == ["Housing", "Ferries"])
        let missing = try await harbour.refusal(of: RemoveInterest(id, "Chess"), as: bob)
        #expect(missing?.code == .notFound)
    }
}
