import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Sodium

/// Stylesheet, icons and script, read once at start-up.
///
/// Each is served under a name that holds a hash of its contents, so that browsers may keep it for
/// good and get the new one at once.
public struct StaticFiles: Sendable {
    struct File: Sendable {
        let type: String
        let body: ByteBuffer
    }

    private static let types = [
        ("svg", "image/svg+xml; charset=utf-8"), ("css", "text/css; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
    ]

    let files: [String: File]
    /// The address of each file by its plain name with `.` written as `_`, for templates.
    let addresses: [String: String]

    /// Reads the files that come with the program.
    static func ofProgram() throws -> StaticFiles {
        let folder = try Resources.folder("Static")
        var files: [String: File] = [:]
        var addresses: [String: String] = [:]
        for (ending, type) in Self.types {
            for file in try Resources.files(in: folder, ending: ending) {
                // A stylesheet names images by their plain names: those come before it.
                var text = String(decoding: file.data, as: UTF8.self)
                for (plain, address) in addresses {
                    let image = plain.replacing("_", with: ".")
                    text = text.replacing("url(\(image))", with: "url(\(address))")
                }
                let bytes = Array(text.utf8)
                let hash = digest("rhizome/static", bytes).hex.prefix(12)
                let name = "\(file.name).\(hash).\(ending)"
                files[name] = File(type: type, body: ByteBuffer(bytes: bytes))
                addresses["\(file.name)_\(ending)"] = "/static/\(name)"
            }
        }
        return StaticFiles(files: files, addresses: addresses)
    }

    func add(to router: Router<Context>) {
        router.get("static/:name") { _, context in
            guard let name = context.parameters.get("name"), let file = files[name] else {
                throw HTTPError(.notFound)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: file.type,
                    .cacheControl: "public, max-age=31536000, immutable",
                ],
                body: ResponseBody(byteBuffer: file.body))
        }
    }
}
