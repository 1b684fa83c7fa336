import HTTPTypes
import Testing

/// What somebody gets who asks for an address.
enum Answer: String {
    /// A page.
    case page
    /// Something else that was asked for: a file, JSON, a calendar.
    case answer
    /// Sent to the door, to sign in.
    case door
    /// Sent on to another page, as after a form.
    case onward
    /// May not, and is told so.
    case forbidden
    /// Not known, and asked for a token.
    case unauthorized
    /// There is no such thing.
    case missing
    /// May, but what was sent will not do.
    case refused
    /// May, but this needs a node with others to talk to, and the test's has none.
    case unavailable
}

/// The viewers of the matrix, in the order of its columns.
enum Viewers: String, CaseIterable {
    case visitor, member, coordinator
    case admin = "federation admin"
}

/// One address: what each viewer gets who asks for it.
///
/// A row is a line of a table: the method, the address as the router knows it, what a visitor, a
/// plain member, a coordinator (who is no federation admin) and a federation admin (who is no
/// coordinator) get, and what is sent, if anything. `:names` stand for things of `MatrixChapter`,
/// in the address and in what is sent.
struct MatrixRow: CustomTestStringConvertible {
    let method: HTTPRequest.Method
    let address: String
    let answers: [Answer]
    /// JSON for the API, a form for pages; empty for neither.
    let sent: String

    /// The method and the address, by which a row is found.
    var name: String { "\(method) \(address)" }
    var isPage: Bool {
        !address.hasPrefix("api/") && !address.hasPrefix("static/")
            && !address.hasPrefix("accent/")
    }
    var testDescription: String { name }

    /// Reads a line; nil if it is none.
    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 6)
        guard words.count >= 6, let method = HTTPRequest.Method(String(words[0])) else {
            return nil
        }
        self.method = method
        address = words[1].drop { $0 == "/" }.description
        answers = words[2..<6].compactMap { Answer(rawValue: String($0)) }
        guard answers.count == Viewers.allCases.count else { return nil }
        sent = words.count > 6 ? words[6].trimmingPrefix { $0 == " " }.description : ""
    }
}

extension MatrixRow {
    /// The lines of a table; empty ones and those that begin with `#` say nothing.
    static func lines(_ table: String) -> [Substring] {
        table.split(separator: "\n").filter { !$0.hasPrefix("#") }
    }
}
