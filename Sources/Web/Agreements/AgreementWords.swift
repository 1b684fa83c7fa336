import Chapter

/// How pages say agreements.
extension Wording {
    /// What was agreed upon; kinds of the chapter's own have their name.
    func agreement(_ kind: AgreementKind, own: AgreementRecord.OwnKind? = nil) -> String {
        own?.name ?? say("agreements_kind_\(kind.rawValue.replacing(" ", with: "_"))")
    }
}

extension Chip {
    /// Whether an agreement is over or ends soon; nil for one that goes on.
    init?(isOver: Bool, endsSoon: Bool, _ words: Wording) {
        guard isOver || endsSoon else { return nil }
        self.init(
            words.say(isOver ? "agreements_over" : "agreements_soon"), isOver ? "" : "warn")
    }
}

/// An agreement as a row of a list.
struct AgreementRow: Sendable {
    let title: String
    let leadsTo: String
    let under: String
    let signed: String
    let chip: Chip?

    /// As the list of all shows it, or the page of one party.
    init(_ agreement: AgreementSummary, of member: MemberID? = nil, _ words: Wording) {
        title = agreement.title
        leadsTo = "/agreements/\(agreement.id)"
        let others = agreement.parties.filter { $0.memberID != member }.map(\.name)
        let rest = agreement.partyCount - agreement.parties.count
        let names =
            words.list(others) + (rest > 0 ? " \(words.count("people_and_more", rest))" : "")
        under = [
            words.agreement(agreement.kind, own: agreement.ownKind), agreement.capacity,
            others.isEmpty
                ? nil
                : member == nil ? names : words.say("agreements_with", ["names": names]),
            words.span(from: agreement.startsOn, to: agreement.endsOn),
        ].compactMap { $0 }.joined(separator: " · ")
        signed = words.say(
            "agreements_signed_of",
            [
                "count": words.number(agreement.signed), "all": words.number(agreement.partyCount),
            ])
        chip = Chip(isOver: agreement.isOver, endsSoon: agreement.endsSoon, words)
    }
}

/// The agreements of one contact, as a card of its page; the partial `agreements-part` prints it.
struct AgreementsPart: Sendable {
    let rows: [AgreementRow]
    let hasRows: Bool
    let none: String?
    /// Where one is added; nil for whoever may not.
    let add: String?

    init(_ agreements: AgreementList.Page, of member: MemberID, _ viewer: Viewer, _ words: Wording)
    {
        rows = agreements.entries.map { AgreementRow($0, of: member, words) }
        hasRows = !rows.isEmpty
        none = rows.isEmpty ? words.say("agreements_none_here") : nil
        add = viewer.may(.managePeople) ? "/agreements/add?party=\(member)" : nil
    }
}
