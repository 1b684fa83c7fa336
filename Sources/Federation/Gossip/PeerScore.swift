import Sodium

/// How much of what a chapter's node sent lately had to be refused; it halves with time.
///
/// Faults that an honest node can commit count nothing: a relay passes on only what it has checked,
/// so whoever sends a bad signature has not.
struct PeerScore: Sendable {
    /// In so long half of it is forgotten, in milliseconds.
    static let halfLife: Int64 = 60_000
    /// With so many points the links with the node are ended.
    static let tooMuch = 1000.0
    /// And no new one is taken for so long, in milliseconds.
    static let shutOut: Int64 = 60_000

    private(set) var points = 0.0
    private var at: Timestamp
    private(set) var shutUntil: Timestamp?

    init(at now: Timestamp) { at = now }

    /// Adds points; true where it has just become too much.
    mutating func add(_ more: Double, at now: Timestamp) -> Bool {
        let halves = Double(max(0, now - at)) / Double(Self.halfLife)
        // A halving more or less would not matter: so no power function is needed.
        for _ in 0..<Int(min(halves, 64)) { points /= 2 }
        if halves >= 1 { at = now }
        points += more
        guard points >= Self.tooMuch else { return false }
        points = 0
        shutUntil = now + Self.shutOut
        return true
    }

    /// Moves what was noted when the clock was set.
    mutating func move(by milliseconds: Int64) {
        at.milliseconds += milliseconds
        shutUntil?.milliseconds += milliseconds
    }

    /// Whether no link is taken now.
    func isShutOut(at now: Timestamp) -> Bool { shutUntil.map { now < $0 } ?? false }

    /// What a refusal counts, by its name.
    static func points(for refused: Refused) -> Double {
        switch refused.name {
        // A signature costs as much as twenty frames to check.
        case "bad signature", "bad fork proof", "hello not signed by its chapter": 20
        case "malformed frame", "malformed run", "oversized run", "malformed challenge",
            "malformed hello", "message out of place", "time runs backwards",
            "run not ended where it must", "too many ranges", "too many feeds", "vector too long",
            "tips too long":
            1
        case "too many messages", "too many pushed bytes", "too many fork proofs",
            "message before greeting":
            0.25
        default: 0
        }
    }
}

/// Ending links with nodes that send mostly what has to be refused.
extension Gossip {
    static let tooMuchRefused = "too much was refused"

    /// Counts what was refused against who sent it.
    mutating func score(_ actions: inout [GossipAction], at now: Timestamp) {
        var shut: [ChapterID] = []
        for case .count(let refused, let peer) in actions where peer != chapter {
            let points = PeerScore.points(for: refused)
            guard points > 0 else { continue }
            if scores[peer, default: PeerScore(at: now)].add(points, at: now) { shut.append(peer) }
        }
        for peer in shut {
            for link in sessions.keys.sorted() where sessions[link]?.peer == peer {
                actions.append(.drop(link, reason: Self.tooMuchRefused))
                close(link)
            }
        }
    }

    /// Whether no link with a chapter's node is taken now, for what it sent.
    public func isShutOut(_ peer: ChapterID, at now: Timestamp) -> Bool {
        scores[peer]?.isShutOut(at: now) ?? false
    }
}
