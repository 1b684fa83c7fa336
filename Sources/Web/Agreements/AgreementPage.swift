import Chapter

/// One agreement.
struct AgreementPage: Page {
    /// A party.
    struct Party: Sendable {
        let name: String
        let leadsTo: String
        let face: Face
        let capacity: String?
        let signed: String
        let hasSigned: Bool
        /// The file that shows the signature.
        let proof: Link?
    }

    /// A file that a party leads to.
    struct Link: Sendable {
        let name: String
        let leadsTo: String
    }

    /// That the chapter's key has signed it.
    struct Seal: Sendable {
        let said: String
        let state: String
        let isCurrent: Bool
        let leadsTo: String
    }

    /// A file.
    struct File: Sendable {
        let name: String
        let leadsTo: String
        let under: String
        let remove: String
    }

    static let template = "agreements-agreement"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let address: String
    let title: String
    let kind: String
    let chip: Chip?
    let days: String?
    let note: String?
    let isRemoved: Bool
    let mayChange: Bool
    let parties: [Party]
    let files: [File]
    let hasFiles: Bool
    let fileProblem: String?
    let limit: String
    let isFull: Bool
    let made: String
    let tasks: SubjectTasksPart?
    let tagging: ThingTagsPart?
    /// The task that will make itself, in words.
    let reminder: String?
    let seals: [Seal]
    let hasSeals: Bool
    /// Whether the key can sign now: somebody has signed, and it was changed since the last time.
    let maySeal: Bool
    let edits: [EditLine]
    let hasEdits: Bool
}

extension AgreementPage {
    init(
        _ frame: Frame, _ words: Wording, _ record: AgreementRecord, _ edits: [AgreementEdit],
        _ problems: [Problem],
        tasks: SubjectTasksPart?, tagging: ThingTagsPart?, mayChange: Bool
    ) {
        self.frame = frame
        t = words
        self.problems = Problems(problems, words)
        self.tagging = tagging
        let address = "/agreements/\(record.id)"
        self.address = address
        title = record.title
        kind = words.agreement(record.kind, own: record.ownKind)
        chip = Chip(isOver: record.isOver, endsSoon: record.endsSoon, words)
        days = words.span(from: record.startsOn, to: record.endsOn)
        note = record.note
        isRemoved = record.isRemoved
        self.mayChange = mayChange && !record.isRemoved
        parties = record.parties.map { party in
            Party(
                name: party.contact.name, leadsTo: "/people/\(party.contact.memberID)",
                face: Face(party.contact.name, number: party.contact.memberID.number),
                capacity: party.capacity,
                signed: party.signedOn.map {
                    words.say("agreements_signed_on", ["day": words.day($0)])
                } ?? words.say("agreements_unsigned"),
                hasSigned: party.signedOn != nil,
                proof: record.files.first { $0.id == party.file }.map {
                    Link(name: $0.name, leadsTo: "\(address)/files/\($0.id)")
                })
        }
        reminder = record.reminder.flatMap { reminder in
            reminder.day.map { day in
                let what = [
                    "day": words.day(day), "what": reminder.summary ?? record.title,
                    "name": reminder.assignee?.name ?? "",
                ]
                return words.say(
                    reminder.assignee == nil ? "agreements_reminder_any" : "agreements_reminder_is",
                    what)
            }
        }
        seals = record.seals.map { seal in
            Seal(
                said: [words.moment(seal.at), seal.by].compactMap { $0 }.joined(separator: " · "),
                state: words.say(
                    seal.isCurrent ? "agreements_seal_current" : "agreements_seal_old"),
                isCurrent: seal.isCurrent, leadsTo: "\(address)/seals/\(seal.id)")
        }
        hasSeals = !seals.isEmpty
        maySeal =
            mayChange && !record.isRemoved && record.parties.contains { $0.signedOn != nil }
            && !record.seals.contains { $0.isCurrent }
        files = record.files.map { file in
            let added = words.day(file.addedAt)
            return File(
                name: file.name, leadsTo: "\(address)/files/\(file.id)",
                under: [words.size(file.bytes), file.addedBy, added].compactMap { $0 }
                    .joined(separator: " · "),
                remove: "\(address)/files/\(file.id)/remove")
        }
        hasFiles = !files.isEmpty
        fileProblem = problems.first { $0.field == "file" }?.sentence
        limit = words.say(
            "agreements_file_limit",
            [
                "size": words.size(AddAgreementFile.bytesAtMost),
                "count": words.number(AddAgreementFile.mostFiles),
            ])
        isFull = record.files.count >= AddAgreementFile.mostFiles
        self.tasks = record.isRemoved ? nil : tasks
        let history = mayChange && !record.isRemoved ? "\(address)/history" : nil
        self.edits = edits.map { EditLine($0, words, revert: history) }
        hasEdits = !edits.isEmpty
        made = words.say("agreements_made", ["when": words.day(record.madeAt)])
    }
}

/// What deleting a file means, before it is done.
struct AgreementFileRemovalPage: Page {
    static let template = "agreements-file-removal"
    let frame: Frame
    let t: Wording
    let title: String
    let back: String
    let name: String
    let action: String
}
