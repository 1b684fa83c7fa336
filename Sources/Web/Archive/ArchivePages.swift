import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird

/// The complete archive of the chapter: what is in it and what is not, making one, reading one.
struct ArchivePages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("archive", .exportPeople) { _, context in
            try backend.kit.show(try await page(context))
        }
        pages.post("archive", .exportPeople) { request, context in
            let form = try await request.form(context)
            let why = form["why"]
            guard why.unicodeScalars.count <= 500 else {
                let refusal = Refusal.invalid(
                    "why",
                    "The reason has \(why.unicodeScalars.count) characters and 500 fit. Shorten it and try again."
                )
                return try backend.kit.show(
                    try await page(context, why: why, [Problem(refusal, context.words)]),
                    status: .unprocessableContent)
            }
            return try await begin(why: why.isEmpty ? nil : why, context)
        }
        pages.get("archive/made/:archive", .exportPeople) { _, context in
            try await show(context)
        }
        pages.post("archive/made/:archive/stop", .exportPeople) { _, context in
            let address = try address(context)
            backend.works[address]?.stop()
            return .seeOther(address)
        }
        pages.post("archive/made/:archive/file", .exportPeople) { _, context in
            let files = backend.archiveFiles
            let path = try files.find(context.parameters.get("archive"))
            if let work = backend.works[try address(context)], work.outcome == nil {
                throw Refusal.notFound("archive")
            }
            return try files.send(path)
        }
        pages.post("archive/made/:archive/removal", .exportPeople) { _, context in
            unlink(try backend.archiveFiles.find(context.parameters.get("archive")))
            return .seeOther(Notice.after("archive_removed", at: "/archive"))
        }
    }

    private func address(_ context: Context) throws -> String {
        let name = context.parameters.get("archive") ?? ""
        guard backend.archiveFiles.path(name) != nil else { throw Refusal.notFound("archive") }
        return "/archive/made/" + name
    }

    func page(_ context: Context, why: String = "", _ problems: [Problem] = []) async throws
        -> ArchivePage
    {
        let (words, viewer) = (context.words, context.viewer)
        let (present, hindrance) = try await backend.chapter.read { db in
            (
                try ArchiveContents.present(in: db, for: viewer).get(),
                try ArchiveContents.hindrance(in: db)
            )
        }
        var frame = try await backend.frame(words.say("archive_title"), part: "people", context)
        frame.isNarrow = true
        return ArchivePage(
            frame: frame, t: words, problems: Problems(problems, words),
            contacts: words.count("archive_contacts", present.contacts),
            lists: present.lists.map(words.of),
            left: (ArchiveOmission.within + ArchiveOmission.allCases.map(\.words)).map(words.of),
            why: Field(
                "why", label: words.say("archive_why"), value: why,
                help: words.say("archive_why_help"), problems: problems),
            fileProblem: problems.first { $0.field == "file" }?.sentence,
            hindrance: hindrance.map { words.sentence($0.sentence) },
            mayRead: hindrance == nil)
    }

    /// Begins to write; a small archive is ready at once.
    private func begin(why: String?, _ context: Context) async throws -> Response {
        let files = backend.archiveFiles
        let now = backend.clock()
        files.removeOld(at: Double(now.milliseconds) / 1000)
        let name = try files.newName()
        let (chapter, viewer, origin) = (backend.chapter, context.viewer, context.origin)
        let address = "/archive/made/" + name
        guard let path = files.path(name) else { throw Refusal.notFound("archive") }
        _ = try await backend.works.begin(address, at: now, context) { work in
            try await chapter.writeArchive(
                to: path, as: viewer, from: origin, at: now, why: why
            ) { done, total in
                try work.note("writing", done, of: total)
            }.map { _ in address }
        }
        return .seeOther(address)
    }

    /// How far it is, or that it is ready.
    private func show(_ context: Context) async throws -> Response {
        let words = context.words
        let address = try address(context)
        let work = backend.works[address]
        if let work, work.outcome == nil {
            return try await ArchiveProgress(
                backend: backend, address: address, stop: address + "/stop",
                title: words.say("archive_writing"), kept: words.say("archive_writing_kept")
            ).show(work, context)
        }
        switch work?.outcome {
        case .refused(let refusal)?: throw refusal
        case .failed(let request)?:
            throw HTTPError(
                .internalServerError, message: words.say("error_fault", ["request": request]))
        case .stopped?: return .seeOther(Notice.after("archive_stopped", at: "/archive"))
        case .done?, nil: break
        }
        let path = backend.archiveFiles.path(context.parameters.get("archive") ?? "") ?? ""
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        guard let size else { return .seeOther(Notice.after("archive_gone", at: "/archive")) }
        var frame = try await backend.frame(words.say("archive_ready"), part: "people", context)
        frame.isNarrow = true
        return try backend.kit.show(
            ArchiveReadyPage(
                frame: frame, t: words, fetch: address + "/file", removal: address + "/removal",
                button: words.say("archive_fetch", ["size": words.size(size.intValue)])))
    }
}

/// What is in an archive and what is not, with the buttons to make one and to read one.
struct ArchivePage: Page {
    static let template = "archive-start"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let contacts: String
    let lists: [String]
    let left: [String]
    let why: Field
    let fileProblem: String?
    /// Why this chapter cannot read one; nil where it can.
    let hindrance: String?
    let mayRead: Bool
}

/// An archive that waits to be fetched.
struct ArchiveReadyPage: Page {
    static let template = "archive-ready"
    let frame: Frame
    let t: Wording
    let fetch: String
    let removal: String
    let button: String
}

extension Wording {
    /// A text that is there in both languages.
    func of(_ words: ArchiveWords) -> String {
        switch language {
        case .english: words.english
        case .spanish: words.spanish
        }
    }
}
