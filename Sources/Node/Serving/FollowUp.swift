import Chapter
import Gossip
import Logging
import ServiceLifecycle

/// Does what follows whenever gossip has brought something: puts back own meetings that a restore
/// has lost, and counts other chapters' ballots again.
struct FollowUp: Service {
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
                let now = systemClock()
                _ = try await chapter.perform(RecoverMeetings(), as: .operator, at: now).get()
                _ = try await chapter.perform(RecountBallots(), as: .operator, at: now).get()
            } catch is CancellationError {
                return
            } catch {
                logger.error("following up on events failed", metadata: ["error": "\(error)"])
            }
        }
    }
}
