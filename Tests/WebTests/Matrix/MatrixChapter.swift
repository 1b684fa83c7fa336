import Chapter
import Federation
import Feeds
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Web

/// A small chapter with one of everything, and the four viewers.
///
/// Everything is somebody's else: Dan's, who is none of the viewers.
struct MatrixChapter {
    let client: RequestClient
    let cookie: SessionCookie
    /// What `:names` in addresses stand for.
    let things: [String: String]
    private let cookies: [Viewers: String]
    private let tokens: [Viewers: String]

    /// Made once; every row gets a copy of it for every viewer, which is two thousand of them.
    private struct Original: Sendable {
        let harbour: TestChapter
        let things: [String: String]
        let cookies: [Viewers: String]
        let tokens: [Viewers: String]
    }

    private static let original = Task { try await makeOriginal() }

    static func make() async throws -> MatrixChapter {
        let original = try await original.value
        let harbour = try original.harbour.copy()
        var things = original.things
        // What is not in the database alone, and is used up by some rows.
        let ballot = try #require(things["ballot"].flatMap { ObjectID($0) })
        try await harbour.act(OpenBallot(ballot))
        things["list"] = try await harbour.uploadedList("name\nEve Adams\n")
        things["archive"] = try await StoredArchive.make()
        things["arrival"] = try await StoredArchive.make()
        return MatrixChapter(
            client: harbour.client(), cookie: SessionCookie(of: harbour.chapter.feeds.chapter),
            things: things, cookies: original.cookies, tokens: original.tokens)
    }

    private static func makeOriginal() async throws -> Original {
        let harbour = try TestChapter.make()
        let people: [(Viewers, String, Set<Role>)] = [
            (.member, "Bob O'Brien", []), (.coordinator, "Alice Moreno", [.coordinator]),
            (.admin, "Carol Nuñez", [.federationAdmin]),
        ]
        var (cookies, tokens): ([Viewers: String], [Viewers: String]) = ([:], [:])
        for (viewer, name, roles) in people {
            let (id, token) = try await harbour.member(name, roles: roles)
            let link = try await harbour.act(MakeSignInLink(id))
            let session = try await harbour.act(ConsumeSignInLink(token: link.token), as: .visitor)
            cookies[viewer] = session.token
            tokens[viewer] = token
        }
        return Original(
            harbour: harbour, things: try await harbour.oneOfEverything(), cookies: cookies,
            tokens: tokens)
    }

    /// Asks for the address of a row as a viewer.
    func ask(_ row: MatrixRow, as viewer: Viewers, headers: HTTPFields? = nil) async throws
        -> RequestClient.Reply
    {
        var headers = headers ?? (row.isPage ? [.matrixSite: "same-origin"] : [:])
        if row.isPage {
            cookies[viewer].map { headers[.cookie] = "\(cookie.name)=\($0)" }
            if row.method == .post {
                headers[.contentType] = "application/x-www-form-urlencoded"
            }
        } else {
            tokens[viewer].map { headers[.authorization] = "Bearer \($0)" }
            if !row.sent.isEmpty {
                headers[.contentType] =
                    row.sent.hasPrefix("{") ? "application/json" : "text/csv"
            }
        }
        let body = RequestBody(buffer: ByteBuffer(string: try filled(row.sent, row)))
        return try await client.send(
            row.method, "/" + filled(row.address, row), headers: headers, body: body)
    }

    /// A text with things in the place of their names.
    private func filled(_ text: String, _ row: MatrixRow) throws -> String {
        try text.replacing(/:([a-z][A-Za-z]*)/) { match in
            try #require(
                things[String(match.output.1)],
                "\(row.name): say in oneOfEverything() what :\(match.output.1) stands for")
        }
    }
}

