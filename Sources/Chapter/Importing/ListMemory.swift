import Federation
import GRDB
import Sodium

/// What was decided last about a list with these headings, in whatever order they stood.
struct ListMemory {
    /// How many kinds of lists are remembered; the oldest is forgotten.
    private static let listsAtMost = 200

    private let headings: [String]
    private let key: String

    init(_ headings: [String]) {
        self.headings = headings
        key = digest("import headings", Array(headings.sorted().joined(separator: "\n").utf8)).hex
    }

    /// The heading of each column, and which of those with this heading it is.
    private var columns: [(heading: String, occurrence: Int)] {
        var counts: [String: Int] = [:]
        return headings.map { heading in
            defer { counts[heading, default: 0] += 1 }
            return (heading, counts[heading, default: 0])
        }
    }

    /// Remembers it in place of what was remembered before.
    func keep(_ plan: ImportPlan, at now: Timestamp, in db: Database) throws {
        try db.execute(sql: "DELETE FROM import_memory WHERE headings = ?", arguments: [key])
        try db.execute(
            sql: """
                DELETE FROM import_memory WHERE headings NOT IN
                  (SELECT headings FROM import_memory ORDER BY at DESC, headings LIMIT ?)
                """, arguments: [Self.listsAtMost - 1])
        try db.execute(
            sql: """
                INSERT INTO import_memory (headings, at, mode, match_key, day_first, recognizes)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                key, now.milliseconds, plan.mode.rawValue, plan.key.rawValue,
                plan.settings.dayFirst, plan.settings.recognizes,
            ])
        for (place, column) in columns.enumerated() {
            if let target = plan.choices.columns[place] {
                try db.execute(
                    sql: """
                        INSERT INTO import_memory_column (headings, heading, occurrence, target)
                        VALUES (?, ?, ?, ?)
                        """,
                    arguments: [key, column.heading, column.occurrence, target?.code ?? ""])
            }
            for (value, meaning) in plan.choices.values[place] ?? [:] {
                try db.execute(
                    sql: """
                        INSERT INTO import_memory_value
                          (headings, heading, occurrence, value, meaning)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                    arguments: [key, column.heading, column.occurrence, value, meaning])
            }
        }
    }

    /// What is remembered, and of when; nil where nothing is.
    func recall(in db: Database) throws -> (plan: ImportPlan, at: Timestamp)? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM import_memory WHERE headings = ?", arguments: [key])
        guard let row else { return nil }
        var targets: [String: ColumnTarget?] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT heading, occurrence, target FROM import_memory_column WHERE headings = ?
                """, arguments: [key])
        {
            let code: String = row["target"]
            targets.updateValue(
                ColumnTarget(code: code),
                forKey: "\(row["occurrence"] as Int) \(row["heading"] as String)")
        }
        var words: [String: [String: String]] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT * FROM import_memory_value WHERE headings = ?", arguments: [key])
        {
            let column = "\(row["occurrence"] as Int) \(row["heading"] as String)"
            words[column, default: [:]][row["value"]] = row["meaning"]
        }
        var choices = ListChoices()
        for (place, column) in columns.enumerated() {
            let name = "\(column.occurrence) \(column.heading)"
            if let target = targets[name] { choices.columns.updateValue(target, forKey: place) }
            choices.values[place] = words[name]
        }
        let plan = ImportPlan(
            mode: ImportMode(rawValue: row["mode"]) ?? .update,
            settings: ListSettings(dayFirst: row["day_first"], recognizes: row["recognizes"]),
            choices: choices, key: MatchKey(rawValue: row["match_key"]) ?? .automatic)
        return (plan, Timestamp(milliseconds: row["at"]))
    }
}
