import Chapter
import Logging
import ServiceLifecycle

/// Looks through everybody for contacts who may be one: at first, every night, and after a list has
/// come in.
///
/// It is a service of its own, so that nothing that falls due to the minute waits for it.
struct DuplicateFinder: Service {
    let chapter: Chapter
    let logger: Logger

    /// How long until it asks again whether there is something to do: short, because whoever has
    /// brought a list in looks for duplicates next, and asking costs a look at an index.
    private static let pause = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await chapter.duplicateScanIsDue(at: systemClock()) {
                        let scan = try await chapter.scanForDuplicates(
                            at: systemClock(), inBackground: true)
                        logger.info(
                            "looked for duplicates",
                            metadata: ["compared": "\(scan.compared)", "found": "\(scan.shown)"])
                    }
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("looking for duplicates failed", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
