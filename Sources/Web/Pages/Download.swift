import HTTPTypes
import Hummingbird
import NIOCore

/// What the pages give to be kept as a file.
enum DownloadType: String {
    case csv = "text/csv; charset=utf-8"
    case json = "application/json; charset=utf-8"
    case vCard = "text/vcard; charset=utf-8"
}

extension Response {
    /// A file to keep, under a name in plain letters; no cache has it.
    static func download(_ bytes: ByteBuffer, _ type: DownloadType, named name: String) -> Response
    {
        Response(
            status: .ok,
            headers: [
                .contentType: type.rawValue, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: ResponseBody(byteBuffer: bytes))
    }
}
