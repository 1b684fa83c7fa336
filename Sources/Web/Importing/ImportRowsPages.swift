import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The lists behind the numbers of an import.
struct ImportRowsPages {
    let backend: Backend

    /// How many rows a page has.
    private static let rowsAtMost = 50

    func add(to pages: PageRoutes) {
        pages.get("people/import/:import/rows", .managePeople) { request, context in
            try await show(request, context)
        }
        pages.get("people/import/:import/left-out.csv", .managePeople) { _, context in
            try await file(context)
        }
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let words = context.words
        let id = try context.id("import", "import", { Int64($0) })
        guard let part = ImportRows.Part(rawValue: request.query("part") ?? "new") else {
            throw Refusal.notFound("list of rows")
        }
        let field = request.query("field")
        let after = request.query("after").flatMap { Int($0) } ?? 0
        let viewer = context.viewer
        let (found, report) = try await backend.chapter.read { db in
            (
                try ImportRows(id, part, field: field, after: after, limit: Self.rowsAtMost)
                    .answer(in: db, for: viewer).get(),
                try ImportList(only: id).answer(in: db, for: viewer).get().first
            )
        }
        let key = part.rawValue.replacing("-", with: "_")
        let title =
            field.map {
                words.say("import_rows_field", ["field": words.column($0)])
            } ?? words.say("import_part_\(key)")
        let address = "/people/import/\(id)"
        let query = "part=\(part.rawValue)" + (field.map { "&field=\($0.forQuery)" } ?? "")
        let page = ImportRowsPage(
            frame: try await backend.frame(title, part: "people", context), t: words,
            back: address, file: report?.file ?? "", hasRows: !found.rows.isEmpty,
            rows: found.rows.map { row in
                ImportRowsPage.Row(
                    row: words.number(row.row), name: row.name,
                    address: row.memberID.map { "/people/\($0)" },
                    reason: row.reason.map(words.sentence),
                    fields: row.fields.isEmpty || field != nil
                        ? nil : row.fields.map(words.column).joined(separator: ", "),
                    old: row.old, new: row.new)
            },
            hasPeople: part != .leftOut,
            lastColumn: words.say(
                part == .leftOut || part == .kept
                    ? "import_why" : part == .updated ? "import_changes" : "import_remark"),
            download: part == .leftOut ? "\(address)/left-out.csv" : nil,
            downloadLabel: words.say("import_as_file"),
            next: found.hasMore
                ? found.rows.last.map { "\(address)/rows?\(query)&after=\($0.row)" } : nil)
        return try backend.kit.show(page)
    }

    /// The rows that were left out, with why, as a list to put right.
    ///
    /// Once the file of the list is gone, it has their numbers only.
    private func file(_ context: Context) async throws -> Response {
        let id = try context.id("import", "import", { Int64($0) })
        let (viewer, words) = (context.viewer, context.words)
        let (rows, list) = try await backend.chapter.read { db in
            (
                try ImportRows(id, .leftOut, limit: .max).answer(in: db, for: viewer).get().rows,
                try UploadedList.read(of: id, in: db, for: viewer)
            )
        }
        let excerpt = list.flatMap { self.excerpt(rows, of: $0) }
        let headers = excerpt?.headers ?? []
        var text = "\u{FEFF}"
        func add(_ cells: [String]) {
            text += cells.map(\.inCSV).joined(separator: ",") + "\r\n"
        }
        add(headers + [words.say("import_csv_row"), words.say("import_why")])
        for row in rows {
            let cells = excerpt?.rows[row.row] ?? []
            let padding = Array(repeating: "", count: max(0, headers.count - cells.count))
            add(
                Array((cells + padding).prefix(headers.count))
                    + [String(row.row), words.sentence(row.reason ?? "")])
        }
        return Response.download(ByteBuffer(string: text), .csv, named: "left-out-\(id).csv")
    }
}

extension ImportRowsPages {
    /// The rows as they stand in the list, while its file is there.
    fileprivate func excerpt(_ rows: [ImportedRow], of list: UploadedList) -> ListExcerpt? {
        let files = backend.importFiles
        guard files.has(list.id) else { return nil }
        return try? ListExcerpt.read(
            files.source(list.id), list.plan.settings, rows: Set(rows.map(\.row))
        ).get()
    }
}

extension String {
    /// The text as a value in a list, quoted, and never a formula to a spreadsheet.
    ///
    /// Scalar by scalar: a quotation mark with a combining mark is one, too.
    fileprivate var inCSV: String {
        let guarded = unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        var quoted = String.UnicodeScalarView((guarded ? "\"'" : "\"").unicodeScalars)
        for scalar in unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}
