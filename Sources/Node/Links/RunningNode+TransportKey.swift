import Chapter
import Federation
import Gossip
import Web

/// Changing the transport key.
extension RunningNode {
    func changeTransportKey() async throws -> Result<TransportKeyAnswer, Refusal> {
        if let refusal = try await gossip.changeTransportKey() {
            return .failure(Refusal(refusal))
        }
        let change = await gossip.transportKeyChange
        return .success(
            TransportKeyAnswer(change, try await links())
                ?? TransportKeyAnswer(isInForce: true, waitingFor: []))
    }
}

extension TransportKeyAnswer {
    /// A change that is under way, with the names of those who have not heard.
    init?(_ change: TransportKeyChange?, _ links: [LinkAnswer]) {
        guard let change else { return nil }
        let names = Dictionary(
            links.map { ($0.chapterID, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.init(
            isInForce: change.isInForce,
            waitingFor: change.waitingFor.map { names[$0.description] ?? $0.description })
    }
}

extension Refusal {
    /// Why the transport key is not changed, in words.
    init(_ refusal: TransportKeyRefusal) {
        switch refusal {
        case .mayNotWrite:
            self.init(
                .conflict,
                "This chapter may not write now, so nobody could be told of a new key. Nothing was "
                    + "changed. rhizome status says why.")
        case .underWay:
            self.init(
                .conflict,
                "The transport key is being changed already. rhizome status says how far it has "
                    + "come.")
        case .joining:
            self.init(
                .conflict,
                "Another chapter is being linked right now. Finish that first, then change the "
                    + "transport key.")
        }
    }
}
