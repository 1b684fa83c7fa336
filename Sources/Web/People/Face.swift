import Chapter

/// A circle with initials, which stands where other programs have a photograph.
struct Face: Sendable {
    let initials: String
    /// The class of its colour; empty for the first.
    let tone: String

    private static let tones = ["", "two", "three", "four"]

    /// The face of a person; the number keeps its colour the same on every page.
    init(_ name: String, number: Int64) {
        let words = name.split(separator: " ")
        initials = (words.prefix(1) + words.dropFirst().suffix(1))
            .compactMap { $0.first.map(String.init) }.joined().uppercased()
        tone = Face.tones[Int(number.magnitude % UInt64(Face.tones.count))]
    }
}

/// A state in a word or two.
struct Chip: Sendable {
    let text: String
    /// Its class: ok, warn, bad, info or nothing.
    let tone: String

    /// A chip with a text of its own.
    init(_ text: String, _ tone: String) {
        self.text = text
        self.tone = tone
    }

    /// The status of a person.
    init(status: String, _ words: Wording) {
        text = words.say("people_status_\(status)")
        tone = ["member": "ok", "supporter": "info", "former": "warn"][status] ?? ""
    }

    /// A role in the chapter.
    init(_ role: Role, _ words: Wording) {
        text = words.say(role == .coordinator ? "role_coordinator" : "role_admin")
        tone = "info"
    }
}
