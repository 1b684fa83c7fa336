public import Sodium
import SwiftProtobuf

/// The gossip of one node as a value: input and time in, a list of actions out.
///
/// Reconciliation is the guarantee, push is the hint. It does no I/O, asks no clock and iterates
/// no dictionary in its own order, so that a simulator can replay it from a seed.
/// Protocol/README.md, "Links" and "Reconciliation".
public struct Gossip: Sendable {
    /// The protocol versions this program speaks.
    static let protocolVersion: UInt32 = 1

    /// The chapter whose node this is.
    public let chapter: ChapterID
    /// The chapter's own feed.
    public let ownFeed: FeedName
    let transportKey: Bytes32
    let incarnation: [UInt8]
    let settings: GossipSettings
    var random: RandomStream
    /// The roster as it was last told.
    public private(set) var roster: Roster?
    /// The first keys of all feeds that count.
    var keys: [FeedName: PublicKey] = [:] {
        didSet {
            knownFeeds = nil
            knownOrder = nil
            knownFingerprint = nil
        }
    }
    /// The keys that followed, as far as the feeds are verified.
    var keyChanges: [FeedName: [KeyChange]]
    /// The keys that chapters were known by before they began anew, as far as this node has met them.
    var earlierKeys: [FeedName: PublicKey] = [:]
    /// Proofs that came before the key with which they can be checked.
    var uncheckedProofs = UncheckedProofs()
    /// The chapters whose feeds count.
    var authors: Set<ChapterID> = []
    /// The epochs of chapters that have had more than one.
    var epochs: Epochs
    /// How far each feed is verified; storing may still be under way.
    var tips: [FeedName: Tip]
    /// How far each feed is stored.
    var stored: [FeedName: Tip] { didSet { knownFingerprint = nil } }
    /// The last signed event of each feed, to tell its author what we hold.
    var heads: [FeedName: HeldHead]
    /// The forks known, by feed.
    ///
    /// Such a feed ends before its fork.
    var forks: [FeedName: ForkProof] { didSet { knownFingerprint = nil } }
    /// Forks that change nothing, because they lie where others have witnessed the feed.
    var pastForks: [FeedName: ForkProof]
    /// The last event of each forked feed that a fork can no more undo.
    var settled: [FeedName: WitnessedHead]
    /// Feeds of which a proof was found that the links have not been told.
    var untold: Set<FeedName> = []
    /// Feeds whose end could not be stored, and when that is tried again.
    var uncut: [FeedName: Timestamp] = [:]
    /// The first places of feeds whose body is missing though it was not taken back.
    var lackingBodies: [FeedName: [UInt64]]
    /// What was computed from the above and still holds.
    var knownFeeds: [FeedName]?
    var knownOrder: [UInt8]?
    var knownFingerprint: Bytes32?
    /// How many chapters are linked, this one included.
    private(set) var chapters = 1
    /// Runs that the shell has not dealt with yet.
    var waiting = WaitingRuns()
    /// News that was told and has not come.
    var awaited: [FeedName: Awaited] = [:]
    var sessions: [Link: Session] = [:]
    /// How much of what chapters' nodes sent lately had to be refused.
    var scores: [ChapterID: PeerScore] = [:]
    /// Which link was asked for a feed, up to where, and when.
    var asked: [FeedName: Asked] = [:]
    var gate: Gate
    /// The time of the last input.
    var latest: Timestamp
    /// When each chapter was last heard, for people.
    public internal(set) var heard: [ChapterID: Timestamp] = [:]

    struct Asked: Sendable {
        let link: Link
        let through: UInt64
        var at: Timestamp
        /// Whether it is news that is to be passed on.
        var isNews = false
    }

    struct Awaited: Sendable {
        let seq: UInt64
        let link: Link
        var due: Timestamp
    }

