import Chapter
import Foundation
import TestSupport
import Testing

/// The command line and the API promise these names to other programs.
@Suite struct `People in JSON` {
    private func keys(_ value: some Encodable) throws -> Set<String> {
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
        return Set(try #require(object as? [String: Any]).keys)
    }

    @Test func `a person of a list`() async throws {
        let harbour = try TestChapter.make()
        let carol = try await harbour.add(.carol)
        let person = try #require(try await harbour.list(MemberList()).people.first)
        #expect(
            try keys(person) == [
                "memberID", "name", "status", "kind", "email", "phone", "tags", "interests",
            ])
        #expect(person.memberID == "\(carol)")
    }

    @Test func `a record has its fields in camel case`() async throws {
        let harbour = try TestChapter.make()
        let id = try await harbour.act(
            AddMember([.name: "Ann", .legalName: "Anna", .unionLocal: "7"])
        ).memberID
        let found = try keys(try await harbour.record(id))
        #expect(found.isSuperset(of: ["memberID", "version", "legalName", "unionLocal", "emails"]))
        #expect(!found.contains("job"), "what is not known is left out")
    }

    @Test func `the report and the undoing of an import`() async throws {
        let harbour = try TestChapter.make()
        let report = try await harbour.stage("name,email\nAnn,ann@example.org\nBo,bad\n")
        #expect(
            try keys(report).isSuperset(of: [
                "importID", "new", "updated", "unchanged", "conflicting", "failed", "warnings",
            ]))
        #expect(try keys(try #require(report.failed.first)) == ["row", "reason"])
        try await harbour.apply(report)
        let undone = try await harbour.act(UndoImport(report.number))
        #expect(
            try keys(undone) == [
                "removed", "restored", "organizations", "ties", "periods", "notes", "kept",
            ])
    }
}
