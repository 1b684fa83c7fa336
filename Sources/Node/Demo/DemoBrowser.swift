import Courier
import Foundation
import Web

/// Somebody of the demo in front of the pages, for what the API has no word for.
struct DemoBrowser {
    private let origin: String
    private let cookie: String
    private let client = HTTPClient()

    /// Signs somebody in with a link.
    init(as memberID: String, at node: DemoNode) async throws {
        let made: SignInAnswer = try await node.door.ask(
            DoorRequest("POST", "members/\(escaped(memberID))/sign-in-links"))
        let answer = try await client.send(
            HTTPRequest("POST", made.url, headers: Self.sameOrigin))
        let set = answer.cookies.first { $0.hasPrefix("__Host-session-") }
        guard let cookie = set?.split(separator: ";").first else {
            throw CannotServe(description: "\(node.short) signs nobody in.")
        }
        origin = node.http
        self.cookie = String(cookie)
    }

    /// Sends a form and gives the address of the page that follows.
    func send(_ path: String, _ fields: [(name: String, value: String)]) async throws -> String {
        let text = fields.map { "\(escaped($0.name))=\(escaped($0.value))" }
            .joined(separator: "&")
        return try await send(path, "application/x-www-form-urlencoded", Data(text.utf8))
    }

    /// Sends a form with a file and gives the address of the page that follows.
    func upload(
        _ path: String, fields: [(name: String, value: String)], file: String, _ content: Data
    ) async throws -> String {
        let boundary = "of-the-demo"
        var body = ""
        for field in fields {
            body +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n"
                + "\r\n\(field.value)\r\n"
        }
        body +=
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; "
            + "filename=\"\(file)\"\r\nContent-Type: text/csv\r\n\r\n"
        let end = "\r\n--\(boundary)--\r\n"
        return try await send(
            path, "multipart/form-data; boundary=\(boundary)",
            Data(body.utf8) + content + Data(end.utf8))
    }

    private func send(_ path: String, _ type: String, _ body: Data) async throws -> String {
        let answer = try await client.send(
            HTTPRequest(
                "POST", origin + path,
                headers: Self.sameOrigin.merging(["Cookie": cookie, "Content-Type": type]) { $1 },
                body: .bytes([UInt8](body))))
        guard answer.status == 303, let place = answer.headers["location"] else {
            throw CannotServe(
                description: "The form of \(path) was answered with \(answer.status).")
        }
        return place
    }

    /// What a browser says of a form that lies on the chapter's own page.
    private static let sameOrigin = ["Sec-Fetch-Site": "same-origin"]
}
