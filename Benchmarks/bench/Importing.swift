import Chapter
import Feeds
import Foundation
import Node

/// How fast a national membership list is staged and applied.
struct Importing {
    let workspace: Workspace
    let rows: Int

    /// Rows a second of the dry run and the applying together, and of the dry run alone.
    func measure(rounds: Int) async throws -> (all: Double, staging: Double) {
        let path = workspace.path("list.csv")
        try Data(list().utf8).write(to: URL(fileURLWithPath: path))
        var staging: [Double] = []
        let all = try await median(rounds) { round in
            let database = try workspace.database()
            let feeds = Feeds(database: database, author: try newAuthor())
            let chapter = Chapter(feeds: feeds)
            var staged = 0.0
            let time = try await seconds {
                let start = ContinuousClock.now
                let report = try await StageImport(.file(path: path), fileName: "list.csv")
                    .run(in: chapter, as: .operator, at: systemClock()).get()
                guard report.new == rows, let id = Int64(report.importID) else {
                    throw NotTaken(rows: rows, new: report.new)
                }
                staged = (ContinuousClock.now - start).inSeconds
                _ = try await chapter.perform(
                    ApplyImport(id), as: .operator, at: systemClock()
                ).get()
            }
            if round > 0 { staging.append(Double(rows) / staged) }
            try workspace.remove(database)
            return Double(rows) / time
        }
        return (all, percentile(50, of: staging))
    }

    /// A list in the columns of a national union, every row another invented person.
    private func list() -> String {
        var text = """
            id,first_name,middle_name,last_name,Email,Do_Not_Call,p2ptext_optout,Best_Phone,\
            Mobile_Phone,Join_Date,Xdate,membership_type,monthly_dues_status,membership_status,\
            union_member,union_name,union_local,Address1,City,State,Zip,Country,interests

            """
        let given = ["Björn", "Imani", "Maryam", "Chiara", "Nguyễn", "Ana", "Tomás", "Ewa"]
        let family = ["Achterberg", "Pham", "O'Brien", "Nuñez", "Kowalska", "Adeyemi", "Sørensen"]
        for row in 0..<rows {
            let first = given[row % given.count]
            let last = "\(family[row / given.count % family.count])-\(row)"
            text += "\(200_000 + row),\(first),,\(last),member\(row)@example.org,FALSE,FALSE,"
            text += "+1 503 555 0195,,2019-0\(row % 9 + 1)-15,2027-01-31,monthly,active,"
            text += "member in good standing,yes,Harbour Workers,41,\(row) Anchor St,Port Ellery,"
            text += "ME,00411,United States,\"housing, climate\"\n"
        }
        return text
    }
}

/// The list did not come in whole, so its rate would mean nothing.
struct NotTaken: Error, CustomStringConvertible {
    let rows: Int
    let new: Int
    var description: String { "of \(rows) rows of the list \(new) were taken as new people" }
}
