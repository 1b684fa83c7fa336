import Chapter
import Hummingbird

/// What left the chapter, what came in and what was changed for all.
struct ChapterLogPages {
    let backend: Backend

    /// So many lines are on a page.
    private static let linesAtMost = 50

    func add(to pages: PageRoutes) {
        pages.get("people/log", .seePeople) { request, context in
            let part = request.query("show").flatMap { ChapterLog.Part(rawValue: String($0)) }
            let before = request.query("before").flatMap { Int64($0) }
            return try backend.kit.show(
                try await page(part ?? .everything, before: before, context))
        }
    }

    private func page(_ part: ChapterLog.Part, before: Int64?, _ context: Context) async throws
        -> ChapterLogPage
    {
        let (words, viewer) = (context.words, context.viewer)
        let log = ChapterLog(part, before: before, limit: Self.linesAtMost + 1)
        let found = try await backend.chapter.read { db in
            try log.answer(in: db, for: viewer).get()
        }
        let shown = found.prefix(Self.linesAtMost)
        let frame = try await backend.frame(words.say("log_title"), part: "people", context)
        return ChapterLogPage(
            frame: frame, t: words, tabs: PeopleTabs(.log, viewer, words),
            parts: ChapterLog.Part.allCases.map { other in
                PeopleTabs.Tab(
                    name: words.say("log_part_\(other.rawValue)"),
                    address: ChapterLogPage.address(other),
                    isHere: other == part)
            },
            lines: shown.map {
                ChapterLogPage.Line($0, words, mayManage: viewer.may(.managePeople))
            },
            isEmpty: found.isEmpty,
            older: found.count > shown.count
                ? shown.last.map { ChapterLogPage.address(part, before: $0.id) } : nil)
    }
}

/// The lines of history that are about nobody in particular.
struct ChapterLogPage: Page {
    /// One of them.
    struct Line: Sendable {
        let who: String
        let face: Face
        let did: String
        /// How many, or what it was before.
        let old: String?
        let new: String?
        /// The columns of a list, or the file that came in.
        let detail: String?
        let why: String?
        let when: String
        /// From where it came; nil for what nobody kept.
        let from: String?
        let imported: String?
    }

    static let template = "log-log"
    let frame: Frame
    let t: Wording
    let tabs: PeopleTabs
    let parts: [PeopleTabs.Tab]
    let lines: [Line]
    let isEmpty: Bool
    let older: String?

    /// Where a part of the log is.
    static func address(_ part: ChapterLog.Part, before: Int64? = nil) -> String {
        let asked =
            (part == .everything ? [] : ["show=\(part.rawValue)"])
            + (before.map { ["before=\($0)"] } ?? [])
        return "/people/log" + (asked.isEmpty ? "" : "?" + asked.joined(separator: "&"))
    }
}

extension ChapterLogPage.Line {
    init(_ entry: HistoryEntry, _ words: Wording, mayManage: Bool) {
        who = words.actor(entry)
        face = Face(who, number: Int64(entry.actor) ?? 0)
        why = entry.why
        when = words.moment(entry.at)
        from = entry.device.map { words.device($0) }
        imported = mayManage ? entry.importID.map { "/people/import/\($0)" } : nil
        switch entry.part {
        case .out:
            did = words.logDid(entry)
            old = nil
            new = words.logAmount(entry)
            let columns = entry.columns.map { words.exported($0) }
            detail =
                columns.isEmpty
                ? nil : words.say("log_columns", ["columns": words.list(columns)])
        case .lists:
            did = words.logDid(entry)
            old = nil
            new = nil
            detail = entry.new ?? entry.old
        default:
            let verb =
                switch (entry.old, entry.new) {
                case (nil, .some): "added"
                case (.some, nil): "removed"
                default: "changed"
                }
            did = words.say("people_did_\(verb)", ["what": words.logField(entry.field)])
            old = entry.old.map { words.logValue($0, of: entry.field) }
            new = entry.new.map { words.logValue($0, of: entry.field) }
            detail = nil
        }
    }
}

extension Wording {
    /// What somebody took out or brought in, after the name of whoever did it.
    fileprivate func logDid(_ entry: HistoryEntry) -> String {
        let text = entry.new ?? ""
        let sheet = PrintPeople.Sheet.allCases.first { text.hasSuffix(" \($0.rawValue)") }
        return switch (entry.act, sheet) {
        case ("ApplyImport", _): say("log_did_take_in")
        case ("ApplyObjectImport", _): say("log_did_take_in_things")
        case ("ExportAgreements", _): say("log_did_export_agreements")
        case ("ExportCards", _): say("log_did_export_cards")
        case ("ExportDueMemberships", _): say("log_did_export_due")
        case ("ExportObjects", _): say("log_did_export_objects")
        case ("ExportTasks", _): say("log_did_export_tasks")
        case ("PrintPeople", .some(.labels)): say("log_did_print_labels")
        case ("PrintPeople", .some(.signIn)): say("log_did_print_sign_in")
        case ("PrintPeople", _): say("log_did_print_list")
        case ("PrintWalkList", _): say("log_did_print_walk")
        case ("ReadArchive", _): say("log_did_read_archive")
        case ("TakeDirectory", _): say("log_did_take_directory")
        case ("UndoImport", _): say("log_did_undo_import")
        case ("UndoObjectImport", _): say("log_did_undo_import_things")
        case ("WriteArchive", _): say("log_did_write_archive")
        default: say("log_did_export_people")
        }
    }

    /// How many left the chapter, in words; nil where the line has no number.
    fileprivate func logAmount(_ entry: HistoryEntry) -> String? {
        guard let rows = entry.rows else { return nil }
        switch entry.act {
        case "ExportObjects":
            // The chapter's own word for such things stands in the line.
            let kind = (entry.new ?? "").drop { $0.isNumber || $0 == " " }
            let name = kind.firstRange(of: " with ").map { kind[..<$0.lowerBound] } ?? kind
            return "\(number(rows)) \(name)"
        case "TakeDirectory": return count("log_entries", rows)
        case "ExportAgreements": return count("log_agreements", rows)
        case "ExportTasks": return count("log_tasks", rows)
        default: return count("people_count", rows)
        }
    }

    /// A column of a file, in the words of the page where there are such.
    fileprivate func exported(_ header: String) -> String {
        let key = header.replacing(" ", with: "_").replacing("-", with: "_")
        return messages["people_export_\(key)"] ?? field(header)
    }

    /// What was changed for all, inside a sentence.
    fileprivate func logField(_ field: String) -> String {
        messages["log_field_\(field.replacing(" ", with: "_"))"] ?? fieldInside(field)
    }

    /// A value in one line, without the numbers by which the program finds what it names.
    fileprivate func logValue(_ value: String, of field: String) -> String {
        let cells = value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let shown: [String] =
            switch field {
            case "agreement file": Array(cells.prefix(2))
            case "agreement seal": Array(cells.prefix(1))
            case SetPeopleOrder.historyField: [messages["find_order_\(value)"] ?? value]
            case "agreement task" where cells.count == 5: [cells[0], cells[3]]
            case SetBuiltInRule.historyField: [rule(value)]
            default: cells
            }
        return shown.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// What a chapter asks of a field: its name, and each thing that is asked.
    private func rule(_ text: String) -> String {
        guard let colon = text.firstRange(of: ": ") else { return text }
        let parts = text[colon.upperBound...].split(separator: ", ").map { sentence(String($0)) }
        return sentence(String(text[..<colon.lowerBound])) + ": " + list(parts)
    }
}
