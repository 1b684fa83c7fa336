import Chapter
import Foundation
import TestSupport
import Testing

@Suite struct `Acts by role` {
    @Test(arguments: actMatrix)
    func `only who may do it does it`(row: ActRow) async throws {
        for who in Who.allCases {
            let harbour = try TestChapter.make()
            let fixture = MatrixFixture(chapter: harbour, others: try await harbour.add(.bob))
            let viewer: Viewer =
                switch who {
                case .visitor: .visitor
                case .operator: .operator
                case .member: try await harbour.viewer(.alice)
                case .coordinator: try await harbour.viewer(.alice, roles: [.coordinator])
                case .federationAdmin: try await harbour.viewer(.alice, roles: [.federationAdmin])
                }
            let refusal = try await row.refusal(fixture, viewer)
            let isAllowed = refusal?.code != .notAllowed
            #expect(
                isAllowed == row.may.contains(who),
                "\(row.name) as \(who.rawValue): \(refusal?.sentence ?? "done")")
        }
    }

    @Test func `every act has a row`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Chapter").standardized
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var acts: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /struct (\w+)\s*:\s*[^{]*\bAct\b/) {
                acts.insert(String(match.1))
            }
        }
        #expect(acts.count > 15, "the search for acts must find them")
        let rows = actMatrix.map(\.name)
        #expect(acts.subtracting(rows) == [], "acts without a row")
        #expect(Set(rows).count == rows.count, "an act with two rows")
    }

    @Test func `members edit themselves without seeing others`() async throws {
        let harbour = try TestChapter.make()
        let alice = try await harbour.viewer(.alice)
        let me = try #require(alice.memberID)
        try await harbour.act(EditMember(me, changes: [.pronouns: "she/her"]), as: alice)
        try await harbour.act(SetInterests(me, ["Ferries"]), as: alice)
        try await harbour.act(SetSkills(me, ["First aid"]), as: alice)
        try await harbour.act(MakeMemberToken(me), as: alice)
        let list = try await harbour.chapter.read { db in
            try MemberList().answer(in: db, for: alice)
        }
        #expect(throws: Refusal.notAllowed(.seePeople)) { try list.get() }
        let tag = try await harbour.refusal(of: TagMember(me, "VIP"), as: alice)
        #expect(tag?.code == .notAllowed)
    }
}
