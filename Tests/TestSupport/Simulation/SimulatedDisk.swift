public import Federation
public import Feeds
import Sodium
import Synchronization

/// A disk has refused to write: it is full, or broken. Nothing of the write was kept.
public struct DiskRefusal: Error {}

/// The power went in the middle of a write.
public struct PowerCut: Error {
    /// Whether the write had reached the disk.
    public let committed: Bool
}

/// How a node's disk misbehaves, of a thousand writes.
public struct DiskFaults: Hashable, Sendable {
    /// Writes that are refused, and reads.
    public var refusedPerMille = 0
    /// Writes in which the power goes: before the commit, after it, or once the high-water file is
    /// written, and always before anybody is told.
    public var cutPerMille = 0
    /// So many of the last writes are gone after a power cut, because the disk had said that they
    /// were on it and they were not.
    public var forgets = 0

    /// A disk that does what it says.
    public init() {}
}

/// A store on a disk that may fail, with the high-water file beside it.
///
/// What is said to be stored is there after a power cut, unless the disk `forgets`.
public final class SimulatedDisk: SimulatedStore {
    /// How it misbehaves.
    public var faults = DiskFaults()
    /// The database on it.
    public private(set) var inner: any SimulatedStore
    private let feed: FeedName
    private let mark: Mark
    private let highWater: HighWater
    private let ledger: Ledger
    private var random: SplitMix64
    /// What the disk held before its last writes, the oldest first.
    private var before: [any SimulatedStore] = []

    /// An empty disk.
    ///
    /// `place`: what the high-water file calls the database's place.
    public init(
        feed: FeedName, place: String, seed: UInt64, ledger: Ledger,
        store: (HighWater) throws -> any SimulatedStore
    ) throws {
        self.feed = feed
        self.ledger = ledger
        random = SplitMix64(seed: seed)
        mark = Mark()
        highWater = HighWater(file: mark, place: place)
        inner = try store(highWater)
    }

    private init(
        _ disk: SimulatedDisk, feed: FeedName, mark: Mark, highWater: HighWater,
        inner: any SimulatedStore
    ) {
        self.feed = feed
        ledger = disk.ledger
        random = SplitMix64(seed: disk.random.next())
        self.mark = mark
        self.highWater = highWater
        self.inner = inner
        faults = disk.faults
    }

    /// The disk as it was, or its files copied elsewhere, `place` then being another one.
    public func copied(to place: String) throws -> SimulatedDisk {
        let mark = Mark(mark.bytes())
        let highWater = HighWater(file: mark, place: place)
        return SimulatedDisk(
            self, feed: feed, mark: mark, highWater: highWater,
            inner: try inner.copy(highWater: highWater))
    }

    /// An older copy of the database alone is put back, in its place; the file beside it stays.
    public func putBack(_ older: SimulatedDisk) throws {
        inner = try older.inner.copy(highWater: highWater)
        before = []
    }

    /// Whether the store may be older than what was sent out, as a node finds when it starts.
    public func mayBeOld() throws -> Bool {
        if case .restored = highWater.verdict(on: try inner.ends().tips[feed] ?? .empty, of: feed) {
            true
        } else {
            false
        }
    }

    /// What is on the disk once the power is back.
    public func comeBack() {
        if let oldest = before.first {
            inner = oldest
            ledger.happened("forgotten writes")
        }
        before = []
    }

    private enum Fate { case done, refused, cut(Int) }

    private func fate() -> Fate {
        let draw = Int.random(in: 0..<1000, using: &random)
        if draw < faults.refusedPerMille { return .refused }
        guard draw < faults.refusedPerMille + faults.cutPerMille else { return .done }
        return .cut(Int.random(in: 0...2, using: &random))
    }

    /// Writes to the disk: all of it or nothing, and fate may strike at each step.
    private func write<Value>(_ body: () throws -> Value) throws -> Value {
        if faults.forgets > 0 {
            before.append(try inner.copy(highWater: highWater))
            if before.count > faults.forgets { before.removeFirst() }
        }
        switch fate() {
        case .done: return try body()
        case .refused:
            ledger.happened("refused writes")
            throw DiskRefusal()
        case .cut(0):
            ledger.happened("power cuts before a commit")
            throw PowerCut(committed: false)
        case .cut(let step):
            mark.isOff = step == 1
            _ = try body()
            mark.isOff = false
            ledger.happened("power cuts after a commit")
            throw PowerCut(committed: true)
        }
    }

