import Chapter
import Feeds
import Foundation
import Node

/// How long it takes to look through everybody for contacts who may be one, how long a write waits
/// meanwhile, and how much memory it takes.
///
/// `bench people duplicates [CONTACTS]`; one in thirty is somebody again, spelled otherwise.
struct DuplicateFigures {
    let contacts: Int

    /// So many rows come in with one list.
    private static let rowsOfList = 100_000

    init(_ arguments: some Collection<String>) {
        contacts = arguments.compactMap { Int($0) }.first ?? 100_000
    }

    func run() async throws {
        try await printMachine()
        let workspace = try Workspace()
        let database = try workspace.database()
        let chapter = Chapter(feeds: Feeds(database: database, author: try newAuthor()))
        for start in stride(from: 0, to: contacts, by: Self.rowsOfList) {
            let path = workspace.path("list.csv")
            let rows = start..<min(start + Self.rowsOfList, contacts)
            try Data(list(rows).utf8).write(to: URL(fileURLWithPath: path))
            let report = try await StageImport(.file(path: path), fileName: "list.csv")
                .run(in: chapter, as: .operator, at: systemClock()).get()
            guard let id = Int64(report.importID) else { return }
            _ = try await chapter.perform(ApplyImport(id), as: .operator, at: systemClock()).get()
        }
        for round in ["first", "second"] {
            let waits = Task {
                var longest = 0.0
                while !Task.isCancelled {
                    let wait = try await seconds {
                        _ = try await chapter.perform(
                            AddMember(name: "Writer", allowDuplicate: true), as: .operator,
                            at: systemClock()
                        ).get()
                    }
                    longest = max(longest, wait)
                    try? await Task.sleep(for: .milliseconds(200))
                }
                return longest
            }
            var scan: DuplicateScan?
            let time = try await seconds {
                scan = try await chapter.scanForDuplicates(at: systemClock())
            }
            waits.cancel()
            let longest = try await waits.value
            print(
                "\(contacts) contacts, \(round) time: "
                    + String(format: "%.1f s, ", time)
                    + "\(scan?.compared ?? 0) pairs compared, \(scan?.shown ?? 0) shown, "
                    + String(format: "longest write %.0f ms, ", longest * 1000)
                    + "\(peakMebibytes()) MiB at the most")
        }
        try workspace.remove(database)
    }

    /// Invented people; every thirtieth is the one before, with one thing otherwise.
    private func list(_ rows: Range<Int>) -> String {
        let given = [
            "Ana", "Bekele", "Chidi", "Dora", "Eunji", "Farah", "Grzegorz", "Hoa", "Imani",
            "Robert", "William", "Elizabeth", "Francisco", "Dolores", "Tomas", "Ewa", "Maryam",
            "Chiara", "Nguyen", "Bjorn",
        ]
        let starts = [
            "Ba", "Do", "Ke", "Li", "Mo", "Na", "Ri", "So", "Tu", "Ve", "Gar", "Pet", "Han", "Lor",
        ]
        let ends = ["son", "ez", "ski", "ova", "mann", "eira", "wu", "dottir", "elli", "berg"]
        var text =
            "AK_ID,first_name,last_name,Email,Mobile_Phone,birth_date,Address1,City,Zip\n"
        for row in rows {
            let isTwin = row % 30 == 29
            let person = isTwin ? row - 1 : row
            let mixed = UInt64(person) &* 0x9E37_79B9_7F4A_7C15
            let first = given[Int(mixed >> 40) % given.count]
            let stem = starts[Int(mixed >> 20) % starts.count]
            let middle = starts[Int(mixed >> 26) % starts.count].lowercased()
            let last = stem + middle + ends[Int(mixed >> 50) % ends.count]
            let email =
                person % 5 < 4 && !(isTwin && row % 60 == 29) ? "p\(person)@example.org" : ""
            let phone = person % 10 < 7 ? "+1 503 \(1_000_000 + person)" : ""
            let month = Int(mixed >> 30) % 12 + 1
            let day = Int(mixed >> 35) % 28 + 1
            let birth =
                person % 2 == 0
                ? "\(1940 + Int(mixed >> 45) % 65)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                : ""
            let home = person / 2
            let address =
                person % 5 < 3 ? "\(home % 400 + 1) Mill Street Apt \(home / 400 % 50 + 1)" : ""
            let zip = address.isEmpty ? "" : "\(10_000 + home / 20_000)"
            text += "\(row),\(isTwin && row % 90 == 29 ? String(first.dropLast()) : first),\(last),"
            text += "\(email),\(phone),\(birth),\(address),Port,\(zip)\n"
        }
        return text
    }
}