    /// A node that starts with what its store holds.
    ///
    /// `openings`: those of all epochs of chapters that have had more than one.
    /// `lacking`: the places of feeds whose body is missing though it was not taken back.
    /// `certificate`: the root key's word for the key that `sign` signs a HELLO with.
    /// `keyChanges`: the changes of keys that count in the feeds that are held.
    /// `restored`: whether the store may be older than what this chapter has sent out.
    /// `isReturning`: whether the chapter is to fetch its own history and write nothing yet.
    public init(
        certificate: FeedCertificate, transportKey: Bytes32, tips: [FeedName: Tip],
        heads: [FeedName: HeldHead], forks: [ForkVerdict],
        openings: [FeedOpening] = [], keyChanges: [FeedName: [KeyChange]] = [:],
        lacking: [FeedName: [UInt64]] = [:],
        roster: Roster?, restored: Bool, isReturning: Bool = false,
        settings: GossipSettings = GossipSettings(), seed: Bytes32,
        sign: @escaping @Sendable ([UInt8]) -> Signature, at now: Timestamp
    ) {
        chapter = certificate.chapter
        ownFeed = certificate.feed
        self.certificate = certificate
        epochs = Epochs(openings)
        self.transportKey = transportKey
        self.keyChanges = keyChanges
        self.tips = tips
        stored = tips
        self.heads = heads
        self.forks = [:]
        pastForks = [:]
        settled = [:]
        lackingBodies = lacking
        self.settings = settings
        self.sign = sign
        random = RandomStream(seed: seed)
        for verdict in forks {
            self.forks[verdict.feed] = verdict.cutting
            pastForks[verdict.feed] = verdict.past
            settled[verdict.feed] = verdict.settled
        }
        incarnation = Array(random.bytes32().bytes.prefix(16))
        gate = Gate(since: now, restored: restored)
        latest = now
        if isReturning {
            gate.state = .stopped(Self.comingBack)
        } else if let latest = epochs.latest(of: chapter), latest > ownFeed {
            gate.state = .stopped(Self.begunElsewhere)
        } else if self.forks[ownFeed] != nil {
            gate.state = .stopped(Self.forked)
        }
        adopt(roster)
        if hasOtherKey { gate.state = .stopped(Self.otherKey) }
    }

    static let begunElsewhere = "This chapter was begun anew elsewhere, with its root key."
    static let comingBack = "This chapter comes back and has not begun its new epoch."
    static let forked = "This chapter's feed has forked: two copies of its node have written."

    private(set) var sign: @Sendable ([UInt8]) -> Signature
    private(set) var certificate: FeedCertificate

    /// Takes one input and says what is to be done.
    public mutating func handle(_ input: GossipInput, at now: Timestamp) -> [GossipAction] {
        var actions: [GossipAction] = []
        keepPace(with: now)
        switch input {
        case .linkUp(let link, let peers, let theirKey, let ourKey):
            let keys = TransportEnds(theirs: theirKey, ours: ourKey ?? transportKey)
            open(link, to: peers, keys, at: now, &actions)
        case .linkDown(let link):
            close(link)
        case .received(let link, let frame):
            receive(frame, on: link, at: now, &actions)
            endUndecided(link, &actions)
        case .tick:
            tick(at: now, &actions)
        case .roster(let roster):
            guard roster != self.roster else { break }
            adopt(roster)
            checkProofs(&actions)
            dropStrangers(&actions)
            for link in greetedLinks { sendVector(on: link, answer: true, at: now, &actions) }
        case .appended(let events):
            appended(events, at: now, &actions)
        case .stored(let feed, let tip, let signature, let link):
            heads[feed] = signature.map { HeldHead(tip: tip, signature: $0) }
            storedRun(feed, tip, from: link, at: now, &actions)
            release(waiting.takeStored(feed, through: tip.seq), at: now, &actions)
        case .changedKey(let certificate, let sign):
            self.certificate = certificate
            self.sign = sign
            keyChanges[ownFeed] = certificate.keys.changes
        case .lacking(let feed, let places):
            lack(places, of: feed, at: now, &actions)
        case .storeFailed(let feed, let tip, let link):
            forgetChanges(of: feed, after: tip)
            tips[feed] = tip
            stored[feed] = tip
            asked[feed] = nil
            actions.append(.count(Refused("could not be stored"), peer(of: link)))
            release(waiting.takeFailed(feed), asking: false, at: now, &actions)
        case .filled(let feed, let link):
            release(waiting.takeNext(feed, for: .fill(link)), at: now, &actions)
        case .read(let link, let feed, let events):
            answerRead(link, feed, events, at: now, &actions)
        case .compared(let link, let feed, let comparison):
            compared(link, feed, comparison, at: now, &actions)
            release(waiting.takeNext(feed, for: .compare(link)), at: now, &actions)
        case .cut(let feed, let tip):
            forgetChanges(of: feed, after: tip)
            tips[feed] = tip
            stored[feed] = tip
            heads[feed] = nil
            asked[feed] = nil
            uncut[feed] = nil
            soonFingerprint(at: now)
        case .weighed(let verdicts):
            for verdict in verdicts { settle(verdict, at: now, &actions) }
        case .cutFailed(let feed):
            if let feed = feed ?? forks.keys.min() ?? pastForks.keys.min() {
                uncut[feed] = now + settings.cutAgainAfter
            }
        }
        score(&actions, at: now)
        return actions
    }