    public func receive(_ run: VerifiedRun) throws -> Tip {
        try write {
            let tip = try inner.receive(run)
            if run.feed.chapter != feed.chapter { ledger.reached(feed.chapter, run.events) }
            return tip
        }
    }

    public func append(_ kind: Kind, _ payload: [UInt8], at now: Timestamp) throws -> Event {
        let event = try write {
            let event = try inner.append(kind, payload, at: now)
            ledger.signed(event)
            return event
        }
        ledger.acknowledged(event)
        if !mark.covers(event) { ledger.unmarked(event) }
        return event
    }

    public func changeKey(seed: [UInt8], at now: Timestamp) throws -> (
        event: Event, author: FeedAuthor
    ) {
        let changed = try write {
            let changed = try inner.changeKey(seed: seed, at: now)
            ledger.signed(changed.event)
            return changed
        }
        ledger.acknowledged(changed.event)
        if !mark.covers(changed.event) { ledger.unmarked(changed.event) }
        return changed
    }

    public func weigh(_ proof: ForkProof?, founders: [ChapterID]) throws -> [ForkVerdict] {
        try write { try inner.weigh(proof, founders: founders) }
    }

    public func close(_ feed: FeedName, after seq: UInt64) throws -> Tip {
        try write { try inner.close(feed, after: seq) }
    }

    public func renewed(by author: FeedAuthor, _ opening: FeedOpening, at now: Timestamp) throws
        -> any SimulatedStore
    {
        let renewed = SimulatedDisk(
            self, feed: author.feed, mark: mark, highWater: highWater,
            inner: try inner.renewed(by: author, opening, at: now))
        for event in try renewed.inner.events(of: author.feed) {
            ledger.signed(event)
            ledger.acknowledged(event)
        }
        return renewed
    }

    public func copy(highWater: HighWater?) throws -> any SimulatedStore {
        try inner.copy(highWater: highWater)
    }

    public func ends() throws -> (tips: [FeedName: Tip], heads: [FeedName: Gossip.HeldHead]) {
        try inner.ends()
    }
    public func forks() throws -> [ForkVerdict] { try inner.forks() }
    public func fill(_ branch: VerifiedRun) throws { try write { try inner.fill(branch) } }
    public func lacking(_ chapter: ChapterID?) throws -> [FeedName: [UInt64]] {
        try inner.lacking(chapter)
    }
    public func keyChanges() throws -> [FeedName: [KeyChange]] { try inner.keyChanges() }
    public func handed(to author: FeedAuthor) throws -> any SimulatedStore {
        SimulatedDisk(
            self, feed: author.feed, mark: mark, highWater: highWater,
            inner: try inner.handed(to: author))
    }
    public func run(_ feed: FeedName, from: UInt64) throws -> [Event] {
        try read()
        return try inner.run(feed, from: from)
    }
    public func compare(_ branch: VerifiedRun) throws -> GossipInput.Comparison {
        try read()
        return try inner.compare(branch)
    }
    private func read() throws {
        guard Int.random(in: 0..<1000, using: &random) < faults.refusedPerMille else { return }
        ledger.happened("refused reads")
        throw DiskRefusal()
    }
    public func openings() throws -> [FeedOpening] { try inner.openings() }
    public func log() throws -> [FeedName: [EventID]] { try inner.log() }
}

/// The high-water file on a simulated disk.
private final class Mark: ReplacedFile {
    private let state: Mutex<(bytes: [UInt8]?, isOff: Bool)>

    init(_ bytes: [UInt8]? = nil) { state = Mutex((bytes, false)) }

    /// Whether the power is gone: what is written does not arrive.
    var isOff: Bool {
        get { state.withLock { $0.isOff } }
        set { state.withLock { $0.isOff = newValue } }
    }

    func bytes() -> [UInt8]? { state.withLock { $0.bytes } }

    func replace(with bytes: [UInt8]) -> String? {
        state.withLock { state in
            guard !state.isOff else { return "the power is gone" }
            state.bytes = bytes
            return nil
        }
    }

    /// Whether it names this very event.
    func covers(_ event: Event) -> Bool {
        String(decoding: bytes() ?? [], as: UTF8.self).contains(event.id.description)
    }
}
