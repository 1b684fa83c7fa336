public import Sodium

/// One cast paper: a choice under a tracker that only its voter knew.
public struct BallotPaper: Hashable, Sendable {
    /// Bytes of a tracker.
    public static let trackerBytes = 16

    /// Sixteen random bytes, made by the form.
    public var tracker: [UInt8]
    /// The number of an option, from 0; any other is an invalid paper.
    public var choice: Int

    /// A paper.
    public init(tracker: [UInt8], choice: Int) {
        self.tracker = tracker
        self.choice = choice
    }

    /// The leaf under the papers root: a hash over tracker and choice (4 bytes, big-endian).
    public var leaf: Bytes32 {
        digest("rhizome/paper-leaf", tracker, bigEndian(choice))
    }

    /// The root over papers in the order of their trackers.
    public static func root(_ sorted: [BallotPaper]) -> Bytes32 {
        merkleRoot(sorted.map(\.leaf))
    }

    /// Orders papers by their trackers, the only order that says nothing about the voters.
    public static func isBefore(_ left: BallotPaper, _ right: BallotPaper) -> Bool {
        left.tracker.lexicographicallyPrecedes(right.tracker)
    }
}
