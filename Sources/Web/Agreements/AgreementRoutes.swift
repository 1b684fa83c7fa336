import Chapter
import Foundation
import Hummingbird

/// Agreements with their parties and files.
struct AgreementRoutes {
    let backend: Backend

    /// The kinds of the chapter's own, for whoever may name one.
    private func kinds(_ context: Context) async throws -> [OwnAgreementKind] {
        try context.require(.managePeople)
        return try await backend.agreementKinds(context)
    }

    func add(to api: RouterGroup<Context>) {
        let agreements = api.group("agreements")
        agreements.get { request, context in
            let (viewer, now) = (context.viewer, backend.clock())
            let list = AgreementList(
                request.query("part").flatMap { AgreementList.Part(rawValue: $0) } ?? .all,
                of: request.query("member").flatMap { MemberID($0) },
                skipping: try request.number("skip", or: 0, in: 0...1_000_000),
                kind: request.query("kind").flatMap { AgreementKind(rawValue: $0) },
                ownKind: request.query("ownKindID").flatMap { Int64($0) })
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer, at: now)
            }.get()
            return Answer(AgreementsAnswer(page))
        }
        agreements.post { request, context in
            let body = try await request.json(AgreementBody.self, context)
            let id = try await backend.perform(
                AddAgreement(try body.entered(try await kinds(context))), context,
                because: body.why)
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
            let entered = try body.entered(try await kinds(context))
            let version = try await backend.perform(
                ChangeAgreement(id, expectedVersion: body.expectedVersion, to: entered), context,
                because: body.why)
            return Answer(IDAnswer(id, version: version))
        }
        agreements.delete(":agreement") { request, context in
            let id = try context.agreement()
            let body = try await request.json(or: Because(), context)
            _ = try await backend.perform(RemoveAgreement(id), context, because: body.why)
            return Answer(IDAnswer(id))
        }
        agreements.post(":agreement/restoration") { request, context in
            let id = try context.agreement()
            let body = try await request.json(or: Because(), context)
            _ = try await backend.perform(RestoreAgreement(id), context, because: body.why)
            return Answer(IDAnswer(id))
        }
        agreements.get(":agreement/history") { _, context in
            let id = try context.agreement()
            let (viewer, now) = (context.viewer, backend.clock())
            let edits = try await backend.chapter.read { db in
                _ = try AgreementRecord.read(id, in: db, for: viewer, at: now).get()
                return try AgreementHistory.read(id, in: db, for: viewer).get()
            }
            return Answer(edits.map(EditAnswer.init))
        }
        agreements.post(":agreement/history/:agreementChange/reversal") { request, context in
            let id = try context.agreement()
            let change = try context.id("agreementChange", "change", { Int64($0) })
            let body = try await request.json(or: Because(), context)
            let version = try await backend.perform(
                RevertAgreementChange(id, change), context, because: body.why)
            return Answer(IDAnswer(id, version: version))
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
        agreements.post(":agreement/seals") { _, context in
            let id = try context.agreement()
            let seal = try await backend.perform(SealAgreement(id), context)
            return Answer(IDAnswer(seal), status: .created)
        }
        agreements.get(":agreement/seals/:seal") { _, context in
            try await backend.agreementSeal(context)
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
        var fileID: String?
    }

    /// The task before its end.
    struct Reminder: Decodable {
        var days: Int
        var assigneeID: String?
        var summary: String?
    }

    /// One that every chapter has, or the name of one of the chapter's own.
    var kind: String
    /// The number of one of the chapter's own, which goes before `kind`.
    var ownKindID: String?
    var title: String
    var startsOn: String?
    var endsOn: String?
    var note: String?
    var parties: [Party]
    var reminder: Reminder?
    var expectedVersion: Int?
    var why: String?

    private static func folded(_ name: String) -> String {
        name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    func entered(_ kinds: [OwnAgreementKind]) throws -> EnteredAgreement {
        let builtIn = AgreementKind(rawValue: kind)
        let folded = Self.folded(kind)
        let own = kinds.first { named in
            if let ownKindID { return String(named.id) == ownKindID }
            return Self.folded(named.name) == folded
        }
        let isKnown = own != nil || ownKindID == nil && builtIn != nil
        guard isKnown else {
            throw Refusal.invalid(
                "kind", "There is no kind of agreements “\(kind)” in this chapter.")
        }
        return EnteredAgreement(
            builtIn ?? .other, title, startsOn: startsOn, endsOn: endsOn, note: note,
            parties: try parties.map { party in
                guard let id = MemberID(party.memberID) else {
                    throw Refusal.notFound("contact")
                }
                let file = party.fileID.map { Int64($0) ?? 0 }
                return AgreementParty(
                    id, as: party.capacity, signedOn: party.signedOn, file: file)
            },
            reminder: try reminder.map { reminder in
                let assignee = try reminder.assigneeID.map { text in
                    guard let id = MemberID(text) else { throw Refusal.notFound("person") }
                    return id
                }
                return AgreementReminder(reminder.days, for: assignee, reminder.summary)
            }, ownKind: ownKindID != nil || builtIn == nil ? own?.id : nil)
    }
}
