import Chapter
import Federation
import Foundation

/// The things of one kind.
struct ObjectListPage: Page {
    /// One of them.
    struct Row: Sendable {
        let name: String
        let address: String
        let contacts: String
    }

    static let template = "objects-list"
    let frame: Frame
    let t: Wording
    let title: String
    let address: String
    let count: String
    let search: String
    let searchIn: String
    let rows: [Row]
    let none: String?
    let next: String?
    let add: String?
    let edit: String?
    let fields: String?
}

extension ObjectListPage {
    init(
        _ frame: Frame, _ words: Wording, _ kind: ObjectType, _ page: ObjectList.Page,
        search: String, viewer: Viewer
    ) {
        self.frame = frame
        t = words
        title = kind.plural
        address = "/objects/kinds/\(kind.id)"
        count = words.number(page.count)
        self.search = search
        searchIn = words.say("objects_search_in", ["kinds": kind.plural])
        rows = page.objects.map { object in
            Row(
                name: object.name, address: "/objects/\(object.id)",
                contacts: words.count("objects_contacts", object.contacts))
        }
        none =
            rows.isEmpty
            ? words.say(search.isBlank ? "objects_none" : "objects_not_found") : nil
        let asked = [("q", search), ("after", page.next ?? "")].filter { !$0.1.isEmpty }
            .map { "\($0.0)=\($0.1.forQuery)" }
        next = page.next == nil ? nil : "\(address)?\(asked.joined(separator: "&"))"
        let mayAdd = viewer.may(.managePeople) && !kind.isRetired
        add = mayAdd ? words.say("objects_add", ["kind": kind.name]) : nil
        edit = viewer.may(.changeSettings) ? "\(address)/edit" : nil
        fields = viewer.may(.changeSettings) ? OwnFieldsPage.address(of: kind.id) : nil
    }
}

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
    }

    /// Somebody who was searched for.
    struct Found: Sendable {
        let name: String
        let member: String
        let label: String
    }

    /// A change.
    struct Change: Sendable {
        let sentence: String
        let when: String
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
    let contacts: [Contact]
    let hasContacts: Bool
    let who: String
    let found: [Found]
    let hasFound: Bool
    let nobody: String?
    let tasks: SubjectTasksPart?
    let changes: [Change]
}

extension ObjectPage {
    init(
        _ frame: Frame, _ words: Wording, _ object: OwnObject, _ fields: [OwnField], who: String,
        found: [MemberSummary], tasks: SubjectTasksPart?, viewer: Viewer
    ) {
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
                    values: values.map { PersonFact.Value($0, of: field, words) }, note: nil)
            }
        }
        hasFacts = !facts.isEmpty
        contacts = object.contacts.map { contact in
            let days = [
                contact.startsOn.map { words.say("objects_from", ["day": words.day($0)]) },
                contact.endsOn.map { words.say("objects_until", ["day": words.day($0)]) },
            ].compactMap { $0 }
            let parts = (contact.capacity.isEmpty ? [] : [contact.capacity]) + days
            return Contact(
                name: contact.name, address: "/people/\(contact.memberID)",
                member: contact.memberID, capacity: contact.capacity,
                detail: parts.joined(separator: " · "),
                remove: words.say("people_remove", ["name": contact.name]))
        }
        hasContacts = !contacts.isEmpty
        self.who = who
        self.tasks = tasks
        self.found = found.map { person in
            Found(
                name: person.name, member: person.memberID,
                label: words.say("objects_tie", ["name": person.name]))
        }
        hasFound = !found.isEmpty
        nobody = !who.isBlank && found.isEmpty ? words.say("objects_nobody") : nil
        changes = object.history.map { change in
            let actor =
                MemberID(change.actor) == nil ? words.say("people_operator") : change.actorName
            let what =
                change.field == "name" || change.field == "contact"
                    || change.field == "removed"
                ? words.say("objects_field_\(change.field)")
                : change.field
            let value =
                [change.old, change.new].compactMap { $0 }
                .map { "“\(OwnField.shown($0))”" }.joined(separator: " → ")
                + (change.new == nil ? " (\(words.say("objects_gone")))" : "")
            return Change(
                sentence: "\(actor): \(what) \(value)",
                when: words.moment(Timestamp(milliseconds: change.at)))
        }
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
    let name: Field
    let entries: [EditPersonPage.Line]
}
