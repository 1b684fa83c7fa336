import Chapter
import Foundation
import Logging
import Node
import ServiceLifecycle
import TestSupport
import Testing
import Web

@Suite struct `The control socket` {
    private let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func backend(_ chapter: TestChapter, _ directory: DataDirectory) -> Backend {
        Backend(
            chapter: chapter.chapter, node: LoneNode(), clock: { .noon },
            origin: "http://127.0.0.1:8080", imports: directory.imports,
            outbox: Outbox(path: directory.outbox), kit: .forTests)
    }

    @Test func `answers the operator, for its owner alone, and goes when the node stops`()
        async throws
    {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        try directory.create()
        try Configuration(name: "Harbour", profile: "tenants' union").save(in: directory)
        // A socket that a killed node has left does not matter.
        try Data().write(to: URL(fileURLWithPath: directory.controlSocket))
        let harbour = try TestChapter.make()
        let (ready, isReady) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let server = try ControlServer(
            buildRouter(backend(harbour, directory), entrance: .control), in: directory,
            logger: silent, ready: { isReady.finish() })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: server)], logger: silent))
        async let running: Void = group.run()
        for await _ in ready {}

        var entry = stat()
        stat(directory.controlSocket, &entry)
        #expect(entry.st_mode & 0o777 == 0o600)
        let door = try await openDoor(directory)
        let added: MemberIDAnswer = try await door.ask(
            DoorRequest("POST", "members", body: .json(Data(#"{"name": "Alice"}"#.utf8))))
        #expect(added.memberID == "1")
        let people: [MemberAnswer] = try await door.ask(DoorRequest("GET", "members"))
        #expect(people.map(\.name) == ["Alice"])
        let refusal = await #expect(throws: DoorRefusal.self) {
            try await door.bytes(DoorRequest("GET", "members/7"))
        }
        #expect(refusal?.status == 404)
        #expect(refusal?.description == "There is no person with this id.")

        await group.triggerGracefulShutdown()
        try await running
        #expect(!FileManager.default.fileExists(atPath: directory.controlSocket))
    }

    @Test func `takes a list of thousands of people as a stream`() async throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        try directory.create()
        try Configuration(name: "Harbour", profile: "tenants' union").save(in: directory)
        let harbour = try TestChapter.make()
        let (ready, isReady) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let server = try ControlServer(
            buildRouter(backend(harbour, directory), entrance: .control), in: directory,
            logger: silent, ready: { isReady.finish() })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: server)], logger: silent))
        async let running: Void = group.run()
        for await _ in ready {}
        let door = try await openDoor(directory)

        var list = "name,e-mail\r\n"
        for number in 1...2_500 { list += "Person \(number),p\(number)@x.example\r\n" }
        let file = parent.path + "/list.csv"
        try Data(list.utf8).write(to: URL(fileURLWithPath: file))
        let found: ImportAnswer = try await door.ask(
            DoorRequest("POST", "imports", body: .file(path: file, type: "text/csv")))
        #expect(found.new == 2_500)
        #expect(found.state == "staged")
        let taken: ImportAnswer = try await door.ask(
            DoorRequest("POST", "imports/\(found.importID)/application"))
        #expect(taken.state == "applied")
        // The list itself is not kept, and people come a page at a time.
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.imports) == [])
        var names: Set<String> = []
        var next: String?
        repeat {
            let reply = try await door.reply(
                DoorRequest("GET", "members", query: next.map { [("after", $0)] } ?? []))
            let page = try JSONDecoder().decode([MemberAnswer].self, from: reply.body)
            names.formUnion(page.map(\.name))
            next = reply.next
        } while next != nil
        #expect(names.count == 2_500)

        await group.triggerGracefulShutdown()
        try await running
    }

    @Test func `is refused in words where its path is longer than the system allows`() throws {
        let parent = try TemporaryDirectory()
        let name = String(repeating: "x", count: 90)
        let directory = DataDirectory(parent.path + "/" + name)
        let router = buildRouter(backend(try TestChapter.make(), directory), entrance: .control)
        let error = try #require(throws: DataDirectoryError.self) {
            try ControlServer(router, in: directory, logger: silent)
        }
        #expect("\(error)".contains("allows 107"))
        // One byte less is served.
        let room = 107 - "/control.sock".utf8.count - parent.path.utf8.count - 1
        let good = DataDirectory(parent.path + "/" + String(repeating: "x", count: room))
        #expect(good.controlSocket.utf8.count == 107)
        _ = try ControlServer(router, in: good, logger: silent)
    }

    @Test func `without a node the way leads to the database, where the same answers come`()
        async throws
    {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path + "/harbour")
        let made = try await initialize(
            InitOptions(
                directory: directory, name: "Harbour", profile: "tenants' union",
                coordinatorName: "Alice Moreau", coordinatorMail: "alice@tenants.example"))
        let door = try await openDoor(directory)
        let people: [MemberAnswer] = try await door.ask(DoorRequest("GET", "members"))
        #expect(people.map(\.name) == ["Alice Moreau"])
        let status: StatusAnswer = try await door.ask(DoorRequest("GET", "status"))
        #expect(status.chapterID == made.chapterID)
        #expect(status.members == 1)
        // As long as this process holds the directory, another way in is refused.
        await #expect(throws: DataDirectoryError.self) { try await openDoor(directory) }
        let refusal = await #expect(throws: DoorRefusal.self) {
            try await door.bytes(DoorRequest("POST", "links/\(made.chapterID)/confirmation"))
        }
        #expect(refusal?.status == 503)
    }

    @Test func `a directory without a chapter is no way in`() async throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        await #expect(throws: DataDirectoryError.holdsNoChapter(path: directory.path)) {
            try await openDoor(directory)
        }
    }
}
