import Foundation
import Synchronization
import TestSupport

/// A temporary directory with chapters in it; everything is ended and removed with the test.
final class Stage: Sendable {
    private let own: TemporaryDirectory
    private let nodes = Mutex<[ChapterNode]>([])

    fileprivate init() throws {
        own = try TemporaryDirectory()
        mkdir(directory + "/logs", 0o700)
    }

    var directory: String { own.path }

    var logs: String { directory + "/logs" }

    /// A directory of a chapter that is not made yet.
    func place(_ name: String, at path: String? = nil) -> ChapterNode {
        let number = nodes.withLock { $0.count }
        let node = ChapterNode(
            name: name, directory: path ?? "\(directory)/\(number)", logs: logs)
        nodes.withLock { $0.append(node) }
        return node
    }

    /// A new chapter whose node runs.
    func chapter(_ name: String, _ options: [String] = []) async throws -> ChapterNode {
        let node = place(name)
        try await node.make()
        try await node.start(options)
        return node
    }

    /// Three chapters, linked through real invitations.
    func three(_ options: [String] = []) async throws -> (ChapterNode, ChapterNode, ChapterNode) {
        let harbour = try await chapter("Harbour", options)
        let riverside = try await chapter("Riverside", options)
        let hillside = try await chapter("Hillside", options)
        try await link(riverside, with: harbour)
        try await link(hillside, with: harbour)
        try await connected(harbour, riverside, hillside)
        return (harbour, riverside, hillside)
    }

    /// Writes a file of the test.
    func file(_ name: String, _ content: some Sequence<UInt8>) throws -> String {
        let path = directory + "/" + name
        try Data(content).write(to: URL(fileURLWithPath: path))
        return path
    }

    fileprivate func end() {
        for node in nodes.withLock({ $0 }) {
            if let child = node.child {
                child.signal(SIGKILL)
                while child.ended == nil { usleep(2_000) }
            }
        }
    }

    /// The last lines of every node's log, for whoever reads a failure.
    fileprivate var tails: String {
        nodes.withLock { $0 }.map { node in
            let lines = node.printed.split(separator: "\n").suffix(15)
            return "--- \(node.name)\n" + lines.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

/// Gives a test its stage and clears it away, also when the test fails.
func onStage(_ play: (Stage) async throws -> Void) async throws {
    let stage = try Stage()
    defer { stage.end() }
    do {
        try await play(stage)
    } catch {
        print(stage.tails)
        throw error
    }
}

/// Links a chapter that has no link yet with another.
func link(_ guest: ChapterNode, with host: ChapterNode) async throws {
    let invitation = try await host.run("link", "invite", "--auto-confirm").text("invitation")
    try await guest.run("link", "accept", invitation, "--yes")
}

/// Waits until each of these nodes is connected with every other.
func connected(_ nodes: ChapterNode..., within limit: Duration = .seconds(20)) async throws {
    let ids = Set(nodes.map(\.chapterID))
    for node in nodes {
        try await eventually("\(node.name) is connected with all", within: limit) {
            let links = try await node.ask("GET", "links", asOperator: true).json.list
            let up = links.filter { $0["state"] == "connected" }.compactMap(\.["chapterID"].text)
            return Set(up).union([node.chapterID]).isSuperset(of: ids)
        }
    }
}
