import Federation
import Feeds
import GRDB
import Synchronization

/// Stores verified runs beside the gossip, several to a transaction, and reports back.
///
/// Verifying the next runs and writing the last ones so share the two cores.
final class Storer: Sendable {
    /// A transaction takes at most so many events.
    private static let eventsPerTransaction = 4096

    enum Job: Sendable {
        case store(VerifiedRun, from: Link)
        /// Weighs what is known of forks again, with one more proof or without.
        case weigh(ForkProof?)
        case close(FeedName, after: UInt64)
        case fill(VerifiedRun, from: Link)
    }

    private let feeds: Feeds
    private let report: @Sendable (GossipInput) -> Void
    private let governanceChanged: @Sendable () -> Void
    private let fault: @Sendable (any Error) -> Void
    /// Says that something waits.
    ///
    /// It carries no job: what it carried would be kept until it is read, which under a steady stream
    /// of jobs is never.
    private let (wakeUps, continuation) = AsyncStream.makeStream(
        of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let waiting = Mutex<[Job]>([])

    /// The jobs are bounded: gossip takes no more runs than it has room for while these wait, and
    /// gives credit for more only once they are reported.
    init(
        _ feeds: Feeds, report: @Sendable @escaping (GossipInput) -> Void,
        governanceChanged: @Sendable @escaping () -> Void,
        fault: @Sendable @escaping (any Error) -> Void
    ) {
        self.feeds = feeds
        self.report = report
        self.governanceChanged = governanceChanged
        self.fault = fault
    }

    func put(_ job: Job) {
        waiting.withLock { $0.append(job) }
        continuation.yield()
    }

    func close() { continuation.finish() }

    /// Works until `close`.
    ///
    /// A wake-up takes all that waits.
    func run() async {
        for await _ in wakeUps {
            while let batch = nextBatch() { await perform(batch) }
        }
    }

    private func nextBatch() -> [Job]? {
        waiting.withLock { waiting in
            var events = 0
            var count = 0
            for job in waiting {
                guard case .store(let run, _) = job else { break }
                guard count == 0 || events + run.events.count <= Self.eventsPerTransaction else {
                    break
                }
                events += run.events.count
                count += 1
            }
            if count == 0, !waiting.isEmpty { count = 1 }
            guard count > 0 else { return nil }
            defer { waiting.removeFirst(count) }
            return Array(waiting[..<count])
        }
    }

    private func perform(_ batch: [Job]) async {
        switch batch.first {
        case .weigh(let proof)?: return await weigh(proof)
        case .close(let feed, let seq)?:
            return await end(feed) { try await $0.close(feed, after: seq) }
        case .fill(let branch, let link)?: return await fill(branch, from: link)
        case .store, nil: break
        }
        let runs = batch.compactMap { job -> (VerifiedRun, Link)? in
            if case .store(let run, let link) = job { (run, link) } else { nil }
        }
        do {
            try await feeds.receive(runs.map(\.0))
        } catch {
            fault(error)
            await giveUp(runs)
            return
        }
        for (run, link) in runs {
            report(.stored(run.feed, run.tip, run.events.last?.signature, from: link))
        }
        if runs.contains(where: { $0.0.events.contains { $0.suffix.kind.isGovernance } }) {
            governanceChanged()
        }
        if runs.contains(where: { $0.0.events.contains { $0.suffix.kind == .headsWitnessed } }) {
            await weigh(nil)
        }
        let holed = runs.map(\.0).filter(\.touchesHoles).map(\.feed.chapter)
        for chapter in Set(holed).sorted() { await reportLacking(chapter) }
    }

    private func weigh(_ proof: ForkProof?) async {
        do {
            let verdicts = try await feeds.weigh(proof)
            guard !verdicts.isEmpty else { return }
            report(.weighed(verdicts))
            governanceChanged()
            for chapter in Set(verdicts.map(\.feed.chapter)).sorted() {
                await reportLacking(chapter)
            }
        } catch {
            fault(error)
            report(.cutFailed(proof?.feed))
        }
    }

    private func fill(_ branch: VerifiedRun, from link: Link) async {
        do {
            try await feeds.fill(branch)
        } catch {
            fault(error)
        }
        await reportLacking(branch.feed.chapter)
        report(.filled(branch.feed, from: link))
    }

    /// Says which bodies of a chapter are missing, or that none is.
    private func reportLacking(_ chapter: ChapterID?) async {
        do {
            let lacking = try await feeds.database.read { [feeds] db in
                try feeds.lacking(chapter, in: db)
            }
            for feed in lacking.keys.sorted() { report(.lacking(feed, lacking[feed] ?? [])) }
        } catch {
            fault(error)
        }
    }

    private func end(_ feed: FeedName, _ cut: (Feeds) async throws -> Tip) async {
        do {
            report(.cut(feed, try await cut(feeds)))
            governanceChanged()
            await reportLacking(feed.chapter)
        } catch {
            fault(error)
            report(.cutFailed(feed))
        }
    }

    /// Nothing was kept: gossip goes back to what the store really holds.
    private func giveUp(_ runs: [(VerifiedRun, Link)]) async {
        var dropped: [(VerifiedRun, Link)] = []
        waiting.withLock { waiting in
            waiting.removeAll { job in
                guard case .store(let run, let link) = job else { return false }
                dropped.append((run, link))
                return true
            }
        }
        var told: Set<FeedName> = []
        for (run, link) in runs + dropped where told.insert(run.feed).inserted {
            let tip = try? await feeds.database.read { db in
                try HeldFeed.find(run.feed, in: db)?.tip ?? .empty
            }
            report(.storeFailed(run.feed, tip: tip ?? .empty, from: link))
        }
    }
}
