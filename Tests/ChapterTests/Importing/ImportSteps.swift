import Chapter
import GRDB
import TestSupport

extension TestChapter {
    /// Stages a list as the operator; a refusal is thrown.
    func stage(_ text: String, mode: ImportMode = .update) async throws -> ImportReport {
        try await stage(bytes: Array(text.utf8), mode: mode)
    }

    /// Stages the bytes of a list as the operator; a refusal is thrown.
    func stage(bytes: [UInt8], mode: ImportMode = .update) async throws -> ImportReport {
        try await StageImport(.bytes(bytes), fileName: "list.csv", mode: mode)
            .run(in: chapter, as: .operator, at: .noon).get()
    }

    /// Applies what was staged as the operator.
    @discardableResult func apply(_ report: ImportReport) async throws -> ImportReport {
        try await act(ApplyImport(report.number))
    }

    /// Every row of every table of people, as text, in a fixed order.
    func everything() async throws -> [String] {
        try await chapter.read { db in
            var lines: [String] = []
            for table in [
                "member", "member_email", "member_phone", "member_address", "member_tag",
                "member_interest", "member_external_id", "member_messenger", "member_own_field",
                "member_search",
            ] {
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table)")
                lines += rows.map { row in
                    // Row numbers of details and versions of people count on, which is their use.
                    let cells = row.filter {
                        $0.0 != "version" && ($0.0 != "id" || table == "member")
                    }
                    return table + cells.map { "\($0.0)=\($0.1)" }.joined(separator: "|")
                }.sorted()
            }
            return lines
        }
    }
}

extension ImportReport {
    /// The id as the acts take it.
    var number: Int64 { Int64(importID) ?? 0 }
}
