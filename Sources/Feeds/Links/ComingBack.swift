public import Federation
public import GRDB
import Synchronization

/// What a chapter that has lost everything but its root key knows of the others, until they have
/// given it back its own history.
public struct ComingBack: Hashable, Sendable {
    /// The federation that it belonged to, as the inviter showed it.
    public let certificate: FederationCertificate
    /// The linked chapter that let it in.
    public let inviter: Introduction

    /// What the inviter has shown.
    public init(_ certificate: FederationCertificate, inviter: Introduction) {
        self.certificate = certificate
        self.inviter = inviter
    }
}

extension Feeds {
    /// What is known while this chapter comes back; nil at any other time.
    ///
    /// It is kept in memory only: an attempt that was broken off is made again from the beginning.
    public var comingBack: ComingBack? { state.withLock { $0.comingBack } }

    /// Takes in what the inviter has shown; from here on this chapter reads who belongs.
    public func comeBack(_ comingBack: ComingBack) {
        state.withLock { $0.comingBack = comingBack }
    }

    /// The first epoch of a linked chapter that nobody has begun or announced.
    ///
    /// - Returns: nil where no such chapter is linked, so that it has nothing to come back to.
    public func epochToBegin(by chapter: ChapterID, in db: Database) throws -> UInt32? {
        guard let roster = try roster(in: db), let entry = roster.entry(chapter),
            entry.standing.belongs
        else { return nil }
        let announced = try endorsements(in: db).map(\.endorsement.candidate)
            .filter { $0.chapter == chapter }.map(\.certificate.epoch)
        let held = try HeldFeed.all(in: db).map(\.name).filter { $0.chapter == chapter }.map(
            \.epoch)
        return (announced + held + [entry.certificate.epoch]).max().map { $0 + 1 }
    }
}

extension Roster {
    /// The roster with a chapter that nothing else tells of yet, or not where its node is.
    func with(_ other: Introduction, unless nodes: [ChapterID: GovernanceFacts.RecordedNode])
        -> Roster
    {
        guard nodes[other.chapter]?.place ?? 0 <= other.headPlace else { return self }
        let known = entry(other.chapter)
        let added = RosterEntry(
            chapter: other.chapter, name: known?.name ?? other.name,
            certificate: known?.certificate ?? other.certificate, node: other.node,
            standing: known?.standing ?? .admitted)
        return Roster(
            federation: federation, name: name,
            entries: entries.filter { $0.chapter != other.chapter } + [added])
    }
}
