import Chapter
import Federation
import Hummingbird
import Logging
import Synchronization

/// The long work of this process, each under the address of its progress page.
///
/// It is forgotten when the process ends: what work keeps is in the database, whole or not at all.
final class Works: Sendable {
    /// How much runs at once.
    static let runningAtMost = 4
    /// How much is remembered; when there is more, what has ended is forgotten.
    static let rememberedAtMost = 200
    /// How long an answer waits for work that may be done at once, in steps of `step`.
    private static let steps = 16
    private static let step = Duration.milliseconds(50)

    private let works = Mutex<[String: Work]>([:])

    /// The work at an address, running or ended.
    subscript(_ address: String) -> Work? { works.withLock { $0[address] } }

    /// Forgets how work ended.
    func forget(_ address: String) {
        works.withLock { works in
            if works[address]?.outcome != nil { works[address] = nil }
        }
    }

    /// Begins work that goes on after the answer, unless it runs there already, and waits a moment
    /// for it: short work needs no progress page.
    ///
    /// `body` gives the address of what came of it.
    func begin(
        _ address: String, at now: Timestamp, _ context: Context,
        _ body: @Sendable @escaping (Work) async throws -> Result<String, Refusal>
    ) async throws -> Work {
        let (work, isNew) = try take(address, at: now)
        if isNew {
            let (logger, request) = (context.logger, context.id)
            Task {
                do {
                    switch try await body(work) {
                    case .success(let result): work.end(.done(result))
                    case .failure where work.isStopping: work.end(.stopped)
                    case .failure(let refusal): work.end(.refused(refusal))
                    }
                } catch let refusal as Refusal {
                    work.end(work.isStopping ? .stopped : .refused(refusal))
                } catch {
                    logger.error(
                        "fault",
                        metadata: [
                            "work": "failed", "fault": .string(String("\(error)".prefix(2000))),
                        ])
                    work.end(.failed(request))
                }
            }
        }
        for _ in 0..<Self.steps where work.outcome == nil {
            try await Task.sleep(for: Self.step)
        }
        return work
    }

    private func take(_ address: String, at now: Timestamp) throws -> (Work, isNew: Bool) {
        try works.withLock { works in
            if let running = works[address], running.outcome == nil { return (running, false) }
            guard works.values.count(where: { $0.outcome == nil }) < Self.runningAtMost else {
                throw Refusal(
                    .unavailable,
                    "Other long work is running. Nothing was changed; try again in a minute.")
            }
            if works.count >= Self.rememberedAtMost {
                works = works.filter { $0.value.outcome == nil }
            }
            let work = Work(at: now)
            works[address] = work
            return (work, true)
        }
    }
}