extension TestChapter {
    /// Makes a list that was sent, with its file where the client of the test looks for it.
    func uploadedList(_ text: String, file: String = "list.csv") async throws -> String {
        let list = try await act(
            AddUploadedList(file: file, bytes: text.utf8.count, mode: .update))
        let folder = TemporaryDirectory.ofRun + "/imports"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: "\(folder)/\(list.id).list", atomically: true, encoding: .utf8)
        return list.id
    }

    /// Makes one of everything that addresses speak of.
    fileprivate func oneOfEverything() async throws -> [String: String] {
        let dan = try await act(
            AddMember(name: "Dan Dee", email: "dan@example.org", interests: ["Housing"])
        ).memberID
        let newYear = try #require(MonthDay("01-01"))
        let kind = try await act(
            AddMembershipType(
                MembershipTypePlan(
                    name: "Standard", term: .fixed(yearStarts: newYear, rollover: nil))))
        try await act(BeginMembership(dan, kind))
        let period = try await chapter.read { db in
            try MembershipFacts.read(dan, in: db, for: .operator, at: .noon).get().periods[0].id
        }
        try await act(OverrideStanding(dan, isGood: false, why: "a row"))
        try await act(EditMember(dan, changes: [.job: "docker"]))
        let twin = try await act(AddMember(name: "Daniel Dee")).memberID
        let third = try await act(AddMember(name: "Danny Dee")).memberID
        let merge = try await act(MergeContacts(keep: dan, gone: third)).id
        try await act(SetAddresses(dan, [PostalAddress(line1: "1 Quay", postcode: "IC1 1AA")]))
        let bulk = try await act(LabelPeople(.tag, "Docks", .these([dan]))).id
        let field = try await act(AddOwnField(OwnFieldPlan("Shirt size", .line)))
        let hat = try await act(AddOwnField(OwnFieldPlan("Hat size", .line)))
        let rule = try await act(AddFieldRule(FieldRulePlan(field.code, .needs, hat.code)))
        let objectKind = try await act(AddObjectType(name: "Worksite", plural: "Worksites"))
        let object = try await act(AddObject(objectKind.id, name: "Pier 3"))
        let renamed = try await act(ChangeObject(object.id, expectedVersion: 1, name: "Pier 4"))
        let things = try ObjectSheet.read(
            .bytes(Array("name\nPier 9\n".utf8)), file: "piers.csv"
        ).get()
        let objectImport = try await act(StageObjectImport(objectKind.id, things))
        let search = try await act(SaveSearch("Everybody", SearchQuery(), isShared: true))
        let report = try await act(
            KeepReport("Ages", ReportChoices(SearchQuery(), by: .age), isShared: true))
        let viewer = Viewer.member(dan, [])
        let meeting = try await act(
            ScheduleMeeting(
                MeetingPlan(
                    title: "Assembly", start: .noon + 3_600_000, end: .noon + 7_200_000,
                    audience: .linked)))
        let ballot = try await act(DraftBallot(BallotPlan(motion: "Shall we?")))
        let group = try await act(
            FoundGroup(
                name: "Night school", purpose: "Housing law", interests: ["Housing"],
                handle: "rosa"),
            as: viewer)
        let post = try await act(PostToGroup(group, "Hello"), as: viewer)
        let entry = try await act(
            RecordInteraction(
                InteractionContent(.call, .them, "Shifts", with: [dan])))
        try await act(
            ChangeInteraction(
                entry.id, expectedVersion: 1,
                to: InteractionContent(.call, .them, "Shift swaps", with: [dan])))
        let entryChange = try await chapter.read { db in
            try InteractionHistory.read(entry.id, in: db, for: .operator).get()[0].id
        }
        let task = try await act(AddTask(TaskContent("Write to Dan", on: [dan])))
        let change = try await history(dan)[0].id
        let ties = try await somethingTied(to: dan)
        let list = StageImport(.bytes(Array("name\nEve Adams\n".utf8)), fileName: "list.csv")
        let staged = try await list.run(in: chapter, as: .operator, at: .noon).get()
        try await act(AddOutlines(.branch, file: Array(Island.branches.utf8)))
        let outlines = try await chapter.read { db in
            try Outline.all(in: db, for: .operator).get()
        }
        return [
            "outline": "\(try #require(outlines.first).id)", "cell": "1000000.1000000.150.130",
            "field": "\(field.id)", "rule": "\(rule.id)", "objectKind": "\(objectKind.id)",
            "object": "\(object.id)", "builtIn": "birth_date",
            "member": "\(dan)", "person": "\(dan)", "change": "\(change)",
            "meeting": "\(meeting)", "ballot": "\(ballot)", "vote": "\(ballot)",
            "interaction": "\(entry.id)", "entryChange": "\(entryChange)",
            "objectImport": "\(objectImport)", "objectChange": "\(renamed.history[0].id)",
            "task": "\(task)",
            "group": "\(group)", "post": "\(post)", "import": staged.importID,
            "report": "\(report)",
            "search": "\(search)", "step": "1", "bulk": "\(try #require(bulk))",
            "span": "\(dan)-1-2",
            "twin": "\(twin)", "merge": "\(merge)", "pair": "\(dan)-\(twin)",
            "kind": "\(kind)", "period": "\(period)", "due": "soon",
            "secret": try await act(MakeCalendarAddress(), as: viewer),
            "role": "coordinator", "session": "0123456789abcdef", "colour": "b01650.css",
            "watch": "nobody", "place": "1",
            "link": try await act(MakeSignInLink(dan)).token,
            "token": try await act(MakeSignInLink(dan)).token,
            "chapter": String(repeating: "ab", count: 32),
            "thing": String(repeating: "ab", count: 16),
            "event": String(repeating: "cd", count: 32),
            "name": String(
                try #require(PageKit.forTests.files.addresses["style_css"]).dropFirst(8)),
        ].merging(ties) { known, _ in known }
    }

    /// A relation, a position and an agreement of somebody with an organization.
    private func somethingTied(to member: MemberID) async throws -> [String: String] {
        let hotel = try await addContact("Harbour Hotel", .organization)
        let other = try await addContact("Sea View", .organization)
        let relation = try await act(AddRelation(member, 1, .forward, hotel))
        let position = try await act(GivePosition(member, "steward", at: hotel))
        var contract = EnteredAgreement(
            .collective, "Contract", endsOn: "2026-06-30",
            parties: [
                AgreementParty(hotel, as: "employer", signedOn: "2025-12-20"),
                AgreementParty(member),
            ])
        let kind = try await act(AddAgreementKind("Hall lease"))
        let agreement = try await act(AddAgreement(contract))
        contract.title = "Hotel contract"
        try await act(ChangeAgreement(agreement, to: contract))
        let changed = try await chapter.read { db in
            try AgreementHistory.read(agreement, in: db, for: .operator).get()[0].id
        }
        let seal = try await act(SealAgreement(agreement))
        let file = try await act(
            AddAgreementFile(agreement, name: "scan.pdf", bytes: Array("%PDF".utf8)))
        let alice = Viewer.member(member, [.coordinator])
        try await act(SetDirectoryFields(hotel, [.name, .phone]), as: alice)
        return [
            "listed": "\(hotel)", "relation": "\(relation.id)", "position": "\(position.id)",
            "relationType": "1",
            "agreement": "\(agreement)", "file": "\(file)", "other": "\(other)",
            "seal": "\(seal)", "agreementChange": "\(changed)",
            "agreementKind": "\(kind.id)",
        ]
    }
}

extension HTTPField.Name {
    /// Where the browser says that a form was sent from.
    static let matrixSite = HTTPField.Name("Sec-Fetch-Site")!
}
