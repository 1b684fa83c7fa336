import Chapter
import Foundation

/// The first step: which file, and what it may change; and what was imported before.
struct ImportStartPage: Page {
    /// An import, or a list that waits.
    struct Entry: Sendable {
        let address: String
        let file: String
        let detail: String
        let whole: String
        let state: String
        let chip: String
        let icon: String
    }

    static let template = "importing-start"
    let frame: Frame
    let t: Wording
    let steps: ImportSteps
    let problems: Problems
    let fileProblem: String?
    let limit: String
    /// The limit in bytes and what is said above it, for the script that looks before sending.
    let bytes: String
    let tooLarge: String
    let modes: [ImportOption]
    let hasEntries: Bool
    let entries: [Entry]
    let more: String?
}

extension ImportStartPage.Entry {
    init(_ entry: ImportList.Entry, _ words: Wording) {
        address = "/people/import/\(entry.importID)"
        file = entry.file
        let by = entry.actorName ?? words.say("import_operator")
        let what = words.say("import_by", ["day": words.day(entry.at), "name": by])
        let counts = words.say(
            "import_counts",
            [
                "new": words.number(entry.new), "updated": words.number(entry.updated),
                "left": words.number(entry.leftOut),
            ])
        detail = [entry.system, what, counts].compactMap { $0 }.joined(separator: " · ")
        whole = words.whole(entry.at)
        switch entry.state {
        case "applied": (state, chip, icon) = (words.say("import_state_applied"), "ok", "check")
        case "undone": (state, chip, icon) = (words.say("import_state_undone"), "warn", "undo")
        default: (state, chip, icon) = (words.say("import_state_staged"), "info", "eye")
        }
    }

    init(_ list: UploadedList, _ words: Wording) {
        address = "/people/import/lists/\(list.id)"
        file = list.file
        detail = words.say(
            "import_sent",
            ["day": words.day(list.at), "size": words.size(list.bytes)])
        whole = words.whole(list.at)
        (state, chip, icon) = (words.say("import_state_sent"), "info", "clock")
    }
}
