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
    /// What takes the change back; nil where that is not to be done.
    let revert: String?
    let button: String

    init(_ edit: InteractionEdit, _ words: Wording, revert: String? = nil) {
        self.revert = edit.canBeTakenBack ? revert.map { "\($0)/\(edit.id)/revert" } : nil
        button = words.say(edit.old == nil ? "people_revert_away" : "people_revert_back")
        who = words.actor(edit.by)
        face = Face(who, number: Int64(edit.by.id) ?? 0)
        when = words.moment(edit.at)
        switch edit.field {
        case "kind" where edit.old == nil:
            did = words.say("timeline_edit_made")
            (old, new) = (nil, nil)
        case "done_at":
            did = words.say(edit.new == nil ? "timeline_edit_reopened" : "timeline_edit_done")
            (old, new) = (nil, nil)
        case "removed_at":
            did = words.say(edit.new == nil ? "timeline_edit_back" : "timeline_edit_removed")
            (old, new) = (nil, nil)
        case "is_private":
            did = words.say(edit.new == "1" ? "timeline_edit_hid" : "timeline_edit_showed")
            (old, new) = (nil, nil)
        default:
            did = words.say(
                "timeline_edit_changed", ["what": words.say("timeline_edit_\(edit.field)")])
            old = edit.old.map { words.value($0, ofEdit: edit.field) }
            new = edit.new.map { words.value($0, ofEdit: edit.field) }
        }
    }
}

extension EditLine {
    /// A change of an agreement; `revert` is the address of its history, nil for whoever may not
    /// change it.
    init(_ edit: AgreementEdit, _ words: Wording, revert: String?) {
        self.revert = edit.canBeTakenBack ? revert.map { "\($0)/\(edit.id)/revert" } : nil
        button = words.say(edit.old == nil ? "people_revert_away" : "people_revert_back")
        who = words.actor(edit.by)
        face = Face(who, number: Int64(edit.by.id) ?? 0)
        when = words.moment(edit.at)
        switch edit.field {
        case "title" where edit.old == nil:
            did = words.say("timeline_edit_made")
            (old, new) = (nil, nil)
        case "removed":
            did = words.say(edit.new == nil ? "timeline_edit_back" : "timeline_edit_removed")
            (old, new) = (nil, nil)
        default:
            did = words.say(
                "timeline_edit_changed", ["what": words.say("agreements_edit_\(edit.field)")])
            old = edit.old.map { words.value($0, ofAgreement: edit.field) }
            new = edit.new.map { words.value($0, ofAgreement: edit.field) }
        }
    }

    /// A change of a thing of the chapter's own, with its fields and the names of what they name.
    init(
        _ change: OwnObject.Change, _ words: Wording, _ fields: [OwnField], _ names: LinkedNames,
        revert: String?
    ) {
        self.revert = change.canBeTakenBack ? revert.map { "\($0)/\(change.id)/revert" } : nil
        button = words.say(change.old == nil ? "people_revert_away" : "people_revert_back")
        who =
            MemberID(change.actor) == nil ? words.say("people_operator") : change.actorName
        face = Face(who, number: Int64(change.actor) ?? 0)
        when = words.moment(Timestamp(milliseconds: change.at))
        guard change.code != nil || change.field != "removed" else {
            did = words.say(change.new == nil ? "timeline_edit_back" : "timeline_edit_removed")
            (old, new) = (nil, nil)
            return
        }
        let isBuiltIn = change.code == nil && ["name", "contact"].contains(change.field)
        did = words.say(
            "timeline_edit_changed",
            ["what": isBuiltIn ? words.say("objects_field_\(change.field)") : change.field])
        let field = fields.first { field in
            change.code.map { $0 == field.code } ?? (!isBuiltIn && field.name == change.field)
        }
        func shown(_ text: String) -> String {
            guard let field, !field.isMany else { return OwnField.shown(text) }
            return PersonFact.Value(text, of: field, words, names: names).text
        }
        old = change.old.map(shown)
        new = change.new.map(shown)
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
