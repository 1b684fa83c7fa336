import FoundationEssentials

/// Papers of a ballot, published at its close in the order of their trackers.
///
/// Specification: Protocol/ballots.proto, kind 98.
public struct BallotPapersPublished: Hashable, Sendable {
    /// The longest payload, in bytes: it stays well inside one event.
    public static let payloadBytes = 12 * 1024
    /// The most papers of one event: at 23 bytes a paper that names one option they fit with room to
    /// spare.
    public static let mostPapers = 480
    /// The most papers with numbers of one event: each has at most 54 bytes.
    private static let mostNumberedPapers = 220
    /// The highest choice that a paper can carry, beyond the last option of any ballot.
    public static let mostChoice = 255

    /// The ballot.
    public var ballot: ObjectID
    /// Papers whose trackers ascend.
    public var papers: [BallotPaper]

    /// Names the ballot and collects papers.
    public init(ballot: ObjectID, papers: [BallotPaper]) {
        self.ballot = ballot
        self.papers = papers
    }

    /// Reads a payload and checks every limit.
    public init(payload: [UInt8]) throws(PayloadError) {
        guard payload.count <= Self.payloadBytes else { throw .outOfBounds("papers") }
        let wire = try Bounds.decode(WireBallotPapersPublished.self, payload)
        ballot = try Bounds.object(wire.ballot, "ballot")
        guard (1...Self.mostPapers).contains(wire.papers.count) else {
            throw .outOfBounds("papers")
        }
        var papers: [BallotPaper] = []
        papers.reserveCapacity(wire.papers.count)
        for paper in wire.papers {
            let tracker = try Bounds.nonce(paper.tracker, "tracker")
            guard paper.choice <= UInt32(Self.mostChoice) else { throw .outOfBounds("choice") }
            let numbers = Array(paper.numbers)
            guard numbers.isEmpty || BallotAnnounced.optionCount.contains(numbers.count) else {
                throw .outOfBounds("numbers")
            }
            guard numbers.isEmpty || paper.choice == 0 else { throw .outOfBounds("choice") }
            let next = BallotPaper(
                tracker: tracker, numbers.isEmpty ? .choice(Int(paper.choice)) : .numbers(numbers))
            if let last = papers.last, !BallotPaper.isBefore(last, next) {
                throw .outOfBounds("tracker")
            }
            papers.append(next)
        }
        self.papers = papers
    }

    /// The payload to sign.
    public func payload() -> [UInt8] {
        var wire = WireBallotPapersPublished()
        wire.ballot = Data(ballot.bytes)
        wire.papers = papers.map { paper in
            var wire = WireBallotPaper()
            wire.tracker = Data(paper.tracker)
            switch paper.content {
            case .choice(let choice): wire.choice = UInt32(choice)
            case .numbers(let numbers): wire.numbers = Data(numbers)
            }
            return wire
        }
        return Bounds.encode(wire)
    }

    /// Cuts sorted papers into events.
    public static func batches(ballot: ObjectID, sorted: [BallotPaper]) -> [BallotPapersPublished] {
        let most = sorted.first?.choice == nil ? mostNumberedPapers : mostPapers
        return stride(from: 0, to: sorted.count, by: most).map { start in
            let end = min(start + most, sorted.count)
            return BallotPapersPublished(ballot: ballot, papers: Array(sorted[start..<end]))
        }
    }
}
