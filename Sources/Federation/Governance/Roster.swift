public import Sodium

/// How a chapter stands in a federation.
public enum Standing: Hashable, Sendable {
    /// Shares and reads everything and may endorse.
    case seated
    /// Shares and reads everything.
    case admitted
    /// Vouched for by too few chapters so far.
    case candidate(endorsements: Int, needed: Int)
    /// Belonged once. Its history stays.
    case left

    /// Whether the chapter's node is linked with ours.
    public var belongs: Bool { self == .seated || self == .admitted }
}

/// A chapter on the roster.
public struct RosterEntry: Hashable, Sendable {
    /// The chapter.
    public let chapter: ChapterID
    /// The name it goes by now.
    public let name: String
    /// Its feed's key.
    public let certificate: FeedCertificate
    /// How its node is reached now.
    public let node: NodeRecord
    /// How it stands.
    public let standing: Standing

    package init(
        chapter: ChapterID, name: String, certificate: FeedCertificate, node: NodeRecord,
        standing: Standing
    ) {
        self.chapter = chapter
        self.name = name
        self.certificate = certificate
        self.node = node
        self.standing = standing
    }
}

/// Who belongs to a federation, computed from the events alone.
///
/// Every node that holds the same events computes the same roster, whatever the order in which
/// they came and whatever its clock says. Protocol/README.md, "Federations".
public struct Roster: Hashable, Sendable {
    /// The federation.
    public let federation: FederationID
    /// Its name.
    public let name: String
    /// The chapters, ascending by id, also those that left and those that are not yet in.
    public let entries: [RosterEntry]

    package init(federation: FederationID, name: String, entries: [RosterEntry]) {
        self.federation = federation
        self.name = name
        self.entries = entries.sorted { $0.chapter < $1.chapter }
    }

    /// The chapter's entry, if it has one.
    public func entry(_ chapter: ChapterID) -> RosterEntry? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].chapter < chapter { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].chapter == chapter else { return nil }
        return entries[low]
    }

    /// The chapters that are linked.
    public var linked: [RosterEntry] { entries.filter(\.standing.belongs) }

    /// A hash by which two nodes see whether they know the same roster.
    public var hash: Bytes32 {
        var state = HashState("rhizome/roster")
        for entry in entries {
            state.update(entry.chapter.bytes)
            switch entry.standing {
            case .seated: state.update([1])
            case .admitted: state.update([2])
            case .candidate: state.update([3])
            case .left: state.update([4])
            }
        }
        return state.finish()
    }
}

/// What the events say about who belongs together, gathered from all feeds in any order.
public struct GovernanceFacts: Sendable {
    /// One endorsement and where it stands.
    public struct Vouching: Sendable {
        /// Whose feed it stands in.
        public let endorser: ChapterID
        /// Its place in the endorser's history.
        public let place: UInt64
        /// What it says.
        public let endorsement: Endorsement

        /// An endorsement at this place of its endorser's feed.
        public init(endorser: ChapterID, place: UInt64, endorsement: Endorsement) {
            self.endorser = endorser
            self.place = place
            self.endorsement = endorsement
        }
    }

    /// A node record and where it stands.
    public struct RecordedNode: Sendable {
        /// Its place in the history of its chapter.
        public let place: UInt64
        /// What it says.
        public let record: NodeRecord

        /// A node record at this place of its chapter's history.
        public init(place: UInt64, record: NodeRecord) {
            self.place = place
            self.record = record
        }
    }

    /// The endorsements, in any order.
    public var vouchings: [Vouching] = []
    /// For each chapter that ever left the federation, the place of its last departure in its
    /// history.
    public var departures: [ChapterID: UInt64] = [:]
    /// The latest node record of each chapter that wrote one.
    public var nodes: [ChapterID: RecordedNode] = [:]
    /// The latest name of each chapter that described itself.
    public var names: [ChapterID: String] = [:]
    /// The certificate of each chapter's latest epoch, where it is not the first.
    public var certificates: [ChapterID: FeedCertificate] = [:]

    /// Nothing yet.
    public init() {}
}

extension Roster {
    /// While an endorser knows of fewer chapters than this, its word alone is enough.
    static let smallFederation = 4
    /// Afterwards so many seated chapters must vouch, or all of them where there are fewer.
    static let endorsementsNeeded = 2

