import Foundation
import Node
import TestSupport
import Testing

@Suite struct `A configuration` {
    @Test func `comes back from its file, which its owner alone can read`() throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        let written = Configuration(
            name: "Harbour “Tenants” é", profile: "tenants' union",
            http: ListenAddress(host: "::1", port: 8080),
            gossip: ListenAddress(host: "0.0.0.0", port: 7001),
            publicEndpoints: ["tcp://harbour.example:7001"],
            publicOrigin: "https://harbour.example")
        try written.save(in: directory)
        #expect(try Configuration(in: directory) == written)
        var entry = stat()
        stat(directory.configuration, &entry)
        #expect(entry.st_mode & 0o777 == 0o600)
    }

    @Test func `that is missing or broken is refused in words`() throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        #expect(throws: DataDirectoryError.holdsNoChapter(path: directory.path)) {
            try Configuration(in: directory)
        }
        try Data("{".utf8).write(to: URL(fileURLWithPath: directory.configuration))
        let error = try #require(throws: DataDirectoryError.self) {
            try Configuration(in: directory)
        }
        #expect("\(error)".contains(directory.configuration))
    }

    @Test(arguments: [
        ("https://tenants.example", true), ("https://tenants.example/", true),
        ("http://127.0.0.1:8080", true), ("http://localhost:8080", true), ("http://[::1]:80", true),
        ("http://tenants.example", false), ("http://192.168.1.4:8080", false), ("tenants", false),
        ("ftp://localhost", false), ("https://a.example/path", false),
        ("https://user@a.example", false), ("https://a.example?x", false), ("", false),
        ("http://127.0.0.1.evil.example", false), ("http://localhost.evil.example", false),
    ])
    func `wants https unless the origin is this machine alone`(origin: String, isGood: Bool) {
        let configuration = Configuration(name: "a", profile: "b", publicOrigin: origin)
        #expect((configuration.originProblem == nil) == isGood)
    }

    @Test func `explains what to do when it would serve others without a name`() throws {
        let configuration = Configuration(
            name: "a", profile: "b", http: ListenAddress(host: "0.0.0.0", port: 8095))
        let problem = try #require(configuration.originProblem)
        #expect(problem.contains("0.0.0.0:8095"))
        #expect(problem.contains("--public-origin https://NAME"))
        #expect(problem.contains("“TLS”"))
        // Nobody has given a public origin, so nothing is said of one.
        #expect(!problem.contains("The public origin"))
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8080), ("[::1]:0", "::1", 0),
        ("node.example:65535", "node.example", 65_535),
    ])
    func `names where to listen as HOST:PORT`(text: String, host: String, port: Int) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == text)
    }

    @Test(arguments: ["", "8080", ":80", "a:", "a:b", "a:65536", "a:-1", "::1:80", "a:８０", "a:+1"])
    func `refuses an address that is not HOST:PORT`(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
