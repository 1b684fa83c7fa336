import Chapter
import Federation

/// One change of an entry, a task, an agreement or a thing, as its history says it; the partial
/// `timeline-edits` prints it.
struct EditLine: Sendable {
    let who: String
    let face: Face
    /// “changed the outcome”, after the name.
    let did: String
    let old: String?
    let new: String?
    let when: String
    /// From where it came; nil for what nobody kept.
    let from: String?
    /// The reason that was given.
    let why: String?
    /// What takes the change back; nil where that is not to be done.
    let revert: String?
    let button: String

    /// What was done, with the values before and after where they are said.
    fileprivate struct Said {
        let did: String
        var old: String?
        var new: String?
    }

    /// A line; `isNew` is whether there was nothing before, and `history` the address of all lines,
    /// nil where this one cannot be taken back.
    private init(
        _ said: Said, id: Int64, by who: String, _ actor: String, at: Timestamp,
        from device: String?, why: String?, isNew: Bool, history: String?, _ words: Wording
    ) {
        (did, old, new) = (said.did, said.old, said.new)
        self.who = who
        face = Face(who, number: Int64(actor) ?? 0)
        when = words.moment(at)
        from = device.map { words.device($0) }
        self.why = why
        revert = history.map { "\($0)/\(id)/revert" }
        button = words.say(isNew ? "people_revert_away" : "people_revert_back")
    }

    /// A change of an entry or a task.
    init(_ edit: InteractionEdit, _ words: Wording, revert: String? = nil) {
        self.init(
            Self.said(edit, words), id: edit.id, by: words.actor(edit.by), edit.by.id, at: edit.at,
            from: edit.device, why: edit.why, isNew: edit.old == nil,
            history: edit.canBeTakenBack ? revert : nil, words)
    }

    /// A change of an agreement; `revert` is the address of its history, nil for whoever may not
    /// change it.
    init(_ edit: AgreementEdit, _ words: Wording, revert: String?) {
        self.init(
            Self.said(edit, words), id: edit.id, by: words.actor(edit.by), edit.by.id, at: edit.at,
            from: edit.device, why: edit.why, isNew: edit.old == nil,
            history: edit.canBeTakenBack ? revert : nil, words)
    }

    /// A change of a thing of the chapter's own, with its fields and the names of what they name.
    init(
        _ change: OwnObject.Change, _ words: Wording, _ fields: [OwnField], _ names: LinkedNames,
        revert: String?
    ) {
        let who = MemberID(change.actor) == nil ? words.say("people_operator") : change.actorName
        self.init(
            Self.said(change, words, fields, names), id: change.id, by: who, change.actor,
            at: Timestamp(milliseconds: change.at), from: change.device, why: change.why,
            isNew: change.old == nil, history: change.canBeTakenBack ? revert : nil, words)
    }
}

extension EditLine {
    private static func said(_ edit: InteractionEdit, _ words: Wording) -> Said {
        switch edit.field {
        case "kind" where edit.old == nil: Said(did: words.say("timeline_edit_made"))
        case "done_at":
            Said(did: words.say(edit.new == nil ? "timeline_edit_reopened" : "timeline_edit_done"))
        case "removed_at": removed(edit.new != nil, words)
        case "is_private":
            Said(did: words.say(edit.new == "1" ? "timeline_edit_hid" : "timeline_edit_showed"))
        default:
            changed(
                words.say("timeline_edit_\(edit.field)"), words,
                edit.old.map { words.value($0, ofEdit: edit.field) },
                edit.new.map { words.value($0, ofEdit: edit.field) })
        }
    }

    private static func said(_ edit: AgreementEdit, _ words: Wording) -> Said {
        switch edit.field {
        case "title" where edit.old == nil: Said(did: words.say("timeline_edit_made"))
        case "removed": removed(edit.new != nil, words)
        default:
            changed(
                words.say("agreements_edit_\(edit.field)"), words,
                edit.old.map { words.value($0, ofAgreement: edit.field) },
                edit.new.map { words.value($0, ofAgreement: edit.field) })
        }
    }

    private static func said(
        _ change: OwnObject.Change, _ words: Wording, _ fields: [OwnField], _ names: LinkedNames
    ) -> Said {
        guard change.code != nil || change.field != "removed" else {
            return removed(change.new != nil, words)
        }
        let isBuiltIn = change.code == nil && ["name", "contact"].contains(change.field)
        let field = fields.first { field in
            change.code.map { $0 == field.code } ?? (!isBuiltIn && field.name == change.field)
        }
        func shown(_ text: String) -> String {
            guard let field, !field.isMany else { return OwnField.shown(text) }
            return PersonFact.Value(text, of: field, words, names: names).text
        }
        return changed(
            isBuiltIn ? words.say("objects_field_\(change.field)") : change.field, words,
            change.old.map(shown), change.new.map(shown))
    }

    private static func removed(_ isRemoved: Bool, _ words: Wording) -> Said {
        Said(did: words.say(isRemoved ? "timeline_edit_removed" : "timeline_edit_back"))
    }

    private static func changed(_ what: String, _ words: Wording, _ old: String?, _ new: String?)
        -> Said
    {
        Said(did: words.say("timeline_edit_changed", ["what": what]), old: old, new: new)
    }
}

extension Wording {
    /// A value of an agreement's history in the words of the page.
    func value(_ value: AgreementEdit.Value, ofAgreement field: String) -> String {
        switch value {
        case .text(let text):
            switch field {
            case "kind": AgreementKind(rawValue: text).map { agreement($0) } ?? text
            case "starts_on", "ends_on": day(text)
            default: text
            }
        case .ownKind(let name): name
        case .party(let name, let capacity, let signedOn):
            [
                name, capacity, signedOn.map { say("agreements_signed_on", ["day": day($0)]) },
            ].compactMap(\.self).joined(separator: ", ")
        case .task(let days, let assignee, let summary):
            [count("agreements_edit_days", days), assignee, summary].compactMap(\.self)
                .joined(separator: ", ")
        }
    }

    /// A value of an entry's history in the words of the page.
    fileprivate func value(_ value: String, ofEdit field: String) -> String {
        switch field {
        case "kind": InteractionKind(rawValue: value).map { name(of: $0) } ?? value
        case "side": InteractionSide(rawValue: value).map { name(of: $0) } ?? value
        case "at": Int64(value).map { moment(Timestamp(milliseconds: $0)) } ?? value
        case "due_on", "remind_on": day(value)
        default: value
        }
    }
}
