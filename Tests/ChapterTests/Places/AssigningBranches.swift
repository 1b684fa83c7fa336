import Chapter
import TestSupport
import Testing

@Suite struct `Assigning people to branches` {
    private let harbour: TestChapter

    init() async throws {
        harbour = try TestChapter.make()
    }

    private func plan(onlyBlanks: Bool = false) async throws -> BranchPlan {
        try await harbour.chapter.read { db in
            try BranchPlan.read(onlyBlanks: onlyBlanks, in: db, for: .operator).get()
        }
    }

    private func branch(_ member: MemberID) async throws -> String? {
        try await harbour.record(member).values[.branch]
    }

    @Test func `it counts before, does the same, and is taken back at once`() async throws {
        try await harbour.addIsland()
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        let bob = try await harbour.islander("Bob", "IC2 2BB")
        let carol = try await harbour.islander("Carol", "IC3 3CC")
        let dan = try await harbour.islander("Dan", "ZZ9")
        let eve = try await harbour.add(.eve)
        try await harbour.act(EditMember(bob, changes: [.branch: "7th"]))
        try await harbour.act(EditMember(carol, changes: [.branch: "Harbour"]))
        try await harbour.act(EditMember(dan, changes: [.branch: "8th"]))
        let plan = try await plan()
        #expect(
            [plan.set, plan.changed, plan.right, plan.outside, plan.withoutPoint] == [
                1, 1, 1, 0, 2,
            ])
        #expect(plan.branches.map(\.name) == ["Harbour", "North", "South"])
        #expect(plan.branches.map(\.coming) == [0, 1, 1])
        #expect(try await branch(ana) == nil, "looking changes nothing")
        let done = try await harbour.act(AssignBranches())
        #expect(done.plan == plan)
        #expect(try await branch(ana) == "North")
        #expect(try await branch(bob) == "South")
        #expect(try await branch(carol) == "Harbour")
        #expect(try await branch(dan) == "8th", "who has no point keeps the branch")
        #expect(try await branch(eve) == nil)
        #expect(try await harbour.history(bob).first?.act == "AssignBranches")
        #expect(try await harbour.history(carol).first?.act == "EditMember")
        let again = try await harbour.act(AssignBranches())
        #expect(again.id == nil)
        try await harbour.act(EditMember(ana, changes: [.branch: "Own choice"]))
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [1, 1])
        #expect(try await branch(ana) == "Own choice")
        #expect(try await branch(bob) == "7th")
        #expect(try await harbour.record(bob).version == 5)
    }

    @Test func `with blanks only nobody's branch becomes another`() async throws {
        try await harbour.addIsland()
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        let bob = try await harbour.islander("Bob", "IC2 2BB")
        try await harbour.act(EditMember(bob, changes: [.branch: "7th"]))
        let plan = try await plan(onlyBlanks: true)
        #expect([plan.set, plan.changed, plan.left] == [1, 0, 1])
        try await harbour.act(AssignBranches(onlyBlanks: true))
        #expect(try await branch(ana) == "North")
        #expect(try await branch(bob) == "7th")
    }

    @Test func `the district that a list says stays, whatever the branch`() async throws {
        try await harbour.addIsland()
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        let bob = try await harbour.islander("Bob", "IC2 2BB")
        try await harbour.act(EditMember(ana, changes: [.district: "ME_01", .branch: "South"]))
        try await harbour.act(EditMember(bob, changes: [.district: "ME_02"]))
        let before = try await harbour.everything()
        let done = try await harbour.act(AssignBranches())
        #expect([done.plan.set, done.plan.changed] == [1, 1])
        #expect(try await harbour.record(ana).values[.district] == "ME_01")
        #expect(try await harbour.record(bob).values[.district] == "ME_02")
        #expect(try await branch(ana) == "North")
        #expect(try await branch(bob) == "South")
        let line = try #require(try await harbour.history(ana).first)
        #expect(line.sentence == "The operator changed the branch from “South” to “North”.")
        let undone = try await harbour.act(UndoLabels(try #require(done.id)))
        #expect([undone.restored, undone.kept] == [2, 0])
        #expect(try await branch(ana) == "South")
        #expect(try await branch(bob) == nil)
        #expect(try await harbour.everything() == before)
    }

    @Test func `lists bring branches, count by them and show them`() async throws {
        for heading in ["branch", "Local branch", "Rama"] {
            let other = try TestChapter.make()
            try await other.apply(
                try await other.stage(
                    "name,\(heading),congressional district\nAna Li,North,ME_01\nBo Ray,,\n"))
            let ana = try await other.record(MemberID(1))
            #expect(ana.values[.branch] == "North", "\(heading)")
            #expect(ana.values[.district] == "ME_01", "\(heading)")
            let table = try await other.chapter.read { db in
                try Report(MemberList(), by: .branch, at: .noon).answer(in: db, for: .operator)
                    .get()
            }
            #expect(table.rows.map { $0.name ?? "none" }.sorted() == ["North", "none"])
            let file = try await other.act(
                ExportPeople(
                    MemberList(search: "Ana"),
                    columns: ListView([.branch, .district], by: .name).exported()))
            #expect(file.text == "name,district,branch\r\nAna Li,ME_01,North\r\n")
        }
    }

    @Test func `without branches it says what is missing`() async throws {
        try await harbour.islander("Ana", "IC1 1AA")
        let refusal = try await harbour.refusal(of: AssignBranches())
        #expect(
            refusal?.sentence
                == "There are no branches yet. Add their borders or their postcodes first.")
    }

    @Test func `outlines come and go with their names`() async throws {
        try await harbour.addIsland()
        func outlines() async throws -> [Outline] {
            try await harbour.chapter.read { db in try Outline.all(in: db, for: .operator).get() }
        }
        #expect(try await outlines().map(\.name) == ["Isla Cordera", "Harbour", "North", "South"])
        let twice = try await harbour.refusal(
            of: AddOutlines(.branch, file: Array(Island.branches.utf8)))
        #expect(twice?.sentence == "There is an outline “North” already. Remove it first.")
        let coded = try await harbour.act(
            AddOutlines(.branch, file: Array(Island.branches.utf8), property: "code"))
        #expect(coded == ["1", "2", "3"])
        let unknown = try await harbour.refusal(
            of: AddOutlines(.branch, file: Array(Island.branches.utf8), property: "ward"))
        #expect(
            unknown?.sentence
                == "The property “ward” is not there. Choose the one that says what the branches are called: code, name. Nothing was kept."
        )
        let nameless = Island.branches.replacing("\"name\"", with: "\"label_x\"")
        let refusal = try await harbour.refusal(
            of: AddOutlines(.branch, file: Array(nameless.utf8)))
        #expect(refusal?.field == "property")
        let line = "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}"
        let noArea = try await harbour.refusal(
            of: AddOutlines(.branch, file: Array(line.utf8), name: "L"))
        #expect(
            noArea?.sentence
                == "Feature 1: it is a line, and a branch is an area. Nothing was kept.")
        try await harbour.act(AddOutlines(.coastline, file: Array(line.utf8), name: "River"))
        let north = try #require(try await outlines().first { $0.name == "North" })
        let renamed = try await harbour.act(ChangeBranch(north.id, name: "Upper", postcodes: []))
        #expect(renamed.name == "Upper")
        #expect(
            try await harbour.refusal(of: ChangeBranch(north.id, name: "SOUTH", postcodes: []))?
                .code == .conflict)
        #expect(try await harbour.act(RemoveOutline(north.id)) == "Upper")
        #expect(try await harbour.refusal(of: RemoveOutline(north.id))?.code == .notFound)
        #expect(try await outlines().count == 7)
    }

    @Test func `what does not fit is reported`() async throws {
        try await harbour.addIsland()
        for number in 0..<25 { try await harbour.islander("N\(number)", "IC2 2BB") }
        let ana = try await harbour.islander("Ana", "IC1 1AA")
        try await harbour.act(EditMember(ana, changes: [.branch: "South"]))
        let bob = try await harbour.islander("Bob", "XX9 9XX")
        try await harbour.islander("Carol", "xx99xx")
        try await harbour.add(.eve)
        let far = try await harbour.islander("Far Away", "IC2 2BB", line: "1 Null Island")
        try await harbour.act(SetPlace(far, GeoPoint(latitude: 0, longitude: 0)))
        let report = try await harbour.placeReport()
        #expect(report.elsewhere.map(\.name) == ["Ana"])
        #expect(report.elsewhere.first?.livesIn == "North")
        #expect(report.elsewhereCount == 1)
        #expect(report.unplaced.map(\.member).first == bob)
        #expect(report.unplacedCount == 2)
        #expect(report.postcodes.map(\.contacts) == [2])
        #expect(report.homeless == 1)
        #expect(report.far.map(\.name) == ["Far Away"])
    }
}
