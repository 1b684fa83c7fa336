import Chapter

/// One change of an entry, a task or an agreement, as the API says it.
struct EditAnswer: Codable, Hashable, Sendable {
    /// What a reversal names, a decimal number as text.
    var changeID: String
    var at: Moment
    var actor: String
    /// From where, as in the history of contacts; null for what was written before that was kept.
    @Nullable var device: String?
    /// The reason that was given, or null.
    @Nullable var why: String?
    var act: String
    var version: Int
    var field: String
    @Nullable var old: String?
    @Nullable var new: String?
    /// Whether it can be taken back.
    var canBeTakenBack: Bool

    init(_ edit: InteractionEdit) {
        changeID = String(edit.id)
        at = Moment(edit.at)
        actor = edit.by.id
        device = edit.device
        why = edit.why
        act = edit.act
        version = edit.version
        field = edit.field
        canBeTakenBack = edit.canBeTakenBack
        old = edit.old
        new = edit.new
    }

    init(_ edit: AgreementEdit) {
        changeID = String(edit.id)
        at = Moment(edit.at)
        actor = edit.by.id
        device = edit.device
        why = edit.why
        act = edit.act
        version = edit.version
        field = edit.field
        canBeTakenBack = edit.canBeTakenBack
        old = edit.old?.line
        new = edit.new?.line
    }
}

extension AgreementEdit.Value {
    /// In one line, or as it was typed.
    fileprivate var line: String {
        switch self {
        case .text(let text), .ownKind(let text): text
        case .party(let name, let capacity, let signedOn):
            [name, capacity, signedOn.map { "signed \($0)" }].compactMap(\.self)
                .joined(separator: ", ")
        case .task(let days, let assignee, let summary):
            ["\(days) days before", assignee, summary].compactMap(\.self).joined(separator: ", ")
        }
    }
}
