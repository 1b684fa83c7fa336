import Federation
import Foundation
import Sodium

/// An event with its signature, as anybody can check it.
public struct SignedEvent: Hashable, Sendable, Codable {
    /// The header, hexadecimal.
    public var header: String
    /// Salt and payload, hexadecimal.
    public var body: String
    /// The author's signature, hexadecimal.
    public var signature: String

    init(_ event: Event) {
        header = Hex.text(event.header.bytes)
        body = Hex.text(event.body ?? [])
        signature = Hex.text(event.signature?.bytes ?? [])
    }

    /// What the event says, with what is wrong with it.
    func opened(by keys: FeedKeys?, of chapter: ChapterID) -> (
        place: UInt64, kind: Kind, payload: [UInt8], finding: String?
    )? {
        guard let bytes = Hex.bytes(header), let header = EventHeader(bytes: bytes),
            let suffix = EventSuffix(bytes: header.suffix), let body = Hex.bytes(body)
        else { return nil }
        let payload = Array(body.dropFirst(Limits.saltBytes))
        return (
            header.seq, suffix.kind, payload,
            fault(header, suffix, body, keys?.key(at: header.seq), chapter)
        )
    }

    private func fault(
        _ header: EventHeader, _ suffix: EventSuffix, _ body: [UInt8], _ key: PublicKey?,
        _ chapter: ChapterID
    ) -> String? {
        let what = "Event \(header.seq) (\(suffix.kind.words))"
        guard header.feed.chapter == chapter else {
            return what + " was written by another chapter."
        }
        guard header.bodyHash == digest("rhizome/body", body) else {
            return what + " was changed: its contents do not match its signed header."
        }
        guard let key else { return what + " cannot be checked: the chapter's key is missing." }
        let signed = EventHeader.signedBytes(chapter, header.id)
        guard let bytes = Hex.bytes(signature), let signature = Signature(bytes),
            key.isValid(signature, for: signed)
        else { return what + " carries no valid signature of the chapter: it was changed." }
        return nil
    }
}

extension Kind {
    /// What kinds of ballot events are called in findings.
    var words: String {
        switch self {
        case .ballotAnnounced: "the announcement"
        case .ballotOpened: "the opening"
        case .ballotPapersPublished: "papers"
        case .ballotClosed: "the close"
        case .ballotCancelled: "the cancellation"
        default: "kind \(rawValue)"
        }
    }
}

/// Whether a ballot's result holds, and if not, what was changed.
public struct BallotVerification: Hashable, Sendable, Codable {
    /// Whether nothing was found.
    public var valid: Bool { findings.isEmpty }
    /// What was found, in words, each naming the changed thing.
    public var findings: [String]

    enum CodingKeys: String, CodingKey {
        case valid
        case findings
    }

    init(findings: [String]) { self.findings = findings }

    /// Reads the findings.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        findings = try container.decode([String].self, forKey: .findings)
    }

    /// Writes both.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(valid, forKey: .valid)
        try container.encode(findings, forKey: .findings)
    }
}

/// What is claimed about a ballot, beside the signed events that must bear it out.
struct BallotEvidence {
    let ballot: ObjectID
    let chapter: ChapterID
    /// The keys of the feed in which the ballot stands.
    let keys: FeedKeys?
    let events: [SignedEvent]
    /// The papers as the tables or the file list them.
    let listed: [BallotPaper]
    /// The payload of the closing as the tables have it; nil where only the events have it.
    let listedClosing: [UInt8]?

    /// Checks everything against the signed events, and the events against themselves.
    func verification() -> BallotVerification {
        var findings: [String] = []
        var manifests: [[UInt8]] = []
        var opening: BallotOpened?
        var closing: [UInt8]?
        var signed: [BallotPaper] = []
        var last: UInt64 = 0
        for event in events {
            guard let (place, kind, payload, fault) = event.opened(by: keys, of: chapter) else {
                findings.append("An event cannot be read.")
                continue
            }
            if let fault { findings.append(fault) }
            if place <= last {
                findings.append("Event \(place) (\(kind.words)) stands in the wrong place.")
            }
            last = place
            switch kind {
            case .ballotAnnounced: manifests.append(payload)
            case .ballotOpened: opening = try? BallotOpened(payload: payload)
            case .ballotPapersPublished:
                signed += (try? BallotPapersPublished(payload: payload))?.papers ?? []
            case .ballotClosed: closing = payload
            default: break
            }
        }
        findings += manifestFindings(manifests, opening, closing)
        findings += paperFindings(signed)
        if let listedClosing, listedClosing != closing {
            findings.append("The stored result is not the signed one: it was changed.")
        }
        if let manifest = manifests.first, let closing {
            findings += BallotFindings(
                ballot: ballot, chapter: chapter, manifest: manifest, closing: closing,
                papers: signed
            ).all()
        }
        return BallotVerification(findings: findings)
    }

    private func manifestFindings(
        _ manifests: [[UInt8]], _ opening: BallotOpened?, _ closing: [UInt8]?
    ) -> [String] {
        guard let manifest = manifests.first else { return ["The announcement is missing."] }
        var findings: [String] = []
        let nonce = (try? BallotAnnounced(payload: manifest))?.nonce ?? []
        if ObjectID(chapter: chapter, nonce: nonce) != ballot {
            findings.append("The announcement belongs to another ballot.")
        }
        if manifests.count > 1 {
            findings.append(
                "The ballot was announced \(manifests.count) times: its question or roll was "
                    + "changed after it was fixed.")
        }
        if opening?.manifestHash != BallotAnnounced.hash(payload: manifest) {
            findings.append("The manifest was changed: it is not the one that was opened.")
        }
        guard let closing else { return findings + ["The result is missing."] }
        let closed = try? BallotClosed(payload: closing)
        if closed?.manifestHash != BallotAnnounced.hash(payload: manifest) {
            findings.append("The manifest was changed: it is not the one that was closed.")
        }
        return findings
    }

    /// Compares the listed papers with the signed ones, one by one.
    private func paperFindings(_ signed: [BallotPaper]) -> [String] {
        var findings: [String] = []
        let contents = Dictionary(
            signed.map { ($0.tracker, $0.content) }, uniquingKeysWith: { first, _ in first })
        if contents.count != signed.count {
            findings.append("A paper was published twice.")
        }
        var seen: Set<[UInt8]> = []
        for paper in listed {
            let code = Hex.text(paper.tracker)
            guard seen.insert(paper.tracker).inserted else {
                findings.append("Paper \(code) is listed twice.")
                continue
            }
            guard let content = contents[paper.tracker] else {
                findings.append("Paper \(code) is not among the signed papers: it was added.")
                continue
            }
            if content != paper.content {
                findings.append("Paper \(code) was changed: the signed one has another choice.")
            }
        }
        for paper in signed where !seen.contains(paper.tracker) {
            findings.append("Paper \(Hex.text(paper.tracker)) is missing: it was signed.")
        }
        return findings
    }
}
