public import Sodium

/// Whom a node dials, from the roster.
///
/// Among few chapters everybody is linked with everybody. Among many a node dials the next chapter
/// on the ring of ids and a few at random, replaces these slowly, and now and then visits one of all
/// the others for a moment, so that no part of the federation can drift away from the rest.
public struct Topology: Sendable {
    /// A chapter that may be dialled.
    public struct Candidate: Sendable {
        /// The chapter.
        public let chapter: ChapterID
        /// Whether its node can be dialled; others only dial out.
        public let listens: Bool

        /// Names a chapter.
        public init(_ chapter: ChapterID, listens: Bool) {
            self.chapter = chapter
            self.listens = listens
        }
    }

    /// So many neighbours are chosen at random besides the next one on the ring.
    static let randomNeighbours = 3
    /// One of them is replaced so often, in milliseconds.
    static let replacedEvery: Int64 = 10 * 60_000
    /// One that cannot be reached for so long is replaced, in milliseconds.
    static let givenUpAfter: Int64 = 30_000
    /// A visit ends after so long, in milliseconds, even when it is not done.
    public static let visitAtMost: Int64 = 60_000

    private let chapter: ChapterID
    private let settings: GossipSettings
    private var random: RandomStream
    private var chosen: [ChapterID: Timestamp] = [:]
    private var replaceAt: Timestamp
    private var visitAt: Timestamp

    /// The neighbours of a chapter's node, none chosen yet.
    public init(of chapter: ChapterID, settings: GossipSettings, seed: Bytes32, at now: Timestamp) {
        self.chapter = chapter
        self.settings = settings
        random = RandomStream(seed: seed)
        replaceAt = now + Self.replacedEvery
        visitAt = now + settings.reconcileEvery / 2
    }

    /// Whether everybody is linked with everybody; `others` are all linked chapters but this one.
    public func isMesh(_ others: [Candidate]) -> Bool { others.count < settings.meshChapters }

    /// The chapters to be linked with by dialling them.
    ///
    /// `isConnected`: whether a chapter's node is linked now, whoever dialled.
    public mutating func neighbours(
        among others: [Candidate], at now: Timestamp, isConnected: (ChapterID) -> Bool
    ) -> Set<ChapterID> {
        let listening = others.filter { $0.listens && $0.chapter != chapter }.map(\.chapter)
        guard !isMesh(others) else { return Set(listening) }
        let sorted = listening.sorted()
        let ids = Set(sorted)
        // A clock that was set back does not put it off.
        replaceAt = min(replaceAt, now + Self.replacedEvery)
        for (neighbour, since) in chosen {
            if isConnected(neighbour) || since > now {
                chosen[neighbour] = now
            } else if now - since > Self.givenUpAfter || !ids.contains(neighbour) {
                chosen[neighbour] = nil
            }
        }
        if now >= replaceAt, let oldest = chosen.keys.sorted().first {
            replaceAt = now + Self.replacedEvery
            chosen[pick(chosen.keys.sorted()) ?? oldest] = nil
        }
        var neighbours = Set([sorted.first { $0 > chapter } ?? sorted.first].compactMap { $0 })
        while chosen.count < Self.randomNeighbours {
            let free = sorted.filter { chosen[$0] == nil && !neighbours.contains($0) }
            guard let next = pick(free) else { break }
            chosen[next] = now
        }
        neighbours.formUnion(chosen.keys)
        return neighbours
    }

    /// A chapter to be visited now, once in a while; nil most of the time and among few chapters.
    public mutating func visit(
        among others: [Candidate], at now: Timestamp, isConnected: (ChapterID) -> Bool
    ) -> ChapterID? {
        let every = settings.reconcileEvery
        visitAt = min(visitAt, now + 2 * every)
        guard !isMesh(others), now >= visitAt else { return nil }
        visitAt = now + every / 2 + Int64(random.number(below: UInt64(every)))
        return pick(
            others.filter { $0.listens && $0.chapter != chapter && !isConnected($0.chapter) }
                .map(\.chapter).sorted())
    }

    private mutating func pick(_ chapters: [ChapterID]) -> ChapterID? {
        chapters.isEmpty ? nil : chapters[Int(random.number(below: UInt64(chapters.count)))]
    }
}
