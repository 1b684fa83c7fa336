import Chapter

/// What the parts of an agreement are called on pages.
struct AgreementNames: Sendable {
    /// The kinds, by what a form sends.
    var kinds: [String: String] = [:]
    /// Parties and whose task it can be, by number.
    var contacts: [String: String] = [:]
    /// Files, by number.
    var files: [Int64: String] = [:]
}

extension TypedAgreement {
    /// What was sent; a part for which `keep` says “theirs” is as it is in the agreement now.
    init(_ form: Form, now: TypedAgreement) {
        self.init(form)
        for (name, part) in Self.lines where form["keep_\(name)"] == "theirs" {
            self[keyPath: part] = now[keyPath: part]
        }
        if form["keep_task"] == "theirs" { takeTask(of: now) }
        for member in Set(parties.map(\.member)).union(now.parties.map(\.member))
        where form["keep_party-\(member)"] == "theirs" {
            takeParty(member, of: now)
        }
    }

    /// Brings in what others did since the editing began; the form then begins with the agreement
    /// as it is now.
    mutating func merge(
        _ meanwhile: AgreementMeanwhile, _ names: AgreementNames, _ words: Wording
    ) -> RecordConflict {
        let (then, now) = (TypedAgreement(meanwhile.then), TypedAgreement(meanwhile.now))
        let newest = meanwhile.edits.first
        var late = LateForm(
            words, latest: newest.map { (words.actor($0.by), words.moment($0.at)) })
        for (name, part) in Self.lines {
            let texts = LateForm.Part(
                then: then[keyPath: part], now: now[keyPath: part], mine: self[keyPath: part])
            let isTheirs = late.takesTheirs(words.say(Self.legends[name] ?? ""), name, texts) {
                switch name {
                case "kind": names.kinds[$0] ?? $0
                case "startsOn", "endsOn": words.day($0)
                default: $0
                }
            }
            if isTheirs { self[keyPath: part] = now[keyPath: part] }
        }
        let task = LateForm.Part(then: then.task, now: now.task, mine: self.task)
        if late.takesTheirs(
            words.say("agreements_reminder"), "task", task,
            shown: { Self.task($0, names, words) })
        {
            takeTask(of: now)
        }
        for member in Set((parties + then.parties + now.parties).map(\.member)).sorted() {
            let part = LateForm.Part(
                then: then.party(member), now: now.party(member), mine: party(member))
            let legend = names.contacts["\(member)"] ?? "\(member)"
            let isTheirs = late.takesTheirs(legend, "party-\(member)", part) {
                Self.party($0, names, words)
            }
            if isTheirs { takeParty(member, of: now) }
        }
        return late.conflict
    }

    private static var lines: [(String, WritableKeyPath<TypedAgreement, String>)] {
        [
            ("title", \.title), ("kind", \.kind), ("startsOn", \.startsOn), ("endsOn", \.endsOn),
            ("note", \.note),
        ]
    }
    private static let legends = [
        "title": "agreements_name", "kind": "agreements_kind", "startsOn": "relations_starts",
        "endsOn": "relations_ends", "note": "relations_note",
    ]

    /// The task before the end, a value a line; empty for none.
    private var task: String {
        let days = reminderDays.filter { !$0.isWhitespace }
        return days.isEmpty ? "" : "\(days)\n\(reminderFor)\n\(reminderSummary)"
    }

    private static func task(_ text: String, _ names: AgreementNames, _ words: Wording) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let days = Int(lines[0]).map { words.count("agreements_edit_days", $0) } ?? lines[0]
        let rest = lines.dropFirst().map { names.contacts[$0] ?? $0 }
        return ([days] + rest).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private mutating func takeTask(of other: TypedAgreement) {
        reminderDays = other.reminderDays
        reminderFor = other.reminderFor
        reminderSummary = other.reminderSummary
    }

    /// What is said of a party, a value a line after “party”; empty for none.
    private func party(_ member: MemberID) -> String {
        parties.first { $0.member == member }.map { party in
            [
                "party", party.capacity ?? "", party.signedOn ?? "",
                party.file.map { "\($0)" } ?? "",
            ].joined(separator: "\n")
        } ?? "none"
    }

    private static func party(_ text: String, _ names: AgreementNames, _ words: Wording) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines[0] == "party" else { return words.say("agreements_no_party") }
        var parts: [String] = []
        if lines.count > 1 { parts.append(lines[1]) }
        if lines.count > 2, !lines[2].isEmpty {
            parts.append(words.say("agreements_signed_on", ["day": words.day(lines[2])]))
        }
        if lines.count > 3, let file = Int64(lines[3]) { parts.append(names.files[file] ?? "") }
        let said = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return said.isEmpty ? words.say("agreements_is_party") : said
    }

    private mutating func takeParty(_ member: MemberID, of other: TypedAgreement) {
        parties.removeAll { $0.member == member }
        parties += other.parties.filter { $0.member == member }
    }
}
