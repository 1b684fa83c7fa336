import Chapter

/// A search in which one contact is chosen, for the partial `relations-choice`.
///
/// It needs no script: each contact that is found is a link to the same page with that contact
/// chosen.
struct ContactChoice: Sendable {
    /// Somebody who was found.
    struct Hit: Sendable {
        let name: String
        let face: Face
        let under: String
        let leadsTo: String
        let choose: String
    }

    let label: String
    /// Where the search goes, with GET.
    let action: String
    /// What it carries along.
    let carried: [HiddenField]
    let search: String
    let hits: [Hit]
    let hasHits: Bool
    /// What is said where nobody was found.
    let none: String?
    /// Where whoever is missing is added.
    let add: String?

    /// A search at `action`, whose answers lead to `address` of each.
    init(
        _ label: String, action: String, carried: [HiddenField] = [], search: String,
        found: [ContactSearch.Found], _ words: Wording, address: (MemberID) -> String
    ) {
        self.label = label
        self.action = action
        self.carried = carried
        self.search = search
        hits = found.map { found in
            let contact = found.contact
            let what =
                contact.kind == .person
                ? words.say("people_status_\(found.status)") : words.kind(contact.kind)
            return Hit(
                name: contact.name, face: Face(contact.name, number: contact.memberID.number),
                under: [what, found.city].compactMap { $0 }.joined(separator: " · "),
                leadsTo: address(contact.memberID),
                choose: words.say("relations_choose", ["name": contact.name]))
        }
        hasHits = !found.isEmpty
        let isAsked = !search.allSatisfy(\.isWhitespace)
        none =
            isAsked && found.isEmpty ? words.say("relations_nobody", ["name": search]) : nil
        var naming = PeopleQuery(Form(encoded: ""))
        naming.search = search
        add = isAsked ? naming.address("/people/add") : nil
    }
}
