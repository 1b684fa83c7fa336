import Foundation
import Web

extension Story {
    /// Everything that a chapter comes to keep besides its people.
    func keepRecords(_ people: [String: DemoDirectory.SignedInPeople]) async throws {
        heading("Records: own fields, things, searches; what is to be decided waits.")
        try await together(nodes) { node in
            let directory = node.chapter.directory
            guard let chosen = people[directory], let records = InventedRecords.all[directory]
            else { return }
            try await findDuplicates(chosen, at: node)
            try await introduce(chosen.coordinator, at: node)
            try await addFields(at: node)
            try await addThings(records, at: node)
            try await saveSearches(chosen, at: node)
            try await sendLists(records, chosen, at: node)
        }
        for node in nodes {
            guard let records = InventedRecords.all[node.chapter.directory] else { continue }
            tell(
                "  \(node.short): \(records.things.count) "
                    + "\(records.kind.plural.lowercased()), three searches, one merge, two lists "
                    + "that wait for an answer.")
        }
    }

    /// Two fields of the chapter's own with a rule across them; of members who came before, some
    /// have no answer yet.
    private func addFields(at node: DemoNode) async throws {
        let met: FieldAnswer = try await node.door.ask(
            .json(
                "POST", "own-fields",
                [
                    "name": .text("How we met"), "kind": .text("choice"),
                    "contactKind": .text("person"), "isRequired": .flag(true),
                    "choices": .list(Self.meetings.map { .text($0) }),
                    "message": .text("Say how you met them, so that somebody can greet them."),
                ]))
        let speaks: FieldAnswer = try await node.door.ask(
            .json(
                "POST", "own-fields",
                [
                    "name": .text("Speaks"), "kind": .text("choices"),
                    "contactKind": .text("person"),
                    "choices": .list(Self.languages.map { .text($0) }),
                    "help": .text("Well enough to speak for somebody else."),
                ]))
        _ = try await node.door.bytes(
            .json(
                "POST", "field-rules",
                [
                    "kind": .text("needs"), "field": .text(speaks.code),
                    "value": .text(Self.languages[2]), "other": .text(met.code),
                    "message": .text("Say how you met whoever can interpret for us."),
                ]))
        for (index, member) in try await node.members().prefix(Self.answered).enumerated() {
            let how = Self.meetings[index % Self.meetings.count]
            let languages = [0, index % 3].map { Self.languages[$0] }
            _ = try await node.door.bytes(
                .json(
                    "PATCH", "members/\(escaped(member.memberID))",
                    [
                        "ownFields": .object([
                            met.code: .text(how),
                            speaks.code: .list(Set(languages).sorted().map { .text($0) }),
                        ])
                    ]))
        }
    }

    /// A kind of things with three of them, and who stands for each; all are to be visited.
    private func addThings(_ records: InventedRecords, at node: DemoNode) async throws {
        let kind: NumberedAnswer = try await node.door.ask(
            .json(
                "POST", "object-kinds",
                ["name": .text(records.kind.name), "plural": .text(records.kind.plural)]))
        let path = "object-kinds/\(kind.id)"
        let field: FieldAnswer = try await node.door.ask(
            .json(
                "POST", path + "/fields",
                [
                    "name": .text(records.number), "kind": .text("number"),
                    "isRequired": .flag(true), "least": .text("1"),
                ]))
        for (thing, member) in zip(records.things, try await node.members()) {
            let added: NumberedAnswer = try await node.door.ask(
                .json(
                    "POST", path + "/objects",
                    [
                        "name": .text(thing.name),
                        "values": .object([field.code: .text(String(thing.number))]),
                    ]))
            _ = try await node.door.bytes(
                .json(
                    "POST", "objects/\(added.id)/contacts",
                    [
                        "memberID": .text(member.memberID), "capacity": .text(thing.capacity),
                        "startsOn": .text(day(-200)),
                    ]))
            _ = try await node.door.bytes(
                .json(
                    "PATCH", "objects/\(added.id)/tags", ["add": .list([.text("To be visited")])]))
        }
        try await takeInThings(records, path, at: node)
    }

