import Foundation
public import HTTPTypes
public import Hummingbird
import NIOCore

/// A JSON answer of the API.
public struct Answer<Content: Encodable>: ResponseGenerator {
    /// What is answered.
    public let content: Content
    /// 200 unless something was made.
    public let status: HTTPResponse.Status

    /// Answers with this content.
    public init(_ content: Content, status: HTTPResponse.Status = .ok) {
        self.content = content
        self.status = status
    }

    /// Writes the content as JSON with sorted keys.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(content)
        return Response(
            status: status,
            headers: [
                .contentType: "application/json; charset=utf-8",
                .cacheControl: "no-store",
                .contentLength: String(data.count),
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}

/// The answer where there is nothing to say but that it was done.
public struct DoneAnswer: Codable, Hashable, Sendable {
    /// Always true.
    public var done: Bool

    /// Done.
    public init() { done = true }
}

/// The answer to a request that was refused or failed.
public struct ErrorAnswer: Codable, Hashable, Sendable {
    /// What happened and what to do.
    public var error: String
    /// The field that it is about, if one.
    public var field: String?
    /// What to look for in the log, if the fault is the node's.
    public var requestID: String?

    /// Says what happened.
    public init(error: String, field: String? = nil, requestID: String? = nil) {
        self.error = error
        self.field = field
        self.requestID = requestID
    }
}
