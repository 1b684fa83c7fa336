import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// People: lists, records, adding, changing, ending, and their history.
struct MemberRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let members = api.group("members")

        members.get { request, context in try await list(request, context) }
        members.post { request, context in
            let person = try await request.json(EnteredPerson.self, context)
            let act = AddMember(
                person.values, emails: person.emails ?? [], phones: person.phones ?? [],
                addresses: person.addresses ?? [], messengers: person.messengers ?? [],
                ownFields: person.ownFields ?? [:], tags: (person.tags ?? []) + person.addTags,
                interests: person.interests ?? [], skills: person.skills ?? [],
                externalIDs: person.externalIDs ?? [], allowDuplicate: person.allowDuplicate,
                phonesAsTyped: person.phonesAsTyped, why: person.why)
            let added = try await backend.perform(act, context)
            let content = MemberIDAnswer(added.memberID, duplicates: added.possibleDuplicates)
            return Answer(content, status: .created)
        }
        members.get(":member") { _, context in
            let id = try member(context)
            let viewer = context.viewer
            let record = try await backend.chapter.read { db in
                try MemberRecord.read(id, in: db, for: viewer)
            }
            return Answer(try record.get())
        }
        members.patch(":member") { request, context in
            let id = try member(context)
            let person = try await request.json(EnteredPerson.self, context)
            guard person.tags == nil else {
                throw Refusal.invalid("tags", "Change tags with “addTags” and “removeTags”.")
            }
            let version = try await backend.perform(
                EditPerson(member: id, person: person), context)
            return Answer(MemberIDAnswer(id, version: version))
        }
        members.post(":member/end") { request, context in
            let id = try member(context)
            let body = try await request.json(End.self, context)
            let version = try await backend.perform(
                EndMembership(id, on: body.on, why: body.why), context)
            return Answer(MemberIDAnswer(id, version: version))
        }
        members.post(":member/removal") { request, context in
            let id = try member(context)
            let body = try await request.json(Removal.self, context)
            guard !body.why.isBlank else {
                throw Refusal.invalid("why", "Say why the record goes.")
            }
            let removal = try await backend.perform(RemoveContact(id, why: body.why), context)
            return Answer(RemovedAnswer(id: String(removal), memberID: id.description))
        }
        api.post("removals/:bulk/reversal") { _, context in
            let id = try context.id("bulk", "removal of a contact", { Int64($0) })
            let back = try await backend.perform(BringBackContact(id), context)
            return Answer(
                BroughtBackAnswer(memberID: back.memberID.description, leftOut: back.leftOut))
        }
        members.get(":member/history") { request, context in
            let question = MemberHistory(
                try member(context), before: request.query("before").flatMap { Int64($0) },
                limit: try request.number("limit", or: 100, in: 1...1000))
            let viewer = context.viewer
            let entries = try await backend.chapter.read { db in
                try question.answer(in: db, for: viewer)
            }
            return Answer(try entries.get().map(HistoryAnswer.init))
        }
        members.post(":member/history/:change/reversal") { request, context in
            let id = try member(context)
            let change = try context.id("change", "change", { Int64($0) })
            let body = try await request.json(or: Reversal(), context)
            let version = try await backend.perform(RevertChange(change, why: body.why), context)
            return Answer(MemberIDAnswer(id, version: version))
        }
        api.post("members.csv") { request, context in
            let (list, view) = try await backend.memberList(request, context)
            let (fields, withThoseBefore) = try await backend.chapter.read { db in
                (try OwnField.all(in: db), try OwnField.all(retired: true, in: db))
            }
            let columns: [ExportColumn]? =
                switch request.query("columns") {
                case nil: nil
                case "kept": (view ?? .usual).exported(with: withThoseBefore)
                case "full": ExportColumn.all(with: fields) + ExportColumn.inFull
                default:
                    throw Refusal.invalid("columns", "“columns” is one of: kept, full.")
                }
            let file = try await backend.perform(ExportPeople(list, columns: columns), context)
            return Response.download(ByteBuffer(string: file.text), .csv, named: "people.csv")
        }
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let (list, kept) = try await backend.memberList(request, context)
        var question = list
        let columns = try request.columns(kept: kept)
        question.shown = columns.map { ShownColumns($0.columns, at: backend.clock()) }
        question.after = request.query("after")
        question.limit = try request.number(
            "limit", or: MemberList.largestPage, in: 1...MemberList.largestPage)
        let (asked, viewer) = (question, context.viewer)
        let page = try await backend.chapter.read { db in
            let page = try asked.answer(in: db, for: viewer).get()
            // Which fields there are is nobody's business who may not see people.
            try columns?.check(in: db).get()
            return page
        }
        var response = try Answer(page.people.map { MemberAnswer($0, columns?.columns) })
            .response(from: request, context: context)
        if let next = page.next, let name = HTTPField.Name(RequestClient.nextPage) {
            // It holds a name, which a header field cannot carry as it is.
            response.headers[name] = next.addingPercentEncoding(
                withAllowedCharacters: .urlUserAllowed)
        }
        return response
    }

    private func member(_ context: Context) throws -> MemberID {
        try context.id("member", "person", MemberID.init(_:))
    }
}

private struct End: Decodable {
    var on: String?
    var why: String
}

private struct Removal: Decodable {
    var why: String
}

/// A contact who was removed, and what brings them back.
public struct RemovedAnswer: Codable, Sendable {
    /// What `POST /removals/ID/reversal` takes.
    public var id: String
    /// A decimal number as text.
    public var memberID: String
}

/// A contact who was brought back.
public struct BroughtBackAnswer: Codable, Sendable {
    /// A decimal number as text.
    public var memberID: String
    /// How many relations and positions do not fit any more.
    public var leftOut: Int
}

private struct Reversal: Decodable {
    var why: String?
}
