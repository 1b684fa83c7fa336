import Chapter
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// Decodes the body as JSON.
    ///
    /// Refused in words: another content type (415), too many bytes (413), and whatever does not
    /// decode (422, with the field).
    func json<Content: Decodable>(_ type: Content.Type, _ context: Context) async throws -> Content
    {
        try json(type, of: try await body.collect(upTo: context.maxUploadSize))
    }

    /// Decodes the body as JSON, or takes `standard` if there is no body.
    func json<Content: Decodable>(or standard: Content, _ context: Context) async throws -> Content
    {
        let body = try await body.collect(upTo: context.maxUploadSize)
        if body.readableBytes == 0 { return standard }
        return try json(Content.self, of: body)
    }

    /// Decodes what was sent.
    private func json<Content: Decodable>(_: Content.Type, of body: ByteBuffer) throws
        -> Content
    {
        guard let type = headers[.contentType].flatMap(MediaType.init(from:)),
            type.isType(.applicationJson)
        else { throw HTTPError(.unsupportedMediaType, message: Self.wantsJSON) }
        do {
            return try JSONDecoder().decode(Content.self, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw Refusal(decoding: error)
        }
    }

    private static let wantsJSON =
        "This address takes JSON. Send it with the header Content-Type: application/json."
}

extension Refusal {
    /// What is wrong with a JSON text, for whoever wrote it.
    init(decoding error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let field = Self.name(context.codingPath + [key])
            self.init(.invalid, "“\(field)” is missing.", field: field)
        case .valueNotFound(_, let context):
            let field = Self.name(context.codingPath)
            self.init(.invalid, "“\(field)” must not be null.", field: field)
        case .typeMismatch(let type, let context):
            let field = Self.name(context.codingPath)
            guard !field.isEmpty else {
                self.init(.invalid, "The request must be a JSON object, in braces.")
                return
            }
            self.init(.invalid, "“\(field)” must be \(Self.noun(type)).", field: field)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let field = Self.name(context.codingPath)
            self.init(.invalid, "“\(field)” has a value that is not known.", field: field)
        default:
            self.init(.invalid, "The request is not JSON. Nothing was changed.")
        }
    }

    private static func name(_ path: [any CodingKey]) -> String {
        path.map { key in key.intValue.map { String($0 + 1) } ?? key.stringValue }
            .joined(separator: ".")
    }

    private static func noun(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text in quotes"
        case is Bool.Type: "true or false"
        case is Int.Type, is UInt64.Type, is UInt32.Type, is Double.Type: "a number"
        case is [Any].Type: "a list in brackets"
        default: "of another shape"
        }
    }
}
