import Chapter
import Foundation

/// What the importer says, in the viewer's language.
extension Wording {
    /// A field or a column's meaning by its code: `birth_date`, `email_home`, `external:AK_ID`.
    func column(_ code: String) -> String {
        if case .externalID(let scheme)? = ColumnTarget(code: code) {
            return say("import_external", ["system": scheme])
        }
        let key = "import_to_\(code.replacing(" ", with: "_"))"
        return messages[key] == nil ? code : say(key)
    }

    /// What a column goes into, in words.
    func target(_ target: ColumnTarget, _ fields: [OwnField]) -> String {
        if case .ownField(let code) = target {
            return fields.first { $0.code == code }?.name ?? code
        }
        return column(target.code)
    }

    /// “120 people work at an organization, 14 positions; 9 organizations are new”; nil for none.
    func ties(_ ties: ImportTies) -> String? {
        guard !ties.isEmpty else { return nil }
        return list(
            [
                ties.ties > 0 ? count("import_ties_work", ties.ties) : nil,
                ties.positions > 0 ? count("import_ties_positions", ties.positions) : nil,
                ties.periods > 0 ? count("import_ties_periods", ties.periods) : nil,
                ties.notes > 0 ? count("import_ties_notes", ties.notes) : nil,
                ties.organizations > 0 ? count("import_ties_made", ties.organizations) : nil,
            ].compactMap { $0 })
    }

    /// “14 kB”.
    func size(_ bytes: Int) -> String {
        Int64(bytes).formatted(.byteCount(style: .memory).locale(locale))
    }
}

/// The steps of the importer, with the one that is open.
struct ImportSteps: Sendable {
    /// One of them.
    struct Step: Sendable {
        let name: String
        let isDone: Bool
        let isHere: Bool
    }

    let all: [Step]

    /// The steps, of which this one is open: 0 is the file, 3 the report.
    init(at open: Int, _ words: Wording) {
        all = ["file", "columns", "look", "done"].enumerated().map { index, key in
            Step(
                name: words.say("import_step_\(key)"), isDone: index < open,
                isHere: index == open)
        }
    }
}

/// One of several answers to a question.
struct ImportOption: Sendable {
    let value: String
    let name: String
    let isChosen: Bool
    /// What it means; nil where the name says it.
    var help: String?
}

extension ImportMode {
    /// The modes as answers to what the list may do.
    static func options(_ chosen: ImportMode, _ words: Wording) -> [ImportOption] {
        [ImportMode.update, .ask, .fillBlanks, .addOnly].map { mode in
            ImportOption(
                value: mode.rawValue, name: words.say("import_mode_\(mode.key)"),
                isChosen: mode == chosen, help: words.say("import_mode_\(mode.key)_help"))
        }
    }

    /// The word for it in the keys of messages.
    var key: String {
        switch self {
        case .update: "update"
        case .ask: "ask"
        case .fillBlanks: "fill"
        case .addOnly: "add"
        }
    }
}
