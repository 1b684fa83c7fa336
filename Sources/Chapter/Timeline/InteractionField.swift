/// One column of an interaction; the raw value is its name there and in its history.
enum InteractionField: String, CaseIterable, Sendable {
    case kind
    case side
    case summary
    case text = "body"
    case outcome
    case place
    case channel
    case at
    case due = "due_on"
    case remind = "remind_on"
    case assignee
    case doneAt = "done_at"
    case doneBy = "done_by"
    case doneNote = "done_note"
    case isPrivate = "is_private"
    case subjectKind = "subject_kind"
    case subjectID = "subject_id"
    case removedAt = "removed_at"
    case removedBy = "removed_by"

    /// Whether a change of it is a line of history; the others only go with one that is.
    var isTold: Bool {
        switch self {
        case .doneBy, .removedBy, .subjectKind: false
        default: true
        }
    }

    /// The field in words, for sentences.
    var words: String {
        switch self {
        case .text: "text"
        case .at: "time"
        case .due: "day"
        case .remind: "day on which it reminds"
        case .doneAt: "whether it is done"
        case .doneNote: "note at the end"
        case .isPrivate: "who sees it"
        case .subjectKind, .subjectID: "what it is about"
        case .removedAt, .removedBy: "whether it is there"
        default: rawValue
        }
    }
}
