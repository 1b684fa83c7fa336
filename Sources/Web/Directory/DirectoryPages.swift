import Chapter
import Hummingbird
import NIOCore

/// The directory that members have of each other: as a list, as cards, on a map.
struct DirectoryPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("directory", .takePart) { request, context in
            let query = DirectoryQuery(Form(encoded: request.uri.query ?? ""))
            return try backend.kit.show(try await page(query, context))
        }
        pages.get("directory/:listed", .takePart) { _, context in
            let entry = try await entry(context)
            let (words, viewer) = (context.words, context.viewer)
            let page = DirectoryContactPage(
                frame: try await backend.frame(entry.name, part: Self.part(viewer), context)
                    .narrow(), t: words, card: DirectoryCard(entry, words),
                isOwn: viewer.memberID == entry.memberID,
                record: viewer.may(.seePeople) ? "/people/\(entry.memberID)" : nil)
            return try backend.kit.show(page)
        }
        pages.get("directory/:listed/card.vcf", .takePart) { _, context in
            Response.download(
                ByteBuffer(string: try await entry(context).card), .vCard, named: "contact.vcf")
        }
    }

    /// The part of the app that the directory belongs to: for those who keep the lists it is one
    /// of them.
    static func part(_ viewer: Viewer) -> String { viewer.may(.seePeople) ? "people" : "directory" }

    private func entry(_ context: Context) async throws -> DirectoryEntry {
        let member = try context.id("listed", "contact in the directory", MemberID.init(_:))
        let (viewer, now) = (context.viewer, backend.clock())
        return try await backend.chapter.read { db in
            try DirectoryEntry.read(member, in: db, for: viewer, at: now).get()
        }
    }

    private func page(_ query: DirectoryQuery, _ context: Context) async throws -> DirectoryPage {
        let (words, viewer, now) = (context.words, context.viewer, backend.clock())
        let list = query.list
        let found = try await backend.chapter.read { db in
            let isList = query.way != .map
            return DirectoryPage.Found(
                page: isList ? try list.answer(in: db, for: viewer, at: now).get() : nil,
                map: isList ? nil : try DirectoryMap.read(query.view, in: db, for: viewer).get(),
                alike: isList && query.isWhole
                    ? try DirectoryLikeness.read(in: db, for: viewer, at: now) : [],
                isListed: try viewer.memberID.map { me in
                    try !DirectoryChoice.read(of: me, in: db, for: viewer, at: now).get().shown
                        .isEmpty
                } ?? false)
        }
        let frame = try await backend.frame(
            words.say("frame_directory"), part: Self.part(viewer), context)
        return DirectoryPage(frame, words, query, found, viewer)
    }
}

/// One contact of the directory.
struct DirectoryContactPage: Page {
    static let template = "directory-contact"
    let frame: Frame
    let t: Wording
    let card: DirectoryCard
    let isOwn: Bool
    /// The contact's record; nil for whoever may not see people.
    let record: String?
}
