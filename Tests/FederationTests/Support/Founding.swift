import Federation
import Sodium

extension FederationCertificate {
    /// A federation that these chapters found.
    static func founded(
        by founders: [Somebody], name: String = "Riverside Federation"
    ) throws -> FederationCertificate {
        let founders = founders.sorted { $0.chapter < $1.chapter }
        let genesis = Genesis(
            founders: founders.map(\.chapter), name: name,
            nonce: [UInt8](repeating: 0x77, count: 16))
        guard
            let certificate = FederationCertificate(
                genesis: genesis, founders: founders.map { $0.introduction() },
                signatures: founders.map { genesis.signature(of: $0.chapter, by: $0.feedKey) })
        else { throw Unfounded() }
        return certificate
    }

    struct Unfounded: Error {}
}

extension GovernanceFacts {
    /// Says that a chapter comes back.
    mutating func announce(
        _ endorser: Somebody, at seq: UInt64, _ returning: Somebody,
        in certificate: FederationCertificate
    ) {
        vouchings.append(
            Vouching(
                endorser: endorser.chapter, place: seq,
                endorsement: Endorsement(
                    federation: certificate.federation, candidate: returning.returning)))
    }

    /// Adds that one chapter vouches for another, whose feed then is `headSeq` long.
    mutating func vouch(
        _ endorser: Somebody, at seq: UInt64, for candidate: Somebody, headSeq: UInt64 = 2,
        in certificate: FederationCertificate
    ) {
        vouchings.append(
            Vouching(
                endorser: endorser.chapter, place: seq,
                endorsement: Endorsement(
                    federation: certificate.federation,
                    candidate: candidate.introduction(headSeq: headSeq))))
    }
}
