import Chapter
import TestSupport
import Testing

@Suite struct `Kinds of relations` {
    @Test func `a chapter adds kinds of its own, and their words are not taken twice`() async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.act(AddRelationType(EnteredRelationType("drives", "is driven by")))
        for (forward, backward) in [("Drives", "is driven by"), ("is driven by", "drives")] {
            let refusal = try await harbour.refusal(
                of: AddRelationType(EnteredRelationType(forward, backward)))
            #expect(refusal?.code == .conflict)
        }
        let drives = try await harbour.relationType("drives")
        #expect(drives.code == nil && !drives.isMutual && drives.fromKind == nil)
    }

    @Test func `without words for the other direction it reads alike from both ends`() async throws
    {
        let harbour = try TestChapter.make()
        try await harbour.act(AddRelationType(EnteredRelationType("is the twin of")))
        #expect(try await harbour.relationType("is the twin of").isMutual)
        let refusal = try await harbour.refusal(
            of: AddRelationType(EnteredRelationType("trusts", from: .person, to: .organization)))
        #expect(refusal?.field == "toKind")
        #expect(
            try await harbour.refusal(of: AddRelationType(EnteredRelationType("  ")))?.field
                == "forward")
    }

    @Test func `what comes with the program keeps its words and is not retired`() async throws {
        let harbour = try TestChapter.make()
        let worksAt = try await harbour.relationType("works at")
        let renamed = ChangeRelationType(
            worksAt.id,
            to: EnteredRelationType("toils at", "employs", from: .person, to: .organization))
        #expect(try await harbour.refusal(of: renamed)?.code == .conflict)
        #expect(try await harbour.refusal(of: RetireRelationType(worksAt.id))?.code == .conflict)
        try await harbour.act(
            ChangeRelationType(
                worksAt.id,
                to: EnteredRelationType(
                    "works at", "employs", from: .person, to: .organization, isOneFrom: true)))
        #expect(try await harbour.relationType("works at").isOneFrom)
    }

    @Test func `a retired kind stays where it is and takes nothing new`() async throws {
        let harbour = try TestChapter.make()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let carol = try await harbour.add(.carol)
        let drives = try await harbour.act(
            AddRelationType(EnteredRelationType("drives", "is driven by")))
        let added = try await harbour.act(AddRelation(bob, drives, .forward, eve))
        try await harbour.act(RetireRelationType(drives))
        let refusal = try await harbour.refusal(of: AddRelation(bob, drives, .forward, carol))
        #expect(refusal?.sentence == "“drives” is no longer used. Choose another relation.")
        #expect(try await harbour.relations(of: eve) == ["is driven by Bob O'Brien"])
        try await harbour.act(ChangeRelation(added.id, of: bob, note: "Fridays"))
        try await harbour.act(RetireRelationType(drives, false))
        try await harbour.act(AddRelation(bob, drives, .forward, carol))
    }

    @Test func `a change that does not fit what is there is refused`() async throws {
        let harbour = try TestChapter.make()
        let (bob, eve) = (try await harbour.add(.bob), try await harbour.add(.eve))
        let carol = try await harbour.add(.carol)
        let drives = try await harbour.act(
            AddRelationType(EnteredRelationType("drives", "is driven by")))
        try await harbour.act(AddRelation(bob, drives, .forward, eve))
        try await harbour.act(AddRelation(bob, drives, .forward, carol))
        let cases: [(EnteredRelationType, String)] = [
            (
                EnteredRelationType("drives", "is driven by", to: .household),
                "contacts than that: 2."
            ),
            (
                EnteredRelationType("drives", "is driven by", isOneFrom: true),
                "of this kind now: 1."
            ),
            (EnteredRelationType("drives with"), "no longer say who is who"),
        ]
        for (type, words) in cases {
            let refusal = try await harbour.refusal(of: ChangeRelationType(drives, to: type))
            #expect(refusal?.sentence.contains(words) == true, "\(refusal?.sentence ?? "done")")
        }
        try await harbour.act(
            ChangeRelationType(
                drives, to: EnteredRelationType("takes along", "goes with", isOneTo: true)))
        #expect(try await harbour.relations(of: eve) == ["goes with Bob O'Brien"])
    }
}
