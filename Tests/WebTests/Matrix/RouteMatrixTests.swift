import Chapter
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite struct `Every address and everybody who asks for it` {
    @Test(arguments: Matrix.rows)
    func `each viewer gets what the matrix says`(row: MatrixRow) async throws {
        for (viewer, expected) in zip(Viewers.allCases, row.answers) {
            let harbour = try await MatrixChapter.make()
            let reply = try await harbour.ask(row, as: viewer)
            let found = answer(in: reply)
            #expect(
                found == expected,
                "\(row.name) as \(viewer.rawValue): \(reply.status) \(excerpt(of: reply))")
            guard row.isPage else { continue }
            #expect(reply.headers[.contentSecurityPolicy] != nil, "\(row.name)")
            #expect(!String(buffer: reply.body).contains("⟨"), "\(row.name): a missing message")
        }
    }

    @Test func `every address has a row, and every row an address`() throws {
        let known = Set(Matrix.rows.map(\.name))
        let served = Set(try addresses())
        #expect(served.count > 50, "the router must be asked for its addresses")
        #expect(served.subtracting(known).sorted() == [], "addresses without a row")
        #expect(known.subtracting(served).sorted() == [], "rows without an address")
        #expect(known.count == Matrix.rows.count, "an address with two rows")
    }

    @Test(arguments: Matrix.lines) func `every line is a row`(line: String) {
        #expect(MatrixRow(line[...]) != nil, "this line of the matrix cannot be read: \(line)")
    }

    @Test(arguments: Matrix.rows.filter { $0.isPage && $0.method != .get })
    func `no other site changes anything`(row: MatrixRow) async throws {
        let harbour = try await MatrixChapter.make()
        let elsewhere: [HTTPFields] = [
            [:], [.origin: "https://evil.example"], [.origin: "null"],
            [.matrixSite: "cross-site"], [.matrixSite: "same-site"], [.matrixSite: "none"],
        ]
        for headers in elsewhere {
            for viewer in Viewers.allCases {
                let reply = try await harbour.ask(row, as: viewer, headers: headers)
                #expect(reply.status == .forbidden, "\(row.name) as \(viewer)")
                #expect(
                    String(buffer: reply.body).contains("This form was sent from another site"),
                    "\(row.name) as \(viewer): refused for another reason")
            }
        }
    }

    /// What the router serves, without what it adds by itself.
    private func addresses() throws -> [String] {
        let harbour = try TestChapter.make()
        let backend = Backend(
            chapter: harbour.chapter, node: LoneNode(), clock: { .noon },
            origin: "https://tenants.example", imports: "",
            outbox: Outbox(path: ""), kit: .forTests)
        return buildRouter(backend, entrance: .network).routes.compactMap { route in
            // The router writes {name} where we write :name.
            let path = route.path.description.drop { $0 == "/" }
                .replacing(/\{(\w+)\}/) { ":\($0.output.1)" }
            return route.method == .head || path == "**" ? nil : "\(route.method) \(path)"
        }
    }

    private func answer(in reply: RequestClient.Reply) -> Answer? {
        switch reply.status.code {
        case 200...299:
            reply.headers[.contentType]?.hasPrefix("text/html") == true ? .page : .answer
        case 303: reply.headers[.location]?.hasPrefix("/sign-in") == true ? .door : .onward
        case 401: .unauthorized
        case 403: .forbidden
        case 404: .missing
        case 400, 409, 413, 415, 422: .refused
        case 503: .unavailable
        default: nil
        }
    }

    private func excerpt(of reply: RequestClient.Reply) -> String {
        let text = String(buffer: reply.body)
        return reply.headers[.location]
            ?? String((text.firstMatch(of: /<h1.*/)?.output ?? text[...]).prefix(200))
    }
}
