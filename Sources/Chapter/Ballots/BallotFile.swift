import Federation
public import Foundation
import Sodium

/// Everything that anybody needs to check a closed ballot alone, as one JSON value.
///
/// The signed events are the evidence; what is beside them is there to be read by people and must
/// agree with them.
public struct BallotFile: Hashable, Sendable, Codable {
    /// The only form there is.
    public static let format = "rhizome-ballot-1"
    /// The largest file that is read, in bytes.
    public static let mostBytes = 256 * 1024 * 1024

    /// One published paper.
    public struct Paper: Hashable, Sendable, Codable {
        /// The tracker, hexadecimal.
        public var tracker: String
        /// The number of the option, from 0; absent where papers have numbers.
        public var choice: Int?
        /// What it says of each option; absent where papers name one option.
        public var numbers: [UInt8]?

        init(_ paper: BallotPaper) {
            tracker = Hex.text(paper.tracker)
            switch paper.content {
            case .choice(let choice): self.choice = choice
            case .numbers(let numbers): self.numbers = numbers
            }
        }

        /// What it says; nil where it says nothing or two things.
        var content: BallotPaper.Content? {
            switch (choice, numbers) {
            case (let choice?, nil): .choice(choice)
            case (nil, let numbers?): .numbers(numbers)
            default: nil
            }
        }
    }

    /// The form of the file.
    public var format: String
    /// The chapter that held the ballot, hexadecimal.
    public var chapterID: String
    /// The ballot, hexadecimal.
    public var ballotID: String
    /// The first event of the chapter's feed, which proves its key: the payload, hexadecimal.
    public var opening: String
    /// The changes of that key since, in order: payloads, hexadecimal; absent where there are none.
    public var keyChanges: [String]?
    /// What was asked.
    public var question: String
    /// The answers in their order.
    public var options: [String]
    /// The papers for each option.
    public var counts: [Int]
    /// The papers in the order of their trackers.
    public var papers: [Paper]
    /// The events of the ballot, signed by the chapter.
    public var events: [SignedEvent]

    /// The file as it is written.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Reads a file; what is no ballot file is a refusal.
    public static func read(_ json: Data) -> Result<BallotFile, Refusal> {
        guard json.count <= mostBytes,
            let file = try? JSONDecoder().decode(BallotFile.self, from: json),
            file.format == format
        else { return .failure(Refusal(.invalid, "This is no ballot file (\(format)).")) }
        return .success(file)
    }

    /// Checks the file by itself: signatures, manifest, papers, counts.
    ///
    /// It holds for the chapter that the file names; that this is the chapter you mean is for you
    /// to compare.
    public func verification() -> BallotVerification {
        guard let chapter = ChapterID(chapterID), let ballot = ObjectID(ballotID) else {
            return BallotVerification(findings: ["The ids cannot be read."])
        }
        var findings: [String] = []
        let opening = Hex.bytes(opening).flatMap { FeedOpening(payload: $0) }
        let isOwn = opening?.certificate.chapter == chapter
        if !isOwn { findings.append("The key in the file is not the chapter's.") }
        let evidence = BallotEvidence(
            ballot: ballot, chapter: chapter, keys: isOwn ? keys(after: opening) : nil,
            events: events, listed: listed(&findings), listedClosing: nil)
        findings += evidence.verification().findings + wordFindings()
        return BallotVerification(findings: findings)
    }

    /// The keys that the file names; a change that does not count changes nothing.
    private func keys(after opening: FeedOpening?) -> FeedKeys? {
        var keys = opening?.certificate.keys
        for text in keyChanges ?? [] {
            guard let change = Hex.bytes(text).flatMap({ KeyChange(payload: $0) }) else { continue }
            _ = keys?.take(change)
        }
        return keys
    }

    private func listed(_ findings: inout [String]) -> [BallotPaper] {
        papers.compactMap { paper in
            guard let tracker = Hex.bytes(paper.tracker),
                tracker.count == BallotPaper.trackerBytes
            else {
                findings.append("Paper \(paper.tracker.prefix(40)) has no proper tracker.")
                return nil
            }
            guard let content = paper.content else {
                findings.append("Paper \(paper.tracker.prefix(40)) says nothing that can be read.")
                return nil
            }
            return BallotPaper(tracker: tracker, content)
        }
    }

    /// Compares what is there to be read with the signed manifest and result.
    private func wordFindings() -> [String] {
        var findings: [String] = []
        for event in events {
            guard let header = Hex.bytes(event.header).flatMap({ EventHeader(bytes: $0) }),
                let kind = EventSuffix(bytes: header.suffix)?.kind,
                let payload = Hex.bytes(event.body)?.dropFirst(Limits.saltBytes)
            else { continue }
            if kind == .ballotAnnounced,
                let manifest = try? BallotAnnounced(payload: Array(payload)),
                Array(manifest.question.utf8) != Array(question.utf8)
                    || manifest.options.map({ Array($0.utf8) }) != options.map({ Array($0.utf8) })
            {
                findings.append("The question or the options were changed.")
            }
            if kind == .ballotClosed, let closed = try? BallotClosed(payload: Array(payload)),
                closed.counts != counts
            {
                findings.append("The counts were changed: the signed result has others.")
            }
        }
        return findings
    }
}
