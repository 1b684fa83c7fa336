import Chapter

/// One thing: its fields, its contacts and what became of it.
struct ObjectPage: Page {
    /// A contact of it.
    struct Contact: Sendable {
        let name: String
        let address: String
        let member: String
        let capacity: String
        let detail: String
        let remove: String
        /// What the form of its days is called, for ids.
        let form: String
        let days: String
        let startsOn: String
        let endsOn: String
        let goesOn: Bool
    }

    /// Contacts or things that name it in one field.
    struct LinkGroup: Sendable {
        /// One of them.
        struct Link: Sendable {
            let name: String
            let address: String
        }

        let heading: String
        let links: [Link]
    }

    /// Somebody who was searched for.
    struct Found: Sendable {
        let name: String
        let member: String
        let label: String
    }

    static let template = "objects-object"
    let frame: Frame
    let t: Wording
    let name: String
    let kind: String
    let kindAddress: String
    let address: String
    /// Where contacts are added and taken away.
    let tie: String
    let isRemoved: Bool
    let mayChange: Bool
    let facts: [PersonFact]
    let hasFacts: Bool
    /// What names it in a field.
    let links: [LinkGroup]
    let contacts: [Contact]
    let hasContacts: Bool
    let who: String
    let found: [Found]
    let hasFound: Bool
    let nobody: String?
    let tasks: SubjectTasksPart?
    let tagging: ThingTagsPart?
    let edits: [EditLine]
    let problems: Problems
}

extension ObjectPage {
    init(
        _ frame: Frame, _ words: Wording, _ object: OwnObject, _ fields: [OwnField],
        _ names: LinkedNames, who: String, found: [MemberSummary], tasks: SubjectTasksPart?,
        tagging: ThingTagsPart?, _ problems: [Problem], viewer: Viewer
    ) {
        self.problems = Problems(problems, words)
        self.frame = frame
        t = words
        name = object.name
        kind = object.type.plural
        kindAddress = "/objects/kinds/\(object.type.id)"
        address = "/objects/\(object.id)"
        tie = "\(address)/contacts"
        isRemoved = object.isRemoved
        mayChange = viewer.may(.managePeople)
        facts = fields.compactMap { field in
            object.values[field.code].map { values in
                PersonFact(
                    name: field.name,
                    values: values.map { PersonFact.Value($0, of: field, words, names: names) },
                    note: nil)
            }
        }
        hasFacts = !facts.isEmpty
        links = LinkGroup.all(object.links, words)
        contacts = object.contacts.enumerated().map { index, contact in
            let days = [
                contact.startsOn.map { words.say("objects_from", ["day": words.day($0)]) },
                contact.endsOn.map { words.say("objects_until", ["day": words.day($0)]) },
            ].compactMap { $0 }
            let parts = (contact.capacity.isEmpty ? [] : [contact.capacity]) + days
            return Contact(
                name: contact.name, address: "/people/\(contact.memberID)",
                member: contact.memberID, capacity: contact.capacity,
                detail: parts.joined(separator: " · "),
                remove: words.say("people_remove", ["name": contact.name]), form: "days-\(index)",
                days: words.say("objects_days_of", ["name": contact.name]),
                startsOn: contact.startsOn ?? "", endsOn: contact.endsOn ?? "",
                goesOn: contact.endsOn == nil)
        }
        hasContacts = !contacts.isEmpty
        self.who = who
        self.tasks = tasks
        self.tagging = tagging
        self.found = found.map { person in
            Found(
                name: person.name, member: person.memberID,
                label: words.say("objects_tie", ["name": person.name]))
        }
        hasFound = !found.isEmpty
        nobody = !who.isBlank && found.isEmpty ? words.say("objects_nobody") : nil
        let revert = mayChange ? "\(address)/history" : nil
        edits = object.history.map { EditLine($0, words, fields, names, revert: revert) }
    }
}

/// The form of one thing.
struct ObjectFormPage: Page {
    static let template = "objects-form"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let address: String
    let back: String
    let version: Int
    let conflict: RecordConflict?
    let name: Field
    let entries: [EditPersonPage.Line]
    /// Why it is changed; nil for a new one.
    let why: Field?
}

extension ObjectPage.LinkGroup {
    /// Links by what they are called from this end.
    static func all(_ links: [OwnObject.Link], _ words: Wording) -> [Self] {
        var fields: [String] = []
        for link in links where !fields.contains(link.field) { fields.append(link.field) }
        return fields.map { field in
            let group = links.filter { $0.field == field }
            let kind = group[0].kind ?? words.say("fields_contacts")
            return Self(
                heading: "\(kind): \(group[0].words)",
                links: group.map { link in
                    let part = link.kind == nil ? "people" : "objects"
                    return Link(name: link.name, address: "/\(part)/\(link.id)")
                })
        }
    }
}
