public import Foundation
public import Web

/// The way from the command line to the API: to a running node or, without one, to the database.
public protocol Door: Sendable {
    /// Sends a request and gives the answer whatever its status. `progress` is told the bytes of
    /// a file that were sent, and all bytes.
    func send(_ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)?) async throws
        -> DoorReply
}

/// A request to the API.
public struct DoorRequest: Sendable {
    /// What is sent along.
    public enum Body: Sendable {
        /// Nothing.
        case none
        /// JSON.
        case json(Data)
        /// A file as it is, with its content type.
        case file(path: String, type: String)
    }

    /// `GET`, `POST`, ...
    public var method: String
    /// The path below `/api/v1/`, with escaped pieces.
    public var path: String
    /// The query string's parameters, not escaped.
    public var query: [(name: String, value: String)]
    /// What is sent along.
    public var body: Body

    /// Describes a request.
    public init(
        _ method: String, _ path: String, query: [(name: String, value: String)] = [],
        body: Body = .none
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.body = body
    }

    /// The whole target: `/api/v1/...?...`.
    public var target: String {
        let pairs = query.map { "\(escaped($0.name))=\(escaped($0.value))" }
        return "/api/v1/" + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }
}

/// What the API has answered.
public struct DoorReply: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The body, whole.
    public var body: Data
    /// What to send as `after` for the next page of a list; nil on the last one.
    public var next: String?

    /// Collects an answer.
    public init(status: Int, body: Data, next: String? = nil) {
        self.status = status
        self.body = body
        self.next = next
    }
}

/// The API said no, in words.
public struct DoorRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The HTTP status.
    public var status: Int
    /// What the API answered.
    public var answer: ErrorAnswer

    /// The sentence.
    public var description: String { answer.error }
}

extension Door {
    /// Asks and decodes the answer; a refusal is thrown as `DoorRefusal`.
    public func ask<Content: Decodable>(
        _ request: DoorRequest, for content: Content.Type = Content.self,
        progress: (@Sendable (Int64, Int64) -> Void)? = nil
    ) async throws -> Content {
        let body = try await bytes(request, progress: progress)
        return try JSONDecoder().decode(content, from: body)
    }

    /// Asks and gives the bytes of the answer; a refusal is thrown as `DoorRefusal`.
    public func bytes(
        _ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)? = nil
    ) async throws -> Data {
        try await reply(request, progress: progress).body
    }

    /// Asks and gives the whole answer; a refusal is thrown as `DoorRefusal`.
    public func reply(
        _ request: DoorRequest, progress: (@Sendable (Int64, Int64) -> Void)? = nil
    ) async throws -> DoorReply {
        let reply = try await send(request, progress: progress)
        guard (200..<300).contains(reply.status) else {
            let answer = try? JSONDecoder().decode(ErrorAnswer.self, from: reply.body)
            throw DoorRefusal(
                status: reply.status,
                answer: answer ?? ErrorAnswer(error: "The node answered \(reply.status)."))
        }
        return reply
    }
}

/// Escapes everything but letters, digits and `-._~`, as RFC 3986 wants it inside a path or query.
public func escaped(_ text: String) -> String {
    var plain = CharacterSet(charactersIn: "-._~")
    plain.formUnion(CharacterSet(charactersIn: "0"..."9"))
    plain.formUnion(CharacterSet(charactersIn: "a"..."z"))
    plain.formUnion(CharacterSet(charactersIn: "A"..."Z"))
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
}
