import Chapter
import Gossip
import Logging
import ServiceLifecycle

/// Counts other chapters' ballots again whenever gossip has brought something.
struct Recounter: Service {
    let chapter: Chapter
    let gossip: GossipService
    let logger: Logger

    func run() async throws {
        let (nudges, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await gossip.onReceived { continuation.yield() }
        continuation.yield()
        for await _ in nudges.cancelOnGracefulShutdown() {
            do {
                _ = try await chapter.perform(
                    RecountBallots(), as: .operator, at: systemClock()
                ).get()
            } catch is CancellationError {
                return
            } catch {
                logger.error("recounting ballots failed", metadata: ["error": "\(error)"])
            }
        }
    }
}
