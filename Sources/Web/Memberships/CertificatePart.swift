import Chapter
import Federation

/// A certificate of another chapter, on the form that begins a membership with it.
struct CertificatePart: Sendable {
    /// One thing that it says.
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    /// The file, as the form carries it along.
    let file: String
    let facts: [Fact]
    /// Whose key has signed it.
    let signer: String
    /// Whether that is a chapter whose key is known here.
    let isKnown: Bool
    /// What to ask before it is taken for this person's; nil where the names are the same.
    let other: String?
    /// Whether that was answered with yes.
    let isSamePerson: Bool

    init(_ shown: ShownCertificate, _ form: Form, for name: String, _ words: Wording) {
        let said = shown.certificate
        file = form["certificate"]
        facts = Self.facts(said, words)
        let asked: (String, String, Bool) =
            switch shown.signer {
            case .own: ("own", said.chapterName, true)
            case .linked(let name): ("linked", name, true)
            case .replacedKey(let name): ("replaced", name, false)
            case .left(let name): ("left", name, false)
            case .unknown: ("unknown", said.chapterName, false)
            }
        isKnown = asked.2
        signer = words.say(
            "certificate_signer_\(asked.0)",
            ["chapter": asked.1, "code": said.chapter.description])
        other =
            said.isMadeOut(to: name)
            ? nil : words.say("certificate_other", ["there": said.name, "here": name])
        isSamePerson = form.isOn("isSamePerson")
    }

    /// What a certificate says, a line each.
    static func facts(_ said: MembershipCertificate, _ words: Wording) -> [Fact] {
        var facts = [
            ("name", said.name), ("chapter", said.chapterName), ("number", String(said.number)),
            ("since", words.day(said.memberSince)),
            ("until", said.until.map { words.day($0) } ?? words.say("memberships_no_end")),
        ]
        if let before = said.vouchedBy { facts.append(("before", before)) }
        for period in said.periods {
            facts.append(
                ("period", "\(words.days(period.startsOn, period.lastDay)) · \(period.kind)"))
        }
        facts.append(("made", words.day(said.madeOn)))
        return facts.map { Fact(name: words.say("certificate_\($0.0)"), value: $0.1) }
    }
}
