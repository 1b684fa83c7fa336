import ArgumentParser
import Foundation
import Node

/// A command that asks the API and shows the answer.
protocol Command: AsyncParsableCommand {
    /// What the API answers, which is also what `--json` prints.
    associatedtype Content: Encodable
    /// What every command takes.
    var globals: Globals { get }
    /// Asks.
    func perform(through door: any Door) async throws -> Content
    /// The answer as people read it, without a line break at its end.
    func words(_ content: Content) -> String
    /// Whether the answer is good; after one that is not, the exit status is 1.
    func isGood(_ content: Content) -> Bool
}

extension Command {
    func run() async throws { try await askAndShow() }

    /// Asks the API of the chapter and shows the answer.
    func askAndShow() async throws {
        let door = try await openDoor(globals.directory)
        try show(try await perform(through: door))
    }

    /// Shows an answer; after one that is not good, the exit status is 1.
    func show(_ content: Content) throws {
        if globals.json {
            try Output.print(json: content)
        } else {
            Output.print(words(content))
        }
        if !isGood(content) { throw ExitCode(1) }
    }

    func isGood(_ content: Content) -> Bool { true }
}

extension DoorRequest {
    /// A `GET`.
    static func get(_ path: String, query: [(name: String, value: String)] = []) -> DoorRequest {
        DoorRequest("GET", path, query: query)
    }

    /// A request with a JSON object; what is nil is left out.
    static func send(_ method: String, _ path: String, _ fields: [String: Field?] = [:]) throws
        -> DoorRequest
    {
        let present = fields.compactMapValues { $0 }
        return DoorRequest(method, path, body: .json(try JSONEncoder().encode(present)))
    }
}

/// A value of a JSON object that a command sends.
enum Field: Encodable, Hashable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case texts([String])
    case lists([String: [String]])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .texts(let value): try container.encode(value)
        case .lists(let value): try container.encode(value)
        }
    }
}

extension Optional where Wrapped == String {
    /// A field where there is a text.
    var field: Field? { map(Field.text) }
}
