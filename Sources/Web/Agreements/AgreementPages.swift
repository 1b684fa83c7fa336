import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// One agreement with its parties and files.
struct AgreementPages {
    let backend: Backend

    func add(to pages: PageRoutes) {
        pages.get("agreements/:agreement", .seePeople) { _, context in
            try backend.kit.show(try await page(context))
        }
        pages.post("agreements/:agreement/remove", .managePeople) { _, context in
            let id = try context.agreement()
            _ = try await backend.perform(RemoveAgreement(id), context)
            return .seeOther(
                Notice.after("agreement_removed", at: "/agreements", undo: "\(id)"))
        }
        pages.post("agreements/:agreement/history/:agreementChange/revert", .managePeople) {
            _, context in
            let id = try context.agreement()
            let change = try context.id("agreementChange", "change", { Int64($0) })
            do {
                _ = try await backend.perform(RevertAgreementChange(id, change), context)
                return .seeOther(Notice.after("agreement_changed", at: "/agreements/\(id)"))
            } catch let refusal as Refusal where refusal.code != .notAllowed {
                return try backend.kit.show(
                    try await page(context, [Problem(nil, context.words.sentence(refusal))]),
                    status: .conflict)
            }
        }
        pages.post("agreements/:agreement/restore", .managePeople) { _, context in
            let id = try context.agreement()
            _ = try await backend.perform(RestoreAgreement(id), context)
            return .seeOther(Notice.after("agreement_restored", at: "/agreements/\(id)"))
        }
        pages.post("agreements/:agreement/seals", .managePeople) { _, context in
            let id = try context.agreement()
            _ = try await backend.perform(SealAgreement(id), context)
            return .seeOther(Notice.after("agreement_sealed", at: "/agreements/\(id)"))
        }
        pages.get("agreements/:agreement/seals/:seal", .seePeople) { _, context in
            try await backend.agreementSeal(context)
        }
        pages.post("agreements/:agreement/files", .managePeople) { request, context in
            try await take(request, context)
        }
        pages.get("agreements/:agreement/files/:file", .seePeople) { _, context in
            try await backend.agreementFile(context)
        }
        pages.get("agreements/:agreement/files/:file/remove", .managePeople) { _, context in
            try backend.kit.show(try await removal(context))
        }
        pages.post("agreements/:agreement/files/:file/remove", .managePeople) { _, context in
            let id = try context.agreement()
            let file = try context.id("file", "file", { Int64($0) })
            _ = try await backend.perform(RemoveAgreementFile(id, file), context)
            return .seeOther(Notice.after("agreement_file_removed", at: "/agreements/\(id)"))
        }
    }

    private func record(_ context: Context) async throws -> AgreementRecord {
        let id = try context.agreement()
        let (viewer, now) = (context.viewer, backend.clock())
        return try await backend.chapter.read { db in
            try AgreementRecord.read(id, in: db, for: viewer, at: now)
        }.get()
    }

    /// Keeps a file that comes.
    private func take(_ request: Request, _ context: Context) async throws -> Response {
        let id = try context.agreement()
        let words = context.words
        let path = try backend.importFiles.arriving()
        let limit = AddAgreementFile.bytesAtMost
        let upload: Upload
        switch try await request.upload("file", to: path, limit: limit) {
        case .success(let sent): upload = sent
        case .failure(let problem):
            return try await refuse(
                words.sentence(problem, limit: limit), context, status: problem.status)
        }
        defer { unlink(path) }
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            _ = try await backend.perform(
                AddAgreementFile(id, name: upload.fileName, bytes: Array(data)), context)
            return .seeOther(Notice.after("agreement_file_added", at: "/agreements/\(id)"))
        } catch let refusal as Refusal where ![.notAllowed, .notFound].contains(refusal.code) {
            return try await refuse(words.sentence(refusal), context)
        }
    }

    private func refuse(
        _ sentence: String, _ context: Context,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        try backend.kit.show(
            try await page(context, [Problem("file", sentence)]), status: status)
    }

    private func page(_ context: Context, _ problems: [Problem] = []) async throws -> AgreementPage
    {
        let (words, viewer) = (context.words, context.viewer)
        let record = try await record(context)
        let edits = try await backend.chapter.read { db in
            try AgreementHistory.read(record.id, in: db, for: viewer)
        }.get()
        let frame = try await backend.frame(record.title, part: "people", context).narrow()
        return AgreementPage(
            frame, words, record, edits, problems,
            tasks: try await backend.tasks(about: .agreement(record.id), context),
            tagging: try await backend.tags(
                of: .agreement(record.id), list: "/agreements?part=all", context),
            mayChange: viewer.may(.managePeople))
    }

    private func removal(_ context: Context) async throws -> AgreementFileRemovalPage {
        let words = context.words
        let record = try await record(context)
        let id = try context.id("file", "file", { Int64($0) })
        guard let file = record.files.first(where: { $0.id == id }) else {
            throw Refusal.notFound("file")
        }
        let title = words.say("agreements_file_remove_title", ["name": file.name])
        return AgreementFileRemovalPage(
            frame: try await backend.frame(title, part: "people", context).narrow(), t: words,
            title: title, back: "/agreements/\(record.id)", name: record.title,
            action: "/agreements/\(record.id)/files/\(id)/remove")
    }
}

extension Backend {
    /// What the chapter's key has signed of an agreement, as a file that anybody can check.
    func agreementSeal(_ context: Context) async throws -> Response {
        let agreement = try context.agreement()
        let id = try context.id("seal", "signature", { Int64($0) })
        let viewer = context.viewer
        let seal = try await chapter.read { db in
            try ChapterSeal.read(id, of: agreement, in: db, for: viewer)
        }.get()
        return Response.download(
            ByteBuffer(bytes: try seal.json()), .json,
            named: "agreement-\(agreement)-signed-\(id).json")
    }

    /// A file of an agreement, as something to keep and never to look at in the browser.
    func agreementFile(_ context: Context) async throws -> Response {
        let agreement = try context.agreement()
        let id = try context.id("file", "file", { Int64($0) })
        let viewer = context.viewer
        let file = try await chapter.read { db in
            try AgreementRecord.file(id, of: agreement, in: db, for: viewer)
        }.get()
        return Response(
            status: .ok,
            headers: [
                .contentType: file.mediaType, .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
                .contentDisposition: Self.attachment(named: file.name),
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    /// A name in plain letters for old browsers, and the whole one for all others (RFC 6266).
    static func attachment(named name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic
                        || "0123456789.-_ ".unicodeScalars.contains(scalar))
                    ? Character(scalar) : "_"
            })
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(name.forQuery)"
    }
}
