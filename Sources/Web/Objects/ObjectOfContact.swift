import Chapter

/// A thing that a contact has to do with, on the contact's page.
struct ObjectOfContact: Sendable {
    let name: String
    let address: String
    let detail: String

    init(_ object: ObjectsOfContact, _ words: Wording) {
        name = object.name
        address = "/objects/\(object.object)"
        let days = [
            object.startsOn.map { words.say("objects_from", ["day": words.day($0)]) },
            object.endsOn.map { words.say("objects_until", ["day": words.day($0)]) },
        ].compactMap { $0 }
        detail = ([object.kind, object.capacity].filter { !$0.isEmpty } + days)
            .joined(separator: " · ")
    }
}
