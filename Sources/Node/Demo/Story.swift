import Federation
import Foundation
import Web

/// What the demo does with its three nodes, told as it happens.
///
/// Each act is in a file of its own. Everything goes through the control sockets, as the command
/// line does it, and through HTTP with members' own tokens.
struct Story: Sendable {
    /// What the invented people do is the same in every demo.
    static let seed: UInt64 = 41

    /// How long anything is waited for that another node should see.
    static let patience = Duration.seconds(30)
    /// How often is looked whether a node sees something.
    static let glance = Duration.milliseconds(5)

    let nodes: [DemoNode]
    let now: Timestamp
    let tell: @Sendable (String) -> Void

    var riverside: DemoNode { nodes[0] }
    var harbour: DemoNode { nodes[1] }
    var hillside: DemoNode { nodes[2] }

    /// Begins a part of the story.
    func heading(_ text: String) {
        tell("")
        tell(text)
    }

    /// A day so many days from now, as 2026-05-01.
    func day(_ days: Int) -> String {
        String(CivilTime.text(now + Int64(days) * 86_400_000, offset: 0).prefix(10))
    }

    /// Writes a file that is sent and then removed, and gives its path.
    func temporaryFile(_ name: String, _ content: Data) throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("rhizome-demo-\(getpid())-\(name)")
        try content.write(to: file)
        return file.path
    }

    /// Waits until something is true and gives the time it took.
    ///
    /// A refusal means that the node does not know of it yet.
    func time(
        until what: String, _ isTrue: @Sendable @escaping () async throws -> Bool
    ) async throws -> Duration {
        let start = ContinuousClock.now
        while true {
            do {
                if try await isTrue() { return start.duration(to: .now) }
            } catch let refusal as DoorRefusal where refusal.status == 404 {}
            guard start.duration(to: .now) < Self.patience else {
                throw CannotServe(
                    description: "\(what) did not happen within \(Self.patience.words). What was "
                        + "made so far is kept until the next start, which begins anew.")
            }
            try await Task.sleep(for: Self.glance)
        }
    }
}

extension Duration {
    /// Seconds with two decimals, or with three if it took less than a tenth: `1.25 s`, `0.008 s`.
    var words: String {
        let decimals = self < .milliseconds(100) ? 3 : 2
        let parts = decimals == 3 ? 1000 : 100
        let count = Int((self / .milliseconds(1000 / parts)).rounded())
        let rest = String(count % parts)
        let zeros = String(repeating: "0", count: decimals - rest.count)
        return "\(count / parts).\(zeros)\(rest) s"
    }
}

/// Does something with every item, a few at a time; the first fault ends it.
func together<Item: Sendable>(
    _ items: [Item], atOnce: Int = 4, _ work: @Sendable @escaping (Item) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, item) in items.enumerated() {
            if index >= atOnce { try await group.next() }
            group.addTask { try await work(item) }
        }
        try await group.waitForAll()
    }
}
