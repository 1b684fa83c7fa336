public import Sodium

/// One cast paper: what it says under a tracker that only its voter knew.
public struct BallotPaper: Hashable, Sendable {
    /// What a paper says; which of the two depends on the method of the ballot.
    public enum Content: Hashable, Sendable {
        /// The number of an option, from 0; any other is an invalid paper.
        case choice(Int)
        /// For each option a number: 1 for what will do, points, or the rank from 1 on; 0 for none.
        case numbers([UInt8])

        /// The number of the option; nil where there is a number for each.
        public var choice: Int? {
            if case .choice(let number) = self { number } else { nil }
        }
    }

    /// Bytes of a tracker.
    public static let trackerBytes = 16

    /// Sixteen random bytes, made by the form.
    public var tracker: [UInt8]
    /// What it says.
    public var content: Content

    /// A paper.
    public init(tracker: [UInt8], _ content: Content) {
        self.tracker = tracker
        self.content = content
    }

    /// A paper that names one option.
    public init(tracker: [UInt8], choice: Int) { self.init(tracker: tracker, .choice(choice)) }

    /// The number of the option; nil for a paper with numbers.
    public var choice: Int? { content.choice }

    /// The leaf under the papers root: a hash over tracker and choice (4 bytes, big-endian), or over
    /// tracker and numbers.
    public var leaf: Bytes32 {
        switch content {
        case .choice(let choice): digest("rhizome/paper-leaf", tracker, bigEndian(choice))
        case .numbers(let numbers): digest("rhizome/numbered-paper-leaf", tracker, numbers)
        }
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
