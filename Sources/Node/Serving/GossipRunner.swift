import Gossip
import ServiceLifecycle

/// Runs the gossip among the node's services.
struct GossipRunner: Service {
    let gossip: GossipService
    let readiness: Readiness

    func run() async throws {
        try await gossip.start()
        readiness.gossipListens(at: await gossip.listening.map { "tcp://\($0)" })
        await cancelWhenGracefulShutdown { await gossip.run() }
    }
}
