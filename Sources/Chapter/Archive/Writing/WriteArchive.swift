public import Federation
import Feeds
import Foundation
import GRDB
import Sodium

/// What an archive that was written holds.
public struct WrittenArchive: Hashable, Sendable {
    /// How many contacts.
    public let contacts: Int64
    /// How many rows in all lists.
    public let rows: Int64
    /// How large the file is.
    public let bytes: Int
}

extension Chapter {
    /// Writes everything that the chapter knows of its contacts into a new file that nobody else
    /// reads: a ZIP archive of lists in CSV.
    ///
    /// The history says who took it, and from where. It reads one state of the database, while
    /// others go on. `progress` is told how many rows of how many are written, and may throw to
    /// stop it; then, and when it fails, no file is left.
    public func writeArchive(
        to path: String, as viewer: Viewer, from origin: ActOrigin = .node, at now: Timestamp,
        why: String? = nil,
        progress: @escaping @Sendable (Int, Int) throws -> Void = { _, _ in }
    ) async throws -> Result<WrittenArchive, Refusal> {
        switch try await perform(NoteArchive(why: why), as: viewer, from: origin, at: now) {
        case .failure(let refusal): return .failure(refusal)
        case .success: break
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            return .failure(errno == ENOSPC ? .noRoom : .brokenDisk)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let name = try await chapterNames()[feeds.chapter] ?? ""
        do {
            let written = try await read { db in
                var writing = ArchiveWriting(db, handle, chapter: name, at: now, progress)
                return try writing.run()
            }
            try handle.close()
            return .success(written)
        } catch {
            unlink(path)
            if let refusal = error as? Refusal { return .failure(refusal) }
            let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
            if isFull { return .failure(.noRoom) }
            throw error
        }
    }
}

/// One archive on its way into a file.
private struct ArchiveWriting {
    let db: Database
    var zip: ArchiveZip
    let chapter: String
    let now: Timestamp
    let progress: (Int, Int) throws -> Void
    var manifest: ArchiveManifest
    var done = 0
    var total = 0

    init(
        _ db: Database, _ handle: FileHandle, chapter: String, at now: Timestamp,
        _ progress: @escaping (Int, Int) throws -> Void
    ) {
        self.db = db
        zip = ArchiveZip(handle)
        self.chapter = chapter
        self.now = now
        self.progress = progress
        manifest = ArchiveManifest(
            format: ArchiveManifest.format, version: ArchiveManifest.version, chapter: chapter,
            made: ArchiveMoment.text(now.milliseconds) ?? "", files: [])
    }

    mutating func run() throws -> WrittenArchive {
        total = try ArchiveSheet.all.reduce(0) { try $0 + $1.count(in: db) }
        try progress(0, total)
        let source = try ArchiveSource(db)
        try add(ArchiveReadme.file) { zip in try zip.add(Array(ArchiveReadme.text.utf8)) }
        for sheet in ArchiveSheet.all { try write(sheet, source) }
        try writeFiles()
        try zip.begin(ArchiveManifest.file)
        try zip.add(try manifest.json())
        try zip.end()
        try zip.finish()
        let contacts = manifest.files.first { $0.name == "contacts.csv" }?.rows ?? 0
        return WrittenArchive(
            contacts: contacts, rows: manifest.files.reduce(0) { $0 + ($1.rows ?? 0) },
            bytes: manifest.files.reduce(0) { $0 + $1.bytes })
    }

    private mutating func write(_ sheet: ArchiveSheet, _ source: ArchiveSource) throws {
        var rows: Int64 = 0
        try add(sheet.file) { [db, progress, done, total] zip in
            try zip.add(ArchiveLines.line(sheet.columns.map(\.name)))
            let cursor = try Row.fetchCursor(db, sql: sheet.selectSQL)
            while let row = try cursor.next() {
                rows += 1
                try zip.add(
                    ArchiveLines.line(try sheet.cells(row, number: Int(rows), from: source)))
                if rows % Int64(ArchiveLimits.step) == 0 { try progress(done + Int(rows), total) }
            }
        }
        manifest.files[manifest.files.count - 1].rows = rows
        done += Int(rows)
        try progress(done, total)
    }

    /// The bytes of the files of agreements, one at a time.
    private mutating func writeFiles() throws {
        let ids = try Row.fetchAll(db, sql: "SELECT id, name FROM agreement_file ORDER BY id")
        for (place, row) in ids.enumerated() {
            let bytes = try Data.fetchOne(
                db, sql: "SELECT bytes FROM agreement_file WHERE id = ?", arguments: [row[0]])
            try add(ArchiveFileName.of(number: place + 1, name: row[1])) { zip in
                try zip.add(Array(bytes ?? Data()))
            }
        }
    }

    private mutating func add(_ name: String, _ content: (inout ArchiveZip) throws -> Void) throws {
        try zip.begin(name)
        try content(&zip)
        try zip.end()
        guard let entry = zip.entries.last else { return }
        manifest.files.append(
            ArchiveManifest.File(
                name: name, rows: nil, bytes: entry.bytes, sha256: Hex.text(entry.sha256)))
    }
}
