import Federation
import GRDB

/// Takes one change of a note, a call, a visit or a task back: the field says what it said before.
///
/// It is refused when the field has changed again since, and when what it said before no longer
/// fits the rest.
public struct RevertInteractionChange: Act {
    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// Which.
    public var id: Int64
    /// The row of its history.
    public var change: Int64

    /// A row of the history of an entry or a task.
    public init(_ id: Int64, _ change: Int64) {
        self.id = id
        self.change = change
    }

    /// Takes the change back and gives the version.
    public func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        try refusing {
            let stored = try context.interaction(id, nil)
            let row = try Row.fetchOne(
                context.db,
                sql: """
                    SELECT field, old, new FROM interaction_history
                    WHERE id = ? AND interaction_id = ? AND (is_private = 0 OR ?)
                    """, arguments: [change, id, stored.maker == context.viewer.actor])
            guard let row else { throw Refusal.notFound("change of an entry") }
            let (field, old, new): (String, String?, String?) = (
                row["field"], row["old"], row["new"]
            )
            guard stored.says(new, besides: old, in: field) else {
                throw Refusal.changedSince(
                    InteractionField(rawValue: field)?.words ?? field,
                    of: stored[.summary] ?? "")
            }
            let version: Int
            if stored.isTask {
                var task = stored.task
                guard task.put(field, from: new, to: old) else { throw Self.notHere(field) }
                version = try context.change(stored, to: task, by: "RevertInteractionChange")
            } else {
                var entry = try stored.entry
                guard entry.put(field, from: new, to: old) else { throw Self.notHere(field) }
                version = try context.change(stored, to: entry, by: "RevertInteractionChange")
            }
            guard version != stored.version else {
                throw Refusal(
                    .conflict,
                    "Something else that is written there asks for this, so nothing was taken "
                        + "back. Change both in the form.")
            }
            return version
        }
    }

    private static func notHere(_ field: String) -> Refusal {
        Refusal(
            .conflict,
            "A change of \(InteractionField(rawValue: field)?.words ?? field) cannot be taken "
                + "back here.")
    }
}

extension InteractionField {
    /// The fields of which a change can be taken back by itself; contacts and capacities can too.
    static let putBack: Set<InteractionField> = [
        .kind, .side, .summary, .text, .outcome, .place, .channel, .at, .due, .assignee, .isPrivate,
    ]
}

extension StoredInteraction {
    /// Whether a line of history is how a field is now; of a contact, or a capacity, that one's.
    fileprivate func says(_ new: String?, besides old: String?, in field: String) -> Bool {
        switch field {
        case "contact":
            guard let contact = (new ?? old).flatMap({ MemberID($0) }) else { return false }
            return contacts.contains(contact) == (new != nil)
        case InteractionHistory.capacity:
            guard let contact = (new ?? old).flatMap(InteractionHistory.spokenContact) else {
                return false
            }
            return capacities[contact].map { "\(contact)\n\($0)" } == new
        default:
            guard let known = InteractionField(rawValue: field) else { return false }
            return columns[known]?.historyText == new
        }
    }

    private var subject: InteractionSubject? {
        guard let kind = self[.subjectKind], let id = self[.subjectID] else { return nil }
        return InteractionSubject(kind: kind, id: id)
    }

    /// What was done, as somebody would write it down.
    fileprivate var entry: InteractionContent {
        get throws {
            guard let kind = self[.kind].flatMap(InteractionKind.init(rawValue:)),
                let side = self[.side].flatMap(InteractionSide.init(rawValue:))
            else { throw Refusal.notFound(InteractionSort.entry.rawValue) }
            return InteractionContent(
                kind, side, self[.summary] ?? "", text: self[.text] ?? "",
                outcome: self[.outcome] ?? "", place: self[.place] ?? "",
                channel: self[.channel] ?? "", at: moment, isPrivate: isPrivate, with: contacts,
                as: capacities, about: subject)
        }
    }

    /// What is to be done, as somebody would write it down.
    fileprivate var task: TaskContent {
        TaskContent(
            self[.summary] ?? "", text: self[.text] ?? "", due: self[.due], assignee: assignee,
            on: contacts, about: subject, isPrivate: isPrivate)
    }
}

extension [MemberID] {
    /// Takes a contact in or out, as a line of history did the other way.
    fileprivate mutating func put(from new: String?, to old: String?) {
        if let gone = new.flatMap({ MemberID($0) }) { removeAll { $0 == gone } }
        if let back = old.flatMap({ MemberID($0) }) { append(back) }
    }
}

extension InteractionContent {
    /// Puts a field back; false for one that cannot be by itself.
    fileprivate mutating func put(_ field: String, from new: String?, to old: String?) -> Bool {
        if field == "contact" {
            contacts.put(from: new, to: old)
            if let gone = new.flatMap({ MemberID($0) }) { capacities[gone] = nil }
            return true
        }
        if field == InteractionHistory.capacity {
            guard let contact = (new ?? old).flatMap(InteractionHistory.spokenContact) else {
                return false
            }
            capacities[contact] = old.flatMap { text in
                text.firstIndex(of: "\n").map { String(text[text.index(after: $0)...]) }
            }
            return true
        }
        switch InteractionField(rawValue: field) {
        case .kind:
            guard let kind = old.flatMap(InteractionKind.init(rawValue:)) else { return false }
            self.kind = kind
        case .side:
            guard let side = old.flatMap(InteractionSide.init(rawValue:)) else { return false }
            self.side = side
        case .summary: summary = old ?? ""
        case .text: text = old ?? ""
        case .outcome: outcome = old ?? ""
        case .place: place = old ?? ""
        case .channel: channel = old ?? ""
        case .at: at = old.flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
        case .isPrivate: isPrivate = old == "1"
        default: return false
        }
        return true
    }
}

extension TaskContent {
    /// Puts a field back; false for one that cannot be by itself.
    fileprivate mutating func put(_ field: String, from new: String?, to old: String?) -> Bool {
        if field == "contact" {
            contacts.put(from: new, to: old)
            return true
        }
        switch InteractionField(rawValue: field) {
        case .summary: summary = old ?? ""
        case .text: text = old ?? ""
        case .due: due = old
        case .assignee: assignee = old.flatMap { MemberID($0) }
        case .isPrivate: isPrivate = old == "1"
        default: return false
        }
        return true
    }
}
