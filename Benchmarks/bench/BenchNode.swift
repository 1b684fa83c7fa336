import Federation
import Feeds
import GRDB
import Gossip
import Logging
import Node
import Sodium
import Transport

/// One node in this process: a database file, the store on it, and the gossip with real links.
final class BenchNode: Sendable {
    let database: DatabasePool
    let feeds: Feeds
    let gossip: GossipService
    private let running: Task<Void, Never>

    /// Starts a node; a feed that is empty gets its first event.
    init(_ database: DatabasePool, author: FeedAuthor, name: String) async throws {
        self.database = database
        let highWater = HighWater(
            path: database.path + ".high-water", databasePath: database.path, machine: "bench")
        feeds = Feeds(database: database, author: author, highWater: highWater, gateIsOpen: false)
        try await feeds.open(named: name)
        let key = try TransportKey()
        let gossip = try await GossipService(
            feeds: feeds,
            configuration: GossipService.Configuration(
                keys: TransportKeys(
                    current: CurveKeyPair(
                        publicKey: key.publicKey.bytes, secret: key.withSecret { Array($0) })),
                listen: Endpoint(host: "127.0.0.1", port: 0)),
            clock: systemClock, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        try await gossip.start()
        self.gossip = gossip
        running = Task { await gossip.run() }
    }

    /// Ends the node and waits for it.
    func stop() async {
        running.cancel()
        await running.value
    }

    /// Joins the federation of another node, or founds one with it, by an invitation.
    func join(_ other: BenchNode) async throws {
        let invitation = try await other.gossip.invite(autoConfirm: true).get()
        if let refusal = try await gossip.visit(invitation, yes: true) { throw refusal }
        try await wait("joining") { await self.gossip.visitState.done }
    }

    /// Waits until a chapter's node is connected and greeted.
    func waitForLink(to other: BenchNode) async throws {
        try await wait("a link") {
            await self.gossip.state.peers[other.feeds.chapter]?.connected == true
        }
    }

    /// What the node knows of its links, for whoever waited in vain.
    func situation() async -> String {
        let state = await gossip.state
        let visit = await gossip.visitState
        let peers = state.peers.values.map { "connected \($0.connected), has \($0.theyHave)" }
        return "peers \(peers), words \(state.joinings.count), visit done \(visit.done) "
            + "\(visit.refusal ?? ""), refused \(state.refused), fault \(state.storeFault ?? "-")"
    }

    /// How many events of a feed are stored here.
    func held(_ feed: FeedName) async throws -> UInt64 {
        try await database.read { db in try HeldFeed.find(feed, in: db)?.tip.seq ?? 0 }
    }
}

extension Feeds {
    /// Opens the gate and writes the first event where there is none.
    func open(named name: String) async throws {
        try await openGate()
        try await database.write { db in
            guard try HeldFeed.find(author.feed, in: db) == nil else { return }
            let opening = FeedOpening(
                certificate: author.certificate,
                profile: ChapterProfile(name: name, profile: "tenants-union"))
            try append(.feedOpened, opening.payload, at: systemClock(), in: db)
        }
    }
}

/// Looks again, every half millisecond unless told otherwise, until something holds, for two minutes
/// at most.
func wait(
    _ what: String, looking pause: Duration = .microseconds(500),
    until condition: @Sendable () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try await !condition() {
        guard ContinuousClock.now < end else { throw TookTooLong(what: what) }
        try await Task.sleep(for: pause)
    }
}

/// Something that was waited for did not come.
struct TookTooLong: Error, CustomStringConvertible {
    let what: String
    var description: String { "waited two minutes in vain for \(what)" }
}
