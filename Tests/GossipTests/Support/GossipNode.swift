import Federation
import Feeds
import GRDB
import Gossip
import Logging
import Sodium
import TestSupport
import Transport

/// A node in this process: a store in memory, and the gossip with real links over loopback.
actor GossipNode {
    nonisolated let feeds: Feeds
    nonisolated let database: DatabaseQueue
    nonisolated let clock: SteppedClock
    /// The secrets of its transport keys, as its disk has them.
    nonisolated let keyStore: KeysInMemory
    private var running: (gossip: GossipService, task: Task<Void, Never>)?
    /// Where it listened the last time, so that it comes back there.
    private var endpoint: Endpoint?

    /// `listens`: whether others can dial it.
    init(
        _ author: FeedAuthor, named name: String, clock: SteppedClock = SteppedClock(),
        listens: Bool = true
    ) async throws {
        self.clock = clock
        endpoint = listens ? Endpoint(host: "127.0.0.1", port: 0) : nil
        keyStore = try KeysInMemory()
        database = try DatabaseQueue()
        var migrator = DatabaseMigrator()
        Feeds.registerMigrations(in: &migrator)
        try migrator.migrate(database)
        feeds = Feeds(database: database, author: author)
        let opening = FeedOpening(
            certificate: author.certificate,
            profile: ChapterProfile(name: name, profile: "union-local"))
        try await append(.feedOpened, opening.payload)
        feeds.closeGate()
        try await start()
    }

    nonisolated var chapter: ChapterID { feeds.chapter }

    var gossip: GossipService {
        get throws {
            guard let running else { throw Broken(what: "the node does not run") }
            return running.gossip
        }
    }

    /// Starts the node, the first time or again on what its database holds.
    func start(push: Bool = true, witnessEvery interval: Int64? = nil) async throws {
        var settings = GossipSettings()
        settings.witnessEvery = interval ?? settings.witnessEvery
        settings.push = push
        settings.gateWait = 500
        settings.reconcileEvery = 2000
        feeds.closeGate()
        let gossip = try await GossipService(
            feeds: feeds,
            configuration: GossipService.Configuration(
                keys: keyStore.keys, keyStore: keyStore, listen: endpoint, settings: settings),
            clock: clock.now, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await gossip.start()
        endpoint = await gossip.listening
        running = (gossip, Task { await gossip.run() })
    }

    /// Stops the node; its database stays.
    func stop() async {
        guard let running else { return }
        self.running = nil
        running.task.cancel()
        await running.task.value
    }

    nonisolated func append(_ kind: Kind, _ payload: [UInt8]) async throws {
        try await database.write { [feeds, clock] db in
            try feeds.append(kind, payload, at: clock.now(), in: db)
        }
    }

    nonisolated func changeKey() async throws {
        let changed = try await database.write { [feeds, clock] db in
            try feeds.changeKey(at: clock.now(), in: db) { _, _ in }
        }
        _ = try changed.get()
    }

    /// Plans a meeting, and gives its id.
    nonisolated func plan(_ title: String) async throws -> ObjectID {
        let (id, nonce) = feeds.newObject()
        let start = clock.now() + 86_400_000
        let meeting = MeetingScheduled(
            nonce: nonce, title: title, place: "Hall", onlineLink: "", start: start,
            end: start + 3_600_000, timeZone: "", utcOffset: 0, agenda: "", audience: .linked)
        try await append(.meetingScheduled, meeting.payload())
        return id
    }

    nonisolated func sees(_ meeting: ObjectID) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT 1 FROM shared_meeting WHERE meeting = ?", arguments: [meeting])
                == true
        }
    }

    func invite(autoConfirm: Bool = false) async throws -> Invitation {
        try await gossip.invite(autoConfirm: autoConfirm).get()
    }

    func visit(_ invitation: Invitation, yes: Bool = false) async throws -> JoinRefusal? {
        try await gossip.visit(invitation, yes: yes)
    }

    func confirm(_ chapter: ChapterID) async throws -> JoinRefusal? {
        try await gossip.confirm(chapter)
    }

    func decline(_ chapter: ChapterID) async throws -> JoinRefusal? {
        try await gossip.decline(chapter)
    }

    func block(_ chapter: ChapterID) async throws { try await gossip.block(chapter) }

    func unblock(_ chapter: ChapterID) async throws { try await gossip.unblock(chapter) }

    func state() async -> GossipService.State {
        await running?.gossip.state ?? .stopped
    }

    func visitState() async -> (joining: Joining?, done: Bool, refusal: String?) {
        await running?.gossip.visitState ?? (nil, false, nil)
    }

    func isLinked(to other: GossipNode) async -> Bool {
        await state().peers[other.chapter]?.connected == true
    }

    nonisolated func roster() async throws -> Roster? {
        try await database.read { [feeds] in try feeds.roster(in: $0) }
    }

    nonisolated func standing(of other: GossipNode) async throws -> Standing? {
        try await roster()?.entry(other.chapter)?.standing
    }

    /// Joins by an invitation that needs no words compared.
    func join(_ other: GossipNode) async throws {
        let refusal = try await visit(try await other.invite(autoConfirm: true), yes: true)
        if let refusal { throw refusal }
        try await eventually("joined") { await self.visitState().done }
    }
}

/// Waits until all these nodes are linked with each other.
func linked(_ nodes: [GossipNode]) async throws {
    for node in nodes {
        for other in nodes where other !== node {
            try await eventually("linked") { await node.isLinked(to: other) }
        }
    }
}

/// Makes nodes that all belong together.
func federation(_ count: Int) async throws -> [GossipNode] {
    var nodes: [GossipNode] = []
    for number in 0..<count {
        let node = try await GossipNode(.fixed(UInt32(number)), named: "Chapter \(number)")
        if let first = nodes.first { try await node.join(first) }
        nodes.append(node)
    }
    try await linked(nodes)
    return nodes
}
