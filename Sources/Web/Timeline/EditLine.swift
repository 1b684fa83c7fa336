import Chapter
import Federation

/// One change of an entry or a task, as its history says it.
struct EditLine: Sendable {
    let who: String
    let face: Face
    /// “changed the outcome”, after the name.
    let did: String
    let old: String?
    let new: String?
    let when: String

    init(_ edit: InteractionEdit, _ words: Wording) {
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

extension Wording {
    /// A value of an entry's history in the words of the page.
    fileprivate func value(_ value: String, ofEdit field: String) -> String {
        switch field {
        case "kind": InteractionKind(rawValue: value).map { name(of: $0) } ?? value
        case "side": InteractionSide(rawValue: value).map { name(of: $0) } ?? value
        case "at": Int64(value).map { moment(Timestamp(milliseconds: $0)) } ?? value
        case "due_on": day(value)
        default: value
        }
    }
}
