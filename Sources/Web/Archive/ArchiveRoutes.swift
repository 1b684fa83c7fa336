import Chapter
import Federation
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The complete archive of the chapter: written, looked at, read.
struct ArchiveRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        let archive = api.group("archive")

        // The archive itself, as a ZIP file.
        archive.post { _, context in
            let (path, _) = try await write(context)
            return try backend.archiveFiles.send(path)
        }
        // For the command line on the same computer, which takes the file from the directory.
        archive.post("file") { _, context in
            try context.require(.exportPeople)
            guard context.viewer == .operator else { throw Refusal.notFound("archive") }
            let (path, written) = try await write(context)
            return Answer(
                WrittenArchiveAnswer(
                    file: String(path.split(separator: "/").last ?? ""),
                    contacts: Int(written.contacts), rows: Int(written.rows)), status: .created)
        }
        archive.post("contents") { request, context in
            try context.require(.managePeople)
            return try await take(request, context) { path in
                let viewer = context.viewer
                let contents = try await backend.chapter.read { db in
                    try ArchiveContents.read(.file(path: path), in: db, for: viewer)
                }.get()
                return Answer(ArchiveContentsAnswer(contents))
            }
        }
        archive.post("reading") { request, context in
            try context.require(.managePeople)
            return try await take(request, context) { path in
                let read = try await backend.perform(ReadArchive(.file(path: path)), context)
                return Answer(
                    ReadArchiveAnswer(
                        chapter: read.chapter, contacts: Int(read.contacts), rows: Int(read.rows)))
            }
        }
    }

    private func write(_ context: Context) async throws -> (path: String, WrittenArchive) {
        try context.require(.exportPeople)
        let files = backend.archiveFiles
        let now = backend.clock()
        files.removeOld(at: Double(now.milliseconds) / 1000)
        guard let path = files.path(try files.newName()) else {
            throw Refusal.notFound("archive")
        }
        let written = try await backend.chapter.writeArchive(
            to: path, as: context.viewer, from: context.origin, at: now)
        return (path, try written.get())
    }

    /// Keeps what is sent in a file for as long as it is looked at.
    private func take<Content>(
        _ request: Request, _ context: Context,
        _ use: (String) async throws -> Answer<Content>
    ) async throws -> Answer<Content> {
        let type = request.headers[.contentType].flatMap(MediaType.init(from:))
        guard type?.isType(MediaType(type: .application, subType: "zip")) == true else {
            throw HTTPError(
                .unsupportedMediaType,
                message: "An archive is sent as it is, with the header Content-Type: "
                    + "application/zip.")
        }
        let files = backend.archiveFiles
        guard let path = files.path(try files.newName()) else {
            throw Refusal.notFound("archive")
        }
        defer { unlink(path) }
        let body = LimitedBody(body: request.body, limit: ArchiveLimits.fileBytes)
        try await FileIO().writeFile(contents: body, path: path, context: context)
        guard !body.isTooLarge else {
            throw HTTPError(
                .contentTooLarge, message: "The archive is larger than 4 GB. Nothing was changed.")
        }
        return try await use(path)
    }
}

/// An archive that was written into the data directory.
public struct WrittenArchiveAnswer: Codable, Hashable, Sendable {
    /// Its name in the folder for files that come and go.
    public var file: String
    /// How many contacts are in it.
    public var contacts: Int
    /// How many rows are in all its lists.
    public var rows: Int
}

/// What is in an archive.
public struct ArchiveContentsAnswer: Codable, Hashable, Sendable {
    /// A list.
    public struct List: Codable, Hashable, Sendable {
        /// Its name.
        public var name: String
        /// How many rows it has.
        public var rows: Int
    }

    /// Whose contacts they are.
    public var chapter: String
    /// When it was made.
    public var made: String
    /// The lists that have rows.
    public var lists: [List]
    /// Why this chapter cannot read it; nil where it can.
    public var hindrance: String?

    init(_ contents: ArchiveContents) {
        chapter = contents.chapter
        made = CivilTime.text(contents.made, offset: 0)
        lists = contents.lists.filter { $0.rows > 0 }.map {
            List(name: $0.name, rows: Int($0.rows))
        }
        hindrance = contents.hindrance?.sentence
    }
}

/// What was read of an archive.
public struct ReadArchiveAnswer: Codable, Hashable, Sendable {
    /// Whose archive it was.
    public var chapter: String
    /// How many contacts came.
    public var contacts: Int
    /// How many rows came in all lists.
    public var rows: Int
}