    private mutating func adopt(_ roster: Roster?) {
        self.roster = roster
        chapters = max(1, roster?.linked.count ?? 1)
        readKeys()
    }

    private mutating func tick(at now: Timestamp, _ actions: inout [GossipAction]) {
        for link in sessions.keys.sorted() {
            guard let session = sessions[link] else { continue }
            if now - session.lastHeard > settings.silentAfter {
                actions.append(.drop(link, reason: "silent"))
                close(link)
            } else if !session.greeted {
                if now - session.since > settings.greetWithin {
                    actions.append(.drop(link, reason: "no greeting"))
                    close(link)
                }
            } else if now >= session.nextFingerprint {
                sendFingerprint(on: link, at: now, &actions)
            } else if now - session.lastSent > settings.pingAfter {
                send(Self.ping, on: link, at: now, &actions)
            }
        }
        let late = asked.keys.filter { now - (asked[$0]?.at ?? now) > settings.answerWithin }
        if !late.isEmpty { askOthers(for: late, at: now, &actions) }
        for feed in uncut.keys.sorted() where now >= uncut[feed] ?? now {
            uncut[feed] = nil
            if epochs.cuts[feed] == nil, let proof = forks[feed] ?? pastForks[feed] {
                actions.append(.cut(proof))
            } else {
                actions.append(.close(feed, after: end(of: feed)))
            }
        }
        tickPush(at: now, &actions)
        tickGate(at: now, &actions)
    }

    private static var ping: WireMessage {
        var message = WireMessage()
        message.ping = WirePing()
        return message
    }

    /// A frame that says nothing but that the link stands.
    public static var pingFrame: [UInt8] { ping.encoded }

    mutating func send(
        _ message: WireMessage, on link: Link, at now: Timestamp,
        _ actions: inout [GossipAction]
    ) {
        sessions[link]?.lastSent = now
        actions.append(.send(link, message.encoded))
    }

    mutating func close(_ link: Link) {
        let peer = peer(of: link)
        sessions[link] = nil
        if !sessions.values.contains(where: { $0.peer == peer }) {
            uncheckedProofs.forget(from: peer)
        }
        for feed in asked.keys.sorted() where asked[feed]?.link == link { asked[feed] = nil }
    }

    private mutating func dropStrangers(_ actions: inout [GossipAction]) {
        for link in sessions.keys.sorted() {
            if !candidates(of: link).contains(where: belongs) {
                actions.append(.drop(link, reason: "not on the roster"))
                close(link)
            }
        }
    }
}
