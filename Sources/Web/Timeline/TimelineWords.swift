import Chapter
import Federation
import Foundation

/// How pages speak of what was done with contacts, and of tasks.
extension Wording {
    /// What to call whoever did something.
    func actor(_ actor: Interaction.Actor) -> String {
        actor.name ?? say(MemberID(actor.id) == nil ? "people_operator" : "people_gone")
    }

    /// A kind of interaction, as a heading.
    func name(of kind: InteractionKind) -> String { say("timeline_kind_\(kind.key)") }

    /// How entries usually end, to choose from.
    var outcomes: [String] {
        say("timeline_outcomes").split(separator: ";").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
    }

    /// Who said it, as a sentence of the form says it.
    func name(of side: InteractionSide) -> String { say("timeline_side_\(side.rawValue)") }

    /// The states of an interaction or a task in a word or two.
    func states(of entry: Interaction) -> [Chip] {
        var chips: [Chip] = []
        if entry.isPrivate { chips.append(Chip(say("timeline_private"), "info")) }
        if !entry.isTask { chips.append(Chip(name(of: entry.side), "")) }
        if let outcome = entry.outcome { chips.append(Chip(outcome, "")) }
        if let channel = entry.channel { chips.append(Chip(channel, "")) }
        if let place = entry.place { chips.append(Chip(place, "")) }
        if entry.isOpen {
            if let due = entry.due {
                chips.append(Chip(say("timeline_due", ["day": day(due)]), "warn"))
            }
            let name = entry.assignee?.name ?? say("timeline_nobody")
            chips.append(Chip(name, entry.assignee == nil ? "warn" : ""))
        }
        return chips
    }

    /// Who else is concerned, and on behalf of which organization; nil for nobody else.
    func others(of entry: Interaction, besides member: MemberID?) -> String? {
        let all = entry.contacts.filter { $0.id != member }
        let (groups, people) = (all.filter(\.isGroup), all.filter { !$0.isGroup })
        // On the organization's own page the people are those who spoke for it.
        let own = entry.contacts.first { $0.id == member }?.capacity
        let parts = [
            own.map { say("timeline_spoke_as", ["capacity": $0]) },
            people.isEmpty ? nil : say("timeline_with", ["names": list(people.map(\.inWords))]),
            groups.isEmpty ? nil : say("timeline_for", ["names": list(groups.map(\.name))]),
            entry.subjectName.map { say("timeline_about", ["thing": $0]) },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// When a task is due, beside today, with how it looks.
    func due(_ due: String?, _ days: DueDays) -> Chip? {
        guard let due else { return nil }
        switch days.place(of: due) {
        case .late: return Chip(say("timeline_was_due", ["day": day(due)]), "bad")
        case .today: return Chip(say("timeline_today"), "warn")
        case .soon, .later, .undated: return Chip(say("timeline_due", ["day": day(due)]), "")
        }
    }

    /// A time of day and a day, for the head of an entry.
    func sentence(of entry: Interaction) -> String {
        say(
            "timeline_written",
            ["who": actor(entry.made.by), "when": moment(entry.made.at)])
    }
}

extension InteractionKind {
    /// The kind as the name of a message ends.
    var key: String { self == .email ? "email" : rawValue }
}

extension Interaction.Contact {
    /// The name, with as what the contact spoke.
    var inWords: String { capacity.map { "\(name) (\($0))" } ?? name }
}
