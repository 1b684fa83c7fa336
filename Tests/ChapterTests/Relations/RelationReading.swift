import Chapter
import Federation
import TestSupport
import Testing

extension TestChapter {
    /// The kind of relation that reads so, forward.
    func relationType(_ forward: String) async throws -> RelationType {
        let all = try await chapter.read { db in
            try RelationTypeUse.all(in: db, for: .operator).get()
        }
        return try #require(all.first { $0.type.forward == forward }).type
    }

    /// What a record shows of relations, as sentences: “works at Harbour Hotel”; those that have
    /// ended are in brackets.
    func relations(of member: MemberID, at now: Timestamp = .noon) async throws -> [String] {
        let groups = try await chapter.read { db in
            try ContactRelations(member).answer(in: db, for: .operator, at: now).get()
        }
        return groups.flatMap(\.entries).map { entry in
            let text = "\(entry.words) \(entry.other.name)"
            return entry.isOver ? "(\(text))" : text
        }
    }

    /// The newest line of history of a contact, as what changed and the sentence.
    func latest(_ member: MemberID) async throws -> HistoryEntry {
        try #require(try await history(member).first)
    }
}
