import Chapter
import Foundation
import Hummingbird

/// Agreements with their parties and files.
struct AgreementRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let agreements = api.group("agreements")
        agreements.get { request, context in
            let (viewer, now) = (context.viewer, backend.clock())
            let list = AgreementList(
                request.query("part").flatMap { AgreementList.Part(rawValue: $0) } ?? .all,
                of: request.query("member").flatMap { MemberID($0) },
                skipping: try request.number("skip", or: 0, in: 0...1_000_000))
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer, at: now)
            }.get()
            return Answer(AgreementsAnswer(page))
        }
        agreements.post { request, context in
            let body = try await request.json(AgreementBody.self, context)
            let id = try await backend.perform(AddAgreement(try body.entered), context)
            return Answer(IDAnswer(id), status: .created)
        }
        agreements.get(":agreement") { _, context in
            let id = try context.agreement()
            let (viewer, now) = (context.viewer, backend.clock())
            let record = try await backend.chapter.read { db in
                try AgreementRecord.read(id, in: db, for: viewer, at: now)
            }.get()
            return Answer(AgreementAnswer(record))
        }
        agreements.put(":agreement") { request, context in
            let id = try context.agreement()
            let body = try await request.json(AgreementBody.self, context)
            let version = try await backend.perform(
                ChangeAgreement(id, expectedVersion: body.expectedVersion, to: try body.entered),
                context)
            return Answer(IDAnswer(id, version: version))
        }
        agreements.delete(":agreement") { _, context in
            let id = try context.agreement()
            _ = try await backend.perform(RemoveAgreement(id), context)
            return Answer(IDAnswer(id))
        }
        agreements.post(":agreement/restoration") { _, context in
            let id = try context.agreement()
            _ = try await backend.perform(RestoreAgreement(id), context)
            return Answer(IDAnswer(id))
        }
        agreements.post(":agreement/files") { request, context in
            let id = try context.agreement()
            try context.require(.managePeople)
            let body = try await request.body.collect(upTo: AddAgreementFile.bytesAtMost)
            let file = try await backend.perform(
                AddAgreementFile(
                    id, name: request.query("name") ?? "", bytes: Array(body.readableBytesView)),
                context)
            return Answer(IDAnswer(file), status: .created)
        }
        agreements.get(":agreement/files/:file") { _, context in
            try await backend.agreementFile(context)
        }
        agreements.delete(":agreement/files/:file") { _, context in
            let id = try context.agreement()
            let file = try context.id("file", "file", { Int64($0) })
            _ = try await backend.perform(RemoveAgreementFile(id, file), context)
            return Answer(IDAnswer(file))
        }
    }
}

/// An agreement that comes in.
struct AgreementBody: Decodable {
    /// A party of it.
    struct Party: Decodable {
        var memberID: String
        var capacity: String?
        var signedOn: String?
    }

    var kind: AgreementKind
    var title: String
    var startsOn: String?
    var endsOn: String?
    var note: String?
    var parties: [Party]
    var expectedVersion: Int?

    var entered: EnteredAgreement {
        get throws {
            EnteredAgreement(
                kind, title, startsOn: startsOn, endsOn: endsOn, note: note,
                parties: try parties.map { party in
                    guard let id = MemberID(party.memberID) else {
                        throw Refusal.notFound("contact")
                    }
                    return AgreementParty(id, as: party.capacity, signedOn: party.signedOn)
                })
        }
    }
}

/// One agreement.
struct AgreementAnswer: Codable, Hashable, Sendable {
    /// A party of it.
    struct Party: Codable, Hashable, Sendable {
        var contact: ContactAnswer
        @Nullable var capacity: String?
        @Nullable var signedOn: String?
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
    var title: String
    @Nullable var startsOn: String?
    @Nullable var endsOn: String?
    @Nullable var note: String?
    var removed: Bool
    var parties: [Party]
    var files: [File]

    init(_ record: AgreementRecord) {
        id = String(record.id)
        version = record.version
        kind = record.kind
        title = record.title
        startsOn = record.startsOn
        endsOn = record.endsOn
        note = record.note
        removed = record.isRemoved
        parties = record.parties.map {
            Party(
                contact: ContactAnswer($0.contact), capacity: $0.capacity, signedOn: $0.signedOn)
        }
        files = record.files.map {
            File(
                id: String($0.id), name: $0.name, mediaType: $0.mediaType, bytes: $0.bytes,
                addedAt: Moment($0.addedAt))
        }
    }
}

/// Agreements, a page at a time.
struct AgreementsAnswer: Codable, Hashable, Sendable {
    /// One of them.
    struct Entry: Codable, Hashable, Sendable {
        var id: String
        var kind: AgreementKind
        var title: String
        @Nullable var startsOn: String?
        @Nullable var endsOn: String?
        /// The first of its parties.
        var parties: [ContactAnswer]
        var partyCount: Int
        var signed: Int
        var files: Int
    }

    var agreements: [Entry]
    var count: Int
    /// What to skip for the next page; null on the last.
    @Nullable var next: Int?

    init(_ page: AgreementList.Page) {
        agreements = page.entries.map { entry in
            Entry(
                id: String(entry.id), kind: entry.kind, title: entry.title,
                startsOn: entry.startsOn, endsOn: entry.endsOn,
                parties: entry.parties.map(ContactAnswer.init), partyCount: entry.partyCount,
                signed: entry.signed, files: entry.files)
        }
        count = page.count
        next = page.next
    }
}
