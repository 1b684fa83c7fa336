import Chapter
import Foundation
import HTTPTypes
import Hummingbird

/// Coastlines, borders of branches and points of postcodes: files that the chapter adds itself.
struct OutlinePages {
    let backend: Backend

    /// How many bytes a list of postcodes may have.
    static let listBytesAtMost = 32 << 20

    func add(to pages: PageRoutes) {
        pages.get("people/map/outlines", .managePeople) { _, context in
            try await show(context)
        }
        pages.post("people/map/outlines", .managePeople) { request, context in
            let limit = GeoLimits.bytes
            let sent = try await receive(request, "outline", limit: limit, context)
            return try await trying(sent, "outline", context) { path, fields, name in
                let file = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
                let kind = Outline.Kind(rawValue: fields["kind"] ?? "") ?? .coastline
                let given = (fields["name"] ?? "").trimmingCharacters(in: .whitespaces)
                let property = fields["property"] ?? ""
                let act = AddOutlines(
                    kind, file: file,
                    name: given.isEmpty && kind == .coastline ? name : given, property: property)
                let names = try await backend.perform(act, context)
                return kind == .branch && names.count > 1 ? "places_branches" : "places_outline"
            }
        }
        pages.post("people/map/outlines/:outline/remove", .managePeople) { _, context in
            let id = try context.id("outline", "outline") { Int64($0) }
            _ = try await backend.perform(RemoveOutline(id), context)
            return .seeOther(Notice.after("places_removed", at: "/people/map/outlines"))
        }
        pages.post("people/map/postcodes", .managePeople) { request, context in
            let limit = Self.listBytesAtMost
            let sent = try await receive(request, "postcodes", limit: limit, context)
            return try await trying(sent, "postcodes", context) { path, _, _ in
                let added = try await backend.perform(AddPostcodes(.file(path: path)), context)
                return added.leftOut == 0 ? "places_postcodes" : "places_postcodes_some"
            }
        }
        pages.post("people/map/postcodes/remove", .managePeople) { _, context in
            _ = try await backend.perform(RemovePostcodes(), context)
            return .seeOther(Notice.after("places_postcodes_gone", at: "/people/map/outlines"))
        }
    }

    /// A file that came and where it lies, or why there is none.
    private typealias Sent = Result<(path: String, upload: Upload), Problem>

    private func receive(
        _ request: Request, _ field: String, limit: Int, _ context: Context
    ) async throws -> Sent {
        let words = context.words
        let path = try backend.importFiles.arriving()
        switch try await request.upload(field, to: path, limit: limit) {
        case .success(let upload): return .success((path, upload))
        case .failure(.missing): return .failure(Problem(field, words.say("places_no_file")))
        case .failure(.unreadable):
            return .failure(Problem(field, words.say("places_broken_form")))
        case .failure(.tooLarge):
            return .failure(
                Problem(field, words.say("places_too_large", ["size": words.size(limit)])))
        }
    }

    /// Does something with a file, takes the file away and goes back to the page, with what is to be put right.
    private func trying(
        _ sent: Sent, _ field: String, _ context: Context,
        _ act: (String, [String: String], String) async throws -> String
    ) async throws -> Response {
        do {
            let (path, upload) = try sent.get()
            defer { unlink(path) }
            let file = upload.fileName
            let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
            let done = try await act(path, upload.fields, name)
            return .seeOther(Notice.after(done, at: "/people/map/outlines"))
        } catch let problem as Problem {
            return try await show(context, [problem])
        } catch let refusal as Refusal where refusal.code == .invalid || refusal.code == .conflict {
            // Acts call it the file; this page has two of them.
            let place = refusal.field == "file" ? field : refusal.field
            return try await show(
                context, [Problem(place, context.words.sentence(refusal))])
        }
    }

    private func show(_ context: Context, _ problems: [Problem] = []) async throws -> Response {
        let (words, viewer) = (context.words, context.viewer)
        let outlines = try await backend.chapter.read { db in
            try Outline.all(in: db, for: viewer).get()
        }
        var frame = try await backend.frame(
            words.say("places_outlines"), part: "people", context)
        frame.isNarrow = true
        return try backend.kit.show(
            OutlinesPage(frame, words, outlines, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Problem: Error {}
