import Chapter
import Federation

/// One agreement.
struct AgreementAnswer: Codable, Hashable, Sendable {
    /// A party of it.
    struct Party: Codable, Hashable, Sendable {
        var contact: ContactAnswer
        @Nullable var capacity: String?
        @Nullable var signedOn: String?
        @Nullable var fileID: String?
    }

    /// The task that makes itself before its end.
    struct Reminder: Codable, Hashable, Sendable {
        var days: Int
        @Nullable var assignee: ContactAnswer?
        @Nullable var summary: String?
        /// When it makes itself; null once it was made.
        @Nullable var day: String?
    }

    /// That the chapter's key has signed it.
    struct Seal: Codable, Hashable, Sendable {
        var id: String
        var at: Moment
        /// Whether nothing has changed since.
        var current: Bool
    }

    /// A file of it, without its bytes.
    struct File: Codable, Hashable, Sendable {
        var id: String
        var name: String
        var mediaType: String
        var bytes: Int
        var addedAt: Moment
    }

    var id: String
    var version: Int
    var kind: AgreementKind
    /// The kind of the chapter's own; null for one that every chapter has.
    @Nullable var ownKind: OwnAgreementKindAnswer.Brief?
    var title: String
    @Nullable var startsOn: String?
    @Nullable var endsOn: String?
    @Nullable var note: String?
    var removed: Bool
    var parties: [Party]
    var files: [File]
    @Nullable var reminder: Reminder?
    var seals: [Seal]

    init(_ record: AgreementRecord) {
        id = String(record.id)
        version = record.version
        kind = record.kind
        ownKind = OwnAgreementKindAnswer.Brief(record.ownKind)
        title = record.title
        startsOn = record.startsOn
        endsOn = record.endsOn
        note = record.note
        removed = record.isRemoved
        parties = record.parties.map {
            Party(
                contact: ContactAnswer($0.contact), capacity: $0.capacity, signedOn: $0.signedOn,
                fileID: $0.file.map { String($0) })
        }
        files = record.files.map {
            File(
                id: String($0.id), name: $0.name, mediaType: $0.mediaType, bytes: $0.bytes,
                addedAt: Moment($0.addedAt))
        }
        reminder = record.reminder.map {
            Reminder(
                days: $0.days, assignee: $0.assignee.map { ContactAnswer($0) },
                summary: $0.summary, day: $0.day)
        }
        seals = record.seals.map {
            Seal(id: String($0.id), at: Moment($0.at), current: $0.isCurrent)
        }
    }
}

/// Agreements, a page at a time.
public struct AgreementsAnswer: Codable, Hashable, Sendable {
    /// One of them.
    public struct Entry: Codable, Hashable, Sendable {
        /// A decimal number as text.
        public var id: String
        var kind: AgreementKind
        @Nullable var ownKind: OwnAgreementKindAnswer.Brief?
        /// What it is called.
        public var title: String
        @Nullable var startsOn: String?
        /// The last day, as 2026-05-01; null where it has no end.
        @Nullable public var endsOn: String?
        /// The first of its parties.
        var parties: [ContactAnswer]
        /// How many parties it has.
        public var partyCount: Int
        /// How many of them have signed.
        public var signed: Int
        var files: Int
    }

    /// Those that end first stand first.
    public var agreements: [Entry]
    /// How many there are in all.
    public var count: Int
    /// What to skip for the next page; null on the last.
    @Nullable public var next: Int?

    init(_ page: AgreementList.Page) {
        agreements = page.entries.map { entry in
            Entry(
                id: String(entry.id), kind: entry.kind,
                ownKind: OwnAgreementKindAnswer.Brief(entry.ownKind), title: entry.title,
                startsOn: entry.startsOn, endsOn: entry.endsOn,
                parties: entry.parties.map(ContactAnswer.init), partyCount: entry.partyCount,
                signed: entry.signed, files: entry.files)
        }
        count = page.count
        next = page.next
    }
}
