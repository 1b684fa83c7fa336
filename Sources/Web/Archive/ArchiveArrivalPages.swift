import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird

/// Reading an archive: it comes, its contents are shown, and it is read whole or not at all.
struct ArchiveArrivalPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.post("archive/arrivals", .managePeople) { request, context in
            try await take(request, context)
        }
        pages.get("archive/arrivals/:arrival", .managePeople) { _, context in
            try await show(context)
        }
        pages.post("archive/arrivals/:arrival", .managePeople) { _, context in
            try await read(context)
        }
        pages.get("archive/arrivals/:arrival/work", .managePeople) { _, context in
            try await wait(context)
        }
        pages.post("archive/arrivals/:arrival/stop", .managePeople) { _, context in
            let address = try address(context)
            backend.works[address + "/work"]?.stop()
            return .seeOther(address + "/work")
        }
        pages.post("archive/arrivals/:arrival/removal", .managePeople) { _, context in
            unlink(try backend.archiveFiles.find(context.parameters.get("arrival")))
            return .seeOther(Notice.after("archive_removed", at: "/archive"))
        }
    }

    private func address(_ context: Context) throws -> String {
        let name = context.parameters.get("arrival") ?? ""
        guard backend.archiveFiles.path(name) != nil else { throw Refusal.notFound("archive") }
        return "/archive/arrivals/" + name
    }

    /// Keeps a file that comes; one that is no archive is refused at once.
    private func take(_ request: Request, _ context: Context) async throws -> Response {
        let (words, files) = (context.words, backend.archiveFiles)
        files.removeOld(at: Double(backend.clock().milliseconds) / 1000)
        let name = try files.newName()
        guard let path = files.path(name) else { throw Refusal.notFound("archive") }
        switch try await request.upload("file", to: path, limit: ArchiveLimits.fileBytes) {
        case .success: break
        case .failure(.missing): return try await refuse(words.say("archive_no_file"), context)
        case .failure(.unreadable):
            return try await refuse(words.say("archive_broken_form"), context)
        case .failure(.tooLarge):
            return try await refuse(
                words.say("archive_too_large"), context, status: .contentTooLarge)
        }
        do {
            _ = try await contents(path, context)
        } catch let refusal as Refusal {
            unlink(path)
            return try await refuse(words.sentence(refusal.sentence), context)
        }
        return .seeOther("/archive/arrivals/" + name)
    }

    private func contents(_ path: String, _ context: Context) async throws -> ArchiveContents {
        let viewer = context.viewer
        return try await backend.chapter.read { db in
            try ArchiveContents.read(.file(path: path), in: db, for: viewer)
        }.get()
    }

    private func refuse(
        _ sentence: String, _ context: Context,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let page = try await ArchivePages(backend: backend).page(
            context, [Problem("file", sentence)])
        return try backend.kit.show(page, status: status)
    }

    private func show(_ context: Context) async throws -> Response {
        let words = context.words
        let address = try address(context)
        let path = try backend.archiveFiles.find(context.parameters.get("arrival"))
        let contents = try await contents(path, context)
        var frame = try await backend.frame(
            words.say("archive_read_title"), part: "people", context)
        frame.isNarrow = true
        let refusal =
            if case .refused(let refusal)? = backend.works[address + "/work"]?.outcome {
                words.sentence(refusal.sentence)
            } else {
                contents.hindrance.map { words.sentence($0.sentence) }
            }
        return try backend.kit.show(
            ArchiveArrivalPage(
                frame: frame, t: words,
                whose: words.say(
                    "archive_whose",
                    ["chapter": contents.chapter, "when": words.moment(contents.made)]),
                lists: contents.lists.filter { $0.rows > 0 }.map {
                    ArchiveArrivalPage.List($0, words)
                },
                refusal: refusal, mayRead: contents.hindrance == nil, address: address,
                removal: address + "/removal",
                button: words.count("archive_read", Int(contents.rows(of: "contacts")))))
    }

    private func read(_ context: Context) async throws -> Response {
        let address = try address(context)
        let path = try backend.archiveFiles.find(context.parameters.get("arrival"))
        let (chapter, viewer, now) = (backend.chapter, context.viewer, backend.clock())
        let origin = context.origin
        let work = try await backend.works.begin(address + "/work", at: now, context) { work in
            try work.note("reading", 0, of: 0)
            let act = ReadArchive(.file(path: path)) { try work.note("reading", $0, of: $1) }
            let read = try await chapter.perform(act, as: viewer, from: origin, at: now)
            if case .success = read { unlink(path) }
            return read.map { _ in Notice.after("archive_read", at: "/people") }
        }
        return after(work, address)
    }

    private func after(_ work: Work, _ address: String) -> Response {
        switch work.outcome {
        case nil, .failed?: .seeOther(address + "/work")
        case .done(let result)?: .seeOther(result)
        case .stopped?: .seeOther(Notice.after("archive_stopped", at: address))
        case .refused?: .seeOther(address)
        }
    }

    private func wait(_ context: Context) async throws -> Response {
        let words = context.words
        let address = try address(context)
        guard let work = backend.works[address + "/work"] else {
            return .seeOther(Notice.after("archive_cut_off", at: "/archive"))
        }
        if case .failed(let request)? = work.outcome {
            backend.works.forget(address + "/work")
            throw HTTPError(
                .internalServerError, message: words.say("error_fault", ["request": request]))
        }
        guard work.outcome == nil else { return after(work, address) }
        return try await ArchiveProgress(
            backend: backend, address: address + "/work", stop: address + "/stop",
            title: words.say("archive_reading"), kept: words.say("archive_reading_kept")
        ).show(work, context)
    }
}

/// What is in an archive that has come.
struct ArchiveArrivalPage: Page {
    /// A list and how many rows it has.
    struct List: Sendable {
        let title: String
        let rows: String

        init(_ list: ArchiveContents.List, _ words: Wording) {
            title = words.of(list.title)
            rows = words.number(Int(list.rows))
        }
    }

    static let template = "archive-arrival"
    let frame: Frame
    let t: Wording
    let whose: String
    let lists: [List]
    /// Why it was not read, or cannot be; nil where nothing stands against it.
    let refusal: String?
    let mayRead: Bool
    let address: String
    let removal: String
    let button: String
}
