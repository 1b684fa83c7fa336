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

    var kind: AgreementKind
    var title: String
    var startsOn: String?
    var endsOn: String?
    var note: String?
    var parties: [Party]
    var reminder: Reminder?
    var expectedVersion: Int?

    var entered: EnteredAgreement {
        get throws {
            EnteredAgreement(
                kind, title, startsOn: startsOn, endsOn: endsOn, note: note,
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
                })
        }
    }
}
