import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Node

/// A chapter of so many invented people with tags, interests, addresses and attendance.
struct InventedPeople {
    let chapter: Chapter
    let database: DatabasePool
    let count: Int
    /// How many rows a second were taken in, comparing and writing.
    let importRate: Double
    /// Seconds for comparing alone, which is what shows a coordinator what would happen.
    let comparing: Double

    private static let given = [
        "Björn", "Imani", "Maryam", "Chiara", "Nguyễn", "Ana", "Tomás", "Ewa", "Rosa", "Kofi",
        "Leyla", "Jonas", "Mei", "Pablo", "Sofía", "Tariq", "Ines", "Olga", "Deepa", "Marek",
    ]
    private static let family = [
        "Achterberg", "Pham", "O'Brien", "Nuñez", "Kowalska", "Adeyemi", "Sørensen", "Silva",
        "Haddad", "Okafor", "Moreno", "Lindqvist", "Yamada", "Ferreira", "Novak", "Castillo",
    ]
    private static let syllables = ["ba", "do", "ke", "li", "mo", "na", "ri", "so", "tu", "ve"]
    private static let towns = ["Port Ellery", "Millbrook", "Ashford", "Córdoba", "Graz"]
    private static let employers = ["Harbour Hotel", "Café Müller", "City Hospital", "Rail Depot"]
    static let tags = ["steward", "night shift", "volunteer", "driver", "translator"]
    static let interests = ["housing", "transit", "climate", "schools"]

    /// So long ago they came in, and the rule of good standing was made.
    static let daysKnown = 400

    /// Takes in the people as a list, then writes meetings and who came.
    init(_ count: Int, in workspace: Workspace, meetings: Int = 60) async throws {
        self.count = count
        database = try workspace.database()
        chapter = Chapter(
            feeds: Feeds(database: database, author: try newAuthor()),
            ballotBoxes: BallotBoxes(
                directory: URL(fileURLWithPath: workspace.path("ballots"), isDirectory: true)))
        let path = workspace.path("people.csv")
        try Self.write(count, to: path)
        let chapter = chapter
        let then = systemClock() + -Int64(Self.daysKnown) * 86_400_000
        var id: Int64 = 0
        comparing = try await seconds {
            let report = try await StageImport(.file(path: path), fileName: "people.csv")
                .run(in: chapter, as: .operator, at: then).get()
            id = Int64(report.importID) ?? 0
            guard report.new == count else { throw NotTaken(rows: count, new: report.new) }
        }
        let act = ApplyImport(id)
        let writing = try await seconds {
            _ = try await chapter.perform(act, as: .operator, at: then).get()
        }
        importRate = Double(count) / (comparing + writing)
        try FileManager.default.removeItem(atPath: path)
        try await Self.meet(meetings, in: database)
        let rule = SetStandingRule(joinedDays: 30, meetings: 1, withinMonths: 12)
        _ = try await chapter.perform(rule, as: .operator, at: then).get()
    }

    /// A word by which few people are called.
    private static func word(_ number: Int) -> String {
        var (rest, word) = (number, "")
        for _ in 0..<4 {
            word += syllables[rest % syllables.count]
            rest /= syllables.count
        }
        return word
    }

    /// Writes the list row by row, so that a million of them need no memory.
    private static func write(_ count: Int, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw NotTaken(rows: count, new: 0) }
        defer { try? file.close() }
        var text =
            "name,email,phone,status,date of joining,employer,address line 1,city,postcode,tags,"
            + "interests\n"
        for row in 0..<count {
            let name =
                "\(given[row % given.count]) \(word(row / 7).capitalized) "
                + family[row / given.count % family.count]
            let status = ["member", "member", "member", "supporter", "contact"][row % 5]
            let labels = tags.enumerated().filter { row % ($0.offset * 3 + 4) == 0 }.map(\.element)
            text += "\(name) \(row),person\(row)@example.org,+1 555 \(1_000_000 + row),\(status),"
            text += "20\(10 + row % 16)-0\(row % 9 + 1)-1\(row % 10),\(employers[row % 4]),"
            text += "\(row % 300) Anchor St,\(towns[row % 5]),\(10_000 + row % 400),"
            text += "\(labels.joined(separator: ";")),\(interests[row / given.count % 4])\n"
            if text.utf8.count > 1_000_000 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
    }

    /// Meetings over two years, each with three in a hundred of the people.
    private static func meet(_ meetings: Int, in database: DatabasePool) async throws {
        let now = systemClock().milliseconds
        try await database.write { db in
            for number in 0..<meetings {
                let start = now - Int64(number) * 12 * 86_400_000
                try db.execute(
                    sql: """
                        INSERT INTO meeting (id, nonce, title, place, online_link, starts_at,
                          ends_at, time_zone, utc_offset, agenda, audience)
                        VALUES (randomblob(16), randomblob(16), ?, '', '', ?, ?, 'UTC', 0, '',
                          'chapter')
                        """,
                    arguments: ["Meeting \(number)", start, start + 7_200_000])
                try db.execute(
                    sql: """
                        INSERT INTO attendance (meeting_id, member_id, arrived_at)
                        SELECT (SELECT id FROM meeting WHERE starts_at = :start), id, :start
                        FROM member WHERE (id * 7919 + :number * 104729) % 100 < 3
                        """, arguments: ["start": start, "number": number])
            }
            try db.execute(sql: "ANALYZE")
        }
    }
}
