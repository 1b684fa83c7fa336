import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A form with one file, whose bytes have gone to disk while they came.
struct Upload: Sendable {
    /// What the other fields of the form said.
    let fields: [String: String]
    /// What the file is called where it comes from, without folders.
    let fileName: String
    /// How many bytes it has.
    let bytes: Int

    /// Why there is no file.
    enum Problem: Error, Hashable {
        /// No file was chosen.
        case missing
        /// It has more bytes than the limit.
        case tooLarge
        /// What came is no form with one file.
        case unreadable

        /// The status of the page that says it.
        var status: HTTPResponse.Status {
            self == .tooLarge ? .contentTooLarge : .unprocessableContent
        }
    }

    /// How many bytes a field beside the file may have.
    static let fieldBytesAtMost = 4096
    /// How many bytes a form may have beside the file.
    static let formBytesAtMost = 64 * 1024
}

extension Wording {
    /// Why no file has come that may have so many bytes.
    func sentence(_ problem: Upload.Problem, limit: Int) -> String {
        switch problem {
        case .missing: say("import_no_file")
        case .unreadable: say("import_broken_form")
        case .tooLarge: say("import_too_large", ["size": size(limit)])
        }
    }
}

extension Request {
    /// Reads a form with a file under the name `field`, and writes the file to `path`.
    ///
    /// It is never in memory as a whole. Where there is a problem, nothing is left at `path`.
    func upload(_ field: String, to path: String, limit: Int) async throws -> Result<
        Upload, Upload.Problem
    > {
        guard let type = headers[.contentType].flatMap(MediaType.init(from:)),
            type.isType(.multipartForm), let (name, boundary) = type.parameter,
            name.lowercased() == "boundary", let reader = MultipartReader(boundary: boundary)
        else { return .failure(.unreadable) }
        if let length = headers[.contentLength].flatMap({ Int($0) }),
            length > limit + Upload.formBytesAtMost
        {
            return .failure(.tooLarge)
        }
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw UploadFault(path: path) }
        defer { try? handle.close() }
        var writer = UploadWriter(field: field, limit: limit, reader: reader, handle: handle)
        do {
            for try await piece in body { try writer.take(piece) }
            return .success(try writer.finish())
        } catch let problem as Upload.Problem {
            unlink(path)
            return .failure(problem)
        } catch is MultipartReader.Fault {
            unlink(path)
            return .failure(.unreadable)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            unlink(path)
            throw Refusal.noRoom
        } catch {
            unlink(path)
            throw error
        }
    }
}

/// Sorts the parts of a form: one file to disk, the rest into memory.
private struct UploadWriter {
    let field: String
    let limit: Int
    var reader: MultipartReader
    let handle: FileHandle

    private enum Target {
        case none
        case file
        case field(String)
    }

    private var target = Target.none
    private var values: [String: [UInt8]] = [:]
    private var fileName: String?
    private var bytes = 0

    init(field: String, limit: Int, reader: MultipartReader, handle: FileHandle) {
        self.field = field
        self.limit = limit
        self.reader = reader
        self.handle = handle
    }

    mutating func take(_ piece: ByteBuffer) throws {
        var reader = reader
        try reader.read(piece.readableBytesView) { try put($0) }
        self.reader = reader
    }

    private mutating func put(_ piece: MultipartReader.Piece) throws {
        switch piece {
        case .part(let name, let file?):
            guard name == field, fileName == nil else { throw Upload.Problem.unreadable }
            fileName = file
            target = .file
        case .part(let name, nil):
            guard values[name] == nil else { throw Upload.Problem.unreadable }
            values[name] = []
            target = .field(name)
        case .bytes(let slice):
            switch target {
            case .none: throw Upload.Problem.unreadable
            case .file:
                bytes += slice.count
                guard bytes <= limit else { throw Upload.Problem.tooLarge }
                try handle.write(contentsOf: slice)
            case .field(let name):
                values[name]?.append(contentsOf: slice)
                guard (values[name]?.count ?? 0) <= Upload.fieldBytesAtMost else {
                    throw Upload.Problem.unreadable
                }
            }
        }
    }

    func finish() throws -> Upload {
        try reader.finish()
        // A browser sends an empty file without a name when none was chosen.
        guard let fileName, !fileName.isEmpty || bytes > 0 else { throw Upload.Problem.missing }
        let last = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        return Upload(
            fields: values.mapValues { String(decoding: $0, as: UTF8.self) },
            fileName: String(last), bytes: bytes)
    }
}

/// The folder for uploads cannot be written.
private struct UploadFault: Error, CustomStringConvertible {
    let path: String
    var description: String { "An upload cannot be written to \(path)." }
}