    /// Two more things from a list.
    private func takeInThings(
        _ records: InventedRecords, _ kind: String, at node: DemoNode
    ) async throws {
        let rows =
            [["name", records.number]]
            + (9...10).map { ["\(records.kind.name) \($0)", "\($0)"] }
        let text = rows.map { $0.joined(separator: "\t") + "\n" }.joined()
        let file = try temporaryFile(
            "more-\(node.chapter.directory).tsv", Data(text.utf8))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let list: TakenList = try await node.door.ask(
            DoorRequest(
                "POST", kind + "/imports", query: [("file", "more.tsv")],
                body: .file(path: file, type: "text/tab-separated-values")))
        _ = try await node.door.bytes(
            .json("POST", "object-imports/\(list.id)/application", [:]))
    }

    /// One search for everybody, with somebody put in by hand, and one that is the coordinator's.
    private func saveSearches(
        _ chosen: DemoDirectory.SignedInPeople, at node: DemoNode
    ) async throws {
        let door = try await node.door(of: chosen.coordinator)
        let members: JSONValue = .object([
            "about": .text("status"), "test": .text("is"), "value": .text("member"),
        ])
        func save(_ name: String, _ condition: [String: JSONValue], isShared: Bool) async throws
            -> String
        {
            let saved: SearchID = try await door.ask(
                .json(
                    "POST", "searches",
                    [
                        "name": .text(name), "shared": .flag(isShared),
                        "query": .object([
                            "joins": .text("all"),
                            "parts": .list(
                                condition["about"] == .text("nobody")
                                    ? [.object(condition)] : [members, .object(condition)]),
                        ]),
                        "columns": .list(Self.columns.map { .text($0) }),
                    ]))
            return saved.id
        }
        let missed = try await save(
            "Not seen for three months",
            [
                "about": .text("attended"), "test": .text("most"), "times": .number(0),
                "days": .number(90),
            ], isShared: true)
        _ = try await door.bytes(
            .json(
                "POST", "searches/\(missed)/people",
                ["place": .text("in"), "people": .list([.text(chosen.member)])]))
        _ = try await save(
            "Nobody looks after them",
            ["about": .text("point person"), "test": .text("known"), "not": .flag(true)],
            isShared: false)
        let list = try await save(
            "Summer party helpers", ["about": .text("nobody"), "test": .text("known")],
            isShared: true)
        _ = try await door.bytes(
            .json(
                "POST", "searches/\(list)/people",
                [
                    "place": .text("in"),
                    "people": .list([.text(chosen.member), .text(chosen.coordinator)]),
                ]))
        _ = try await door.bytes(
            .json(
                "POST", "reports/kept",
                [
                    "name": .text("Members by age and tag"), "by": .text("age"),
                    "across": .text("tag"), "shared": .flag(true),
                    "query": .object(["joins": .text("all"), "parts": .list([members])]),
                ]))
        _ = try await door.bytes(
            .json(
                "PATCH", "searches/\(missed)/tags", ["add": .list([.text("to call")])]))
    }

    /// What the kept searches show, with the two fields of the chapter's own.
    private static let columns = [
        "status", "phone", "town", "employer", "own:how_we_met", "own:speaks[]",
    ]

    private static let meetings = ["At a meeting", "At the door", "Through a friend", "Online"]
    private static let languages = ["English", "Spanish", "Arabic"]
    /// So many members have told what the chapter asks.
    private static let answered = 12
}

/// A field that was added.
private struct FieldAnswer: Decodable {
    let code: String
}

/// Something that has a number as its id.
private struct NumberedAnswer: Decodable {
    let id: Int64
}

/// A search that was saved.
private struct SearchID: Decodable {
    let id: String
}

/// A list that was taken in.
private struct TakenList: Decodable {
    let id: String
}
