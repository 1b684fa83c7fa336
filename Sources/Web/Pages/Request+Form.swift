import Foundation
import HTTPTypes
import Hummingbird

extension Form {
    /// How many bytes a form may have: a name of 10,000 letters in every field is less.
    static let bytesAtMost = 1024 * 1024
}

extension Request {
    /// The fields of a form, each with its values in order.
    ///
    /// Refused in words: another content type (415) and too many bytes (413).
    func form(_ context: Context) async throws -> Form {
        guard let type = headers[.contentType].flatMap(MediaType.init(from:)),
            type.isType(.applicationUrlEncoded)
        else { throw HTTPError(.unsupportedMediaType, message: context.words.say("error_form")) }
        let body = try await body.collect(upTo: Form.bytesAtMost)
        return Form(encoded: String(buffer: body))
    }
}

/// What somebody filled in.
struct Form: Sendable {
    private var values: [String: [String]] = [:]

    /// Reads `name=value&name=value`, percent-encoded, `+` for a space.
    init(encoded: String) {
        for pair in encoded.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.plain(parts[0]), parts.count == 2,
                let value = Self.plain(parts[1])
            else { continue }
            values[name, default: []].append(value)
        }
    }

    private static func plain(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    /// The first value of a field, empty where it was not sent.
    subscript(_ name: String) -> String { values[name]?.first ?? "" }

    /// All values of a field.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// Whether a box was ticked.
    func isOn(_ name: String) -> Bool { !self[name].isEmpty }
}
