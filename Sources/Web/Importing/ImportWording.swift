import Chapter
import Foundation

/// What the importer says, in the viewer's language.
extension Wording {
    /// A field or a column's meaning by its code: `birth_date`, `email_home`, `external:AK_ID`.
    func column(_ code: String) -> String {
        if case .externalID(let scheme)? = ColumnTarget(code: code) {
            return say("import_external", ["system": scheme])
        }
        return say("import_to_\(code.replacing(" ", with: "_"))")
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
        let keys: [(ImportMode, String)] = [
            (.update, "update"), (.fillBlanks, "fill"), (.addOnly, "add"),
        ]
        return keys.map { mode, key in
            ImportOption(
                value: mode.rawValue, name: words.say("import_mode_\(key)"),
                isChosen: mode == chosen, help: words.say("import_mode_\(key)_help"))
        }
    }
}
