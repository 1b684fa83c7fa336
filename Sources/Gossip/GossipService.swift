public import Federation
public import Feeds
import GRDB
public import Logging
import Sodium
public import Transport

/// The shell around the gossip: the store on one side, links on the other.
///
/// It performs what the state machine asks for and decides nothing about events itself. It knows
/// feeds and keys, and cannot name a member.
public actor GossipService {
    let feeds: Feeds
    let configuration: Configuration
    let clock: @Sendable () -> Timestamp
    let logger: Logger
    let transport: Transport
    let inbox = Inbox()
    let storer: Storer
    var gossip: Gossip
    /// Where this node really listens.
    public private(set) var listening: Endpoint?
    /// What was refused since the start, by name.
    public internal(set) var refused: [String: Int] = [:]
    /// Why the last write failed, until one succeeds.
    public internal(set) var storeFault: String?

    var numbers: [LinkID: Link] = [:]
    var ids: [Link: LinkID] = [:]
    var nextNumber: UInt64 = 1
    var dials: [ChapterID: Dial] = [:]
    var unconnectedSince: [ChapterID: Timestamp] = [:]
    /// Until when a chapter is not dialled again, after a link with it was ended.
    var dialAgainAt: [ChapterID: Timestamp] = [:]
    var keys: TransportKeys
    /// The key that others need in order to reach this node now.
    var boundKey: Bytes32
    /// Who has said to hold the latest node record of this chapter, while the key is being changed.
    var keyHolders: Set<ChapterID> = []
    var keysDue = Timestamp(milliseconds: 0)
    var topology: Topology
    /// The chapters that are visited for a moment, and since when.
    var visits: [ChapterID: Timestamp] = [:]
    var blocked: Set<ChapterID> = []
    var guests: [LinkID: Guest] = [:]
    var visit: Visit?
    /// Whom our last visit led to, once both sides had confirmed.
    var lastVisit: Joining?
    /// Why our last visit ended without a link, if it did.
    public internal(set) var visitRefusal: String?
    /// The epoch with which a chapter that comes back is to knock again, where that is why.
    public internal(set) var epochToBegin: UInt32?
    /// When the gate is tried again after the outbox could not be written.
    var gateRetryAt = Timestamp(milliseconds: 0)
    /// Until when a departure is given time to reach the others.
    var leavingUntil: Timestamp?
    /// What was last heard of the other nodes, and what of it is written down.
    var contacts: [ChapterID: Contact]
    var keptContacts: [ChapterID: Contact]
    /// When the chapter next says what it holds of the others' feeds.
    var witnessDue = Timestamp(milliseconds: 0)
    /// Who has said to hold how much of this chapter's feed, and is not written down yet.
    var acknowledged: [(chapter: ChapterID, seq: UInt64, at: Timestamp)] = []
    var lastAcknowledged: [ChapterID: UInt64] = [:]
    /// When it is written down again.
    var contactsDue = Timestamp(milliseconds: 0)
    /// Who is told after each change of the shared tables that came from others.
    var onReceived: (@Sendable () -> Void)?

    /// Prepares the service on an open store; nothing is bound or dialled before `start`.
    public init(
        feeds: Feeds, configuration: Configuration, clock: @Sendable @escaping () -> Timestamp,
        logger: Logger
    ) async throws {
        self.feeds = feeds
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        keys = configuration.keys
        boundKey = keys.current.key
        transport = try Transport(curve: keys.current)
        let held = try await feeds.database.read { db in
            (
                ends: try feeds.ends(in: db), forks: try feeds.forks(in: db),
                roster: try feeds.roster(in: db), blocked: try feeds.blocked(in: db),
                contacts: try feeds.contacts(in: db), openings: try feeds.openings(in: db),
                keys: try feeds.keys(in: db), lacking: try feeds.lacking(in: db),
                lastWitnessed: try feeds.lastWitnessed(in: db)
            )
        }
        blocked = held.blocked
        contacts = held.contacts
        keptContacts = held.contacts
        witnessDue = Self.nextWitness(
            after: held.lastWitnessed, every: configuration.settings.witnessEvery, now: clock())
        let author = feeds.author
        gossip = Gossip(
            certificate: author.certificate, transportKey: boundKey, tips: held.ends.tips,
            heads: held.ends.heads, forks: held.forks, openings: held.openings,
            keyChanges: held.keys.mapValues(\.changes), lacking: held.lacking,
            roster: held.roster, restored: configuration.restored,
            isReturning: configuration.isReturning,
            settings: configuration.settings, seed: randomBytes32(),
            sign: { author.signature(for: $0) }, at: clock())
        topology = Topology(
            of: feeds.chapter, settings: configuration.settings, seed: randomBytes32(), at: clock())
        let inbox = inbox
        storer = Storer(
            feeds, report: { inbox.put(.input($0)) },
            governanceChanged: { inbox.put(.governanceChanged) },
            fault: { inbox.put(.fault($0)) })
        feeds.onCommit { [weak feeds, storer] events in
            if events.contains(where: { $0.suffix.kind == .feedKeyChanged }),
                let author = feeds?.author
            {
                inbox.put(
                    .input(.changedKey(author.certificate, sign: { author.signature(for: $0) })))
            }
            inbox.put(.input(.appended(events)))
            if events.contains(where: { $0.suffix.kind == .headsWitnessed }) {
                storer.put(.weigh(nil))
            }
            if events.contains(where: \.suffix.kind.isGovernance) {
                inbox.put(.governanceChanged)
            }
        }
    }

    /// Tells somebody whenever events of other chapters have changed the shared tables, and when
    /// the chapter may write to its own feed.
    public func onReceived(_ listener: @escaping @Sendable () -> Void) { onReceived = listener }

    /// Binds the endpoint, says so in the own feed where it is new, and dials the others.
    public func start() async throws {
        if let listen = configuration.listen {
            listening = try await transport.bind(listen)
        }
        if !configuration.isReturning { try await recordNode() }
        try await refreshLinks()
        // The first tick, before anybody is asked: a lone chapter may write at once.
        await take(GossipInput.tick)
    }

    /// Works until the task is cancelled, then closes the sockets.
    public func run() async {
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { [inbox, transport] in
                    for await event in transport.events { await inbox.bring(.transport(event)) }
                }
                group.addTask { [storer] in await storer.run() }
                group.addTask { [inbox] in
                    while !Task.isCancelled {
                        try? await Task.sleep(for: .milliseconds(100))
                        inbox.put(.tick)
                    }
                }
                while let items = await inbox.next() {
                    for item in items { await take(item) }
                }
                await keepContacts(now: true)
                storer.close()
                await transport.close()
                group.cancelAll()
            }
        } onCancel: { [inbox] in
            inbox.close()
        }
    }

    private func take(_ item: Inbox.Item) async {
        switch item {
        case .transport(let event): await take(event)
        case .input(let input): await take(input)
        case .governanceChanged:
            do { try await refreshLinks() } catch { log(error, "refreshing the roster") }
        case .fault(let fault):
            log(fault, "storing events")
        case .tick:
            await take(GossipInput.tick)
            if gossip.mayAppend, !feeds.gateIsOpen { await openGate() }
            await superviseLinks()
            pingJoinings(at: clock())
            await finishLeaving()
            await keepContacts()
            await witness()
            await tendKeys()
        }
    }

    /// Feeds the state machine and performs what it asks for.
    func take(_ input: GossipInput) async {
        if case .stored = input {
            storeFault = nil
            onReceived?()
        }
        // What a link has said is gone with it.
        if case .linkDown = input { noteContacts() }
        for action in gossip.handle(input, at: clock()) { await perform(action) }
    }

    private func perform(_ action: GossipAction) async {
        switch action {
        case .send(let link, let frame):
            if let id = ids[link] { transport.send(frame, on: id) }
        case .drop(let link, let reason):
            if let id = ids[link] { drop(id, reason: reason) }
        case .store(let run, let link):
            storer.put(.store(run, from: link))
        case .cut(let proof):
            logger.warning(
                "a chapter has written two histories",
                metadata: ["chapter": "\(proof.feed.chapter)", "seq": "\(proof.seq)"])
            storer.put(.weigh(proof))
        case .close(let feed, let end):
            logger.notice(
                "a chapter has begun a new epoch",
                metadata: ["chapter": "\(feed.chapter)", "epoch": "\(feed.epoch)"])
            storer.put(.close(feed, after: end))
        case .fill(let branch, let link): storer.put(.fill(branch, from: link))
        case .read(let link, let feed, let from, _):
            read(or: .read(link, feed, [])) { [feeds] db in
                .read(link, feed, try feeds.run(feed, from: from, in: db))
            }
        case .compare(let branch, let link):
            read(or: .compared(link, branch.feed, .same)) { [feeds] db in
                .compared(link, branch.feed, try feeds.compare(branch, in: db))
            }
        case .openGate: await openGate()
        case .stopWriting(let reason):
            feeds.closeGate()
            logger.critical("this chapter may not write any more", metadata: ["why": "\(reason)"])
        case .count(let reason, _):
            refused[reason.name, default: 0] += 1
        }
    }

    /// Where the outbox could not be written, it is tried again after so long, in milliseconds.
    private static let gateRetry: Int64 = 5_000

    private func openGate() async {
        // A clock that was set back does not put it off.
        gateRetryAt = min(gateRetryAt, clock() + Self.gateRetry)
        guard clock() >= gateRetryAt else { return }
        do {
            try await feeds.openGate()
            storeFault = nil
            onReceived?()
        } catch {
            gateRetryAt = clock() + Self.gateRetry
            log(error, "opening the gate")
        }
    }

    /// Reads beside the gossip and hands the answer to it; the other answer where that fails, so
    /// that nobody waits for it.
    private func read(
        or failed: GossipInput, _ query: @Sendable @escaping (Database) throws -> GossipInput
    ) {
        Task { [feeds, inbox, logger] in
            do {
                inbox.put(.input(try await feeds.database.read(query)))
            } catch {
                logger.error("reading events failed", metadata: ["error": "\(error)"])
                inbox.put(.input(failed))
            }
        }
    }

    func log(_ error: any Error, _ what: String) {
        storeFault = Self.words(for: error)
        logger.error("\(what) failed", metadata: ["error": "\(error)"])
    }

    /// What people are told of a fault; the log has the rest.
    private static func words(for error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        if error.isLackOfRoom { return "The disk is full." }
        return error.isDiskFault ? "The disk could not be written." : "\(error)"
    }
}
