import Chapter
import Hummingbird

/// The directory, and what somebody lets be seen in it.
struct DirectoryRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        api.get("directory") { request, context in
            let (viewer, now) = (context.viewer, backend.clock())
            let list = DirectoryList(
                search: request.query("search") ?? "",
                kind: request.query("kind").flatMap { ContactKind(rawValue: $0) },
                after: request.query("after"), limit: 200)
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer, at: now).get()
            }
            return Answer(DirectoryAnswer(page))
        }
        api.get("directory/:listed") { _, context in
            let (viewer, now) = (context.viewer, backend.clock())
            let id = try context.id("listed", "contact in the directory", MemberID.init(_:))
            let entry = try await backend.chapter.read { db in
                try DirectoryEntry.read(id, in: db, for: viewer, at: now).get()
            }
            return Answer(DirectoryEntryAnswer(entry))
        }
        api.get("members/:member/directory") { _, context in
            Answer(try await choice(context))
        }
        api.put("members/:member/directory") { request, context in
            let body = try await request.json(DirectoryChoiceAnswer.self, context)
            _ = try await backend.perform(
                SetDirectoryFields(try member(context), Set(body.shown)), context)
            return Answer(try await choice(context))
        }
    }

    private func member(_ context: Context) throws -> MemberID {
        try context.id("member", "person", MemberID.init(_:))
    }

    private func choice(_ context: Context) async throws -> DirectoryChoiceAnswer {
        let (viewer, now, id) = (context.viewer, backend.clock(), try member(context))
        let choice = try await backend.chapter.read { db in
            try DirectoryChoice.read(of: id, in: db, for: viewer, at: now).get()
        }
        return DirectoryChoiceAnswer(shown: DirectoryField.allCases.filter(choice.shown.contains))
    }
}

/// What somebody lets be seen.
struct DirectoryChoiceAnswer: Codable, Hashable, Sendable {
    var shown: [DirectoryField]
}

/// A page of the directory.
struct DirectoryAnswer: Codable, Hashable, Sendable {
    var entries: [DirectoryEntryAnswer]
    var count: Int
    @Nullable var next: String?

    init(_ page: DirectoryList.Page) {
        entries = page.entries.map(DirectoryEntryAnswer.init)
        count = page.count
        next = page.next
    }
}

/// A contact of the directory; what is not shown is null or empty.
struct DirectoryEntryAnswer: Codable, Hashable, Sendable {
    var memberID: String
    var kind: ContactKind
    var name: String
    @Nullable var pronouns: String?
    var positions: [String]
    @Nullable var phone: String?
    @Nullable var email: String?
    var messengers: [MessengerAnswer]
    var address: [String]
    @Nullable var workplace: String?
    @Nullable var employer: String?
    @Nullable var job: String?
    var interests: [String]
    var skills: [String]

    /// A messenger of somebody.
    struct MessengerAnswer: Codable, Hashable, Sendable {
        var service: MessengerService
        var handle: String
    }

    init(_ entry: DirectoryEntry) {
        memberID = entry.memberID.description
        kind = entry.kind
        name = entry.name
        pronouns = entry.pronouns
        positions = entry.positions
        phone = entry.phone
        email = entry.email
        messengers = entry.messengers.map {
            MessengerAnswer(service: $0.service, handle: $0.handle)
        }
        address = entry.address
        workplace = entry.workplace
        employer = entry.employer
        job = entry.job
        interests = entry.interests
        skills = entry.skills
    }
}
