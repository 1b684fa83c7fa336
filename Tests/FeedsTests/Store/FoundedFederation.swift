import Federation
import Feeds
import Sodium
import TestSupport

extension FederationCertificate {
    /// A federation that these stores' chapters found.
    static func founded(
        _ name: String, by stores: [MemoryStore], nonce: [UInt8] = nonce(7)
    ) throws -> FederationCertificate {
        let stores = stores.sorted { $0.feed < $1.feed }
        let genesis = Genesis(founders: stores.map(\.feed.chapter), name: name, nonce: nonce)
        let founders = stores.map(\.introduction)
        let signatures = stores.map { store in
            store.feeds.author.withKey { genesis.signature(of: store.feed.chapter, by: $0) }
        }
        guard
            let certificate = FederationCertificate(
                genesis: genesis, founders: founders, signatures: signatures)
        else { throw Broken(what: "no certificate") }
        return certificate
    }
}

extension MemoryStore {
    /// The chapter in its own words, at the first event of its feed.
    var introduction: Introduction {
        feeds.author.withKey { key in
            Introduction(
                certificate: feeds.author.certificate, name: "Chapter",
                node: NodeRecord(transportKey: .zero, endpoints: []), headSeq: 1, signedBy: key)
        }
    }
}
