import Chapter
import Feeds
import Logging
import ServiceLifecycle

/// Does what falls due by itself, once a minute.
struct Timekeeper: Service {
    let chapter: Chapter
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await chapter.perform(
                        CountPastMeetings(), as: .operator, at: systemClock()
                    ).get()
                } catch {
                    logger.error(
                        "counting past meetings failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await chapter.settleMemberships(at: systemClock())
                } catch {
                    logger.error("settling memberships failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await chapter.makeAgreementTasks(at: systemClock())
                } catch {
                    logger.error("making tasks failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await chapter.closeDueBallots(at: systemClock())
                } catch {
                    logger.error("closing a ballot failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await chapter.feeds.writeDueCheckpoint(at: systemClock())
                } catch {
                    logger.error("writing a checkpoint failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await chapter.feeds.emptyLog()
                } catch {
                    logger.error("emptying the log failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }
}
