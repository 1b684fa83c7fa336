import Foundation
import Web

extension Story {
    /// Two lists that came and wait for an answer: one has words that nobody knows, the other says
    /// something else of people than the chapter does.
    func sendLists(
        _ records: InventedRecords, _ chosen: DemoDirectory.SignedInPeople, at node: DemoNode
    ) async throws {
        let members = try await node.members()
        var changed = "Name,E-mail,Job,Language\n"
        for (index, member) in members.filter({ $0.email != nil }).prefix(4).enumerated() {
            changed +=
                "\(quoted(member.name)),\(member.email ?? ""),"
                + "\(Self.jobs[index % Self.jobs.count]),\(index == 0 ? "pt" : "")\n"
            _ = try await node.door.bytes(
                .json(
                    "PATCH", "members/\(escaped(member.memberID))",
                    ["job": .text("Not asked yet")]))
        }
        let file = try temporaryFile("\(node.chapter.directory)-jobs.csv", Data(changed.utf8))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let door = try await node.door(of: chosen.coordinator)
        let _: ImportAnswer = try await door.ask(
            DoorRequest(
                "POST", "imports", query: [("mode", "ask"), ("file", "jobs.csv")],
                body: .file(path: file, type: "text/csv")))
        try await upload(records, chosen, at: node)
    }

    /// Sends a list as somebody does who sits in front of the pages, up to the question about it.
    private func upload(
        _ records: InventedRecords, _ chosen: DemoDirectory.SignedInPeople, at node: DemoNode
    ) async throws {
        var list = "Name,E-mail,Status\n"
        for (index, name) in Self.newcomers.enumerated() {
            let status = index % 3 == 0 ? "member" : records.status[index % records.status.count]
            list += "\(name),newcomer\(index + 1)@example.org,\(status)\n"
        }
        let browser = try await DemoBrowser(as: chosen.coordinator, at: node)
        let address = try await browser.upload(
            "/people/import", fields: [("mode", "update")], file: "open-day.csv", Data(list.utf8))
        _ = try await browser.send(
            address,
            [
                ("heading", "1"), ("c0", "name"), ("c1", "email_home"), ("c2", "status"),
                ("mode", "update"), ("then", "look"),
            ])
        _ = try await browser.send("/sign-out", [])
    }

    /// A cell of a list, whatever signs a name has.
    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\"", with: "\"\""))\""
    }

    private static let jobs = ["Crane operator", "Baker", "Nurse", "Bus driver"]
    private static let newcomers = [
        "Ines Whitaker", "Tomasz Brandt", "Lindiwe Osei", "Pilar Ferro", "Hugh Dunmore",
    ]
}
