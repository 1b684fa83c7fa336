import Chapter
import Foundation

/// What can be done with one person's membership on a page of its own.
enum MembershipTask: String, CaseIterable {
    case begin
    case renew
    case kind
    case end
    case standing

    /// The name of the message that says that it was done.
    var notice: String {
        switch self {
        case .begin: "membership_begun"
        case .renew: "membership_renewed"
        case .kind: "membership_changed"
        case .end: "membership_ended"
        case .standing: "standing_said"
        }
    }

    /// Whether it can be taken back from there.
    var canBeUndone: Bool { self != .standing }

    /// Does it with what was filled in and gives the record's new version.
    func perform(_ form: Form, _ member: MemberID, _ backend: Backend, _ context: Context)
        async throws -> Int
    {
        func text(_ name: String) -> String? { form[name].isEmpty ? nil : form[name] }
        let kind = Int64(form["type"])
        let chosen = {
            guard let kind else { throw Refusal.invalid("type", "Choose a kind of membership.") }
            return kind
        }
        switch self {
        case .begin:
            return try await backend.perform(
                BeginMembership(
                    member, try chosen(), startsOn: text("startsOn"),
                    runsUntil: text("runsUntil"), memberSince: text("memberSince"),
                    certificate: form.certificate, isSamePerson: form.isOn("isSamePerson"),
                    why: text("why")), context)
        case .renew:
            return try await backend.perform(
                RenewMembership(member, to: kind, why: text("why")), context
            ).version
        case .kind:
            return try await backend.perform(
                ChangeMembershipKind(member, to: try chosen(), on: text("on"), why: text("why")),
                context)
        case .end:
            return try await backend.perform(
                EndMembershipPeriod(
                    member, on: text("on"), movesTo: text("movesTo"), why: form["why"]), context)
        case .standing:
            return try await backend.perform(
                OverrideStanding(
                    member, isGood: form["good"] != "no", until: text("until"), why: form["why"]),
                context)
        }
    }

    /// What is asked for.
    func fields(_ form: Form, _ facts: MembershipFacts, _ words: Wording, _ problems: [Problem])
        -> [Field]
    {
        func field(
            _ name: String, type: String = "text", isRequired: Bool = false,
            isSaidHere: Bool = false, suggestions: String? = nil, value: String? = nil
        ) -> Field {
            Field(
                name, label: words.say("memberships_field_\(name)_\(rawValue)"),
                value: form.has(name) ? form[name] : value ?? "",
                help: words.messages["memberships_help_\(name)_\(rawValue)"], type: type,
                isRequired: isRequired, isSaidHere: isSaidHere, suggestions: suggestions,
                problems: problems)
        }
        let why = field("why")
        switch self {
        case .begin:
            return [
                field("startsOn", type: "date", isRequired: true, value: facts.today),
                field("runsUntil", type: "date"),
                form.certificate == nil ? field("memberSince", type: "date") : nil, why,
            ].compactMap { $0 }
        case .renew: return [why]
        case .kind: return [field("on", type: "date", isRequired: true, value: facts.today), why]
        case .end:
            return [
                field("on", type: "date", isRequired: true, value: facts.today),
                field("movesTo", suggestions: "chapters"),
                field("why", isRequired: true, isSaidHere: true),
            ]
        case .standing:
            return [field("until", type: "date"), field("why", isRequired: true)]
        }
    }
}

extension Form {
    /// The file of a certificate that the form carries along.
    var certificate: Data? { isOn("certificate") ? Data(self["certificate"].utf8) : nil }

    /// Whether a field was sent, be it empty.
    func has(_ name: String) -> Bool { !all(name).isEmpty }
}