    /// Computes the roster of a federation.
    public init(_ certificate: FederationCertificate, _ facts: GovernanceFacts) {
        federation = certificate.federation
        name = certificate.genesis.name
        let founders = Dictionary(
            certificate.founders.map { ($0.chapter, $0) }, uniquingKeysWith: { first, _ in first })
        let seated = certificate.founders.filter { facts.departures[$0.chapter] == nil }
        var standings: [ChapterID: (Introduction, Standing)] = [:]
        for founder in certificate.founders {
            let left = facts.departures[founder.chapter] != nil
            standings[founder.chapter] = (founder, left ? .left : .seated)
        }
        let needed = min(Self.endorsementsNeeded, max(1, seated.count))
        for (chapter, vouchings) in Self.counted(facts, certificate) {
            if let standing = standings[chapter], standing.1 == .seated { continue }
            guard let latest = vouchings.max(by: { $0.head < $1.head }) else { continue }
            let returned = facts.departures[chapter].map { departure in
                vouchings.filter { $0.head >= departure }
            }
            let valid = (returned ?? vouchings).filter { founders[$0.endorser] != nil }
            let endorsers = Set(valid.map(\.endorser)).count
            let standing: Standing =
                if valid.contains(where: \.alone) || endorsers >= needed {
                    .admitted
                } else if returned != nil {
                    .left
                } else {
                    .candidate(endorsements: endorsers, needed: needed)
                }
            standings[chapter] = (latest.candidate, standing)
        }
        let returns = Self.returns(facts, in: federation)
        entries = standings.sorted { $0.key < $1.key }.map { chapter, value in
            let certificates = [value.0.certificate, facts.certificates[chapter]]
            let introductions = [value.0, returns[chapter]].compactMap { $0 }
            let introduction = introductions.max { $0.headPlace < $1.headPlace } ?? value.0
            return RosterEntry(
                chapter: chapter, name: facts.names[chapter] ?? value.0.name,
                certificate: certificates.compactMap { $0 }.max { $0.epoch < $1.epoch }
                    ?? value.0.certificate,
                node: Self.node(of: introduction, facts.nodes[chapter]),
                standing: value.1)
        }
    }

    /// A record that was written before the chapter introduced itself is older than what it said
    /// then: it comes first when the chapter's history is fetched.
    private static func node(
        of introduction: Introduction, _ recorded: GovernanceFacts.RecordedNode?
    ) -> NodeRecord {
        guard let recorded, recorded.place > introduction.headPlace else {
            return introduction.node
        }
        return recorded.record
    }

    private struct Counted {
        let endorser: ChapterID
        let candidate: Introduction
        /// How far the candidate's history went when it introduced itself.
        var head: UInt64 { candidate.headPlace }
        /// Made while the endorser knew of so few chapters that its word alone is enough.
        let alone: Bool
    }

    /// The introductions of chapters that came back with their root key alone, of the latest epoch;
    /// of several the first by (endorser, place).
    ///
    /// They make nobody belong: they say how a chapter that belongs is reached until its new epoch
    /// does.
    private static func returns(_ facts: GovernanceFacts, in federation: FederationID)
        -> [ChapterID: Introduction]
    {
        let ordered = facts.vouchings
            .filter {
                $0.endorsement.federation == federation && $0.endorsement.candidate.isReturning
            }
            .sorted { ($0.endorser, $0.place) < ($1.endorser, $1.place) }
        var returns: [ChapterID: Introduction] = [:]
        for introduction in ordered.map(\.endorsement.candidate) {
            let known = returns[introduction.chapter]?.certificate.epoch ?? 0
            if introduction.certificate.epoch > known {
                returns[introduction.chapter] = introduction
            }
        }
        return returns
    }

    /// The endorsements by candidate.
    ///
    /// How many chapters an endorser knew of is read from its own
    /// feed, whose order nobody can change: the founders and those it had endorsed before.
    private static func counted(_ facts: GovernanceFacts, _ certificate: FederationCertificate)
        -> [ChapterID: [Counted]]
    {
        var result: [ChapterID: [Counted]] = [:]
        var known: [ChapterID: Set<ChapterID>] = [:]
        let ordered = facts.vouchings
            .filter {
                $0.endorsement.federation == certificate.federation
                    && !$0.endorsement.candidate.isReturning
            }
            .sorted { ($0.endorser, $0.place) < ($1.endorser, $1.place) }
        for vouching in ordered {
            let endorser = vouching.endorser
            if let departure = facts.departures[endorser], departure < vouching.place { continue }
            var before = known[endorser] ?? Set(certificate.genesis.founders)
            let candidate = vouching.endorsement.candidate
            result[candidate.chapter, default: []].append(
                Counted(
                    endorser: endorser, candidate: candidate,
                    alone: before.count < smallFederation))
            before.insert(candidate.chapter)
            known[endorser] = before
        }
        return result
    }
}
