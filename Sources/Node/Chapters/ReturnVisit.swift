import Federation
import Feeds
import Foundation
import Gossip
import Logging
import Transport

/// Whoever brings a chapter back, while it comes back.
public protocol ReturnTalk: Sendable {
    /// Shows the inviting chapter and the six words; false ends it.
    func compare(inviter: String, words: [String]) async throws -> Bool
    /// Our side has said yes, and the other has to.
    func waits() async
    /// Both have said yes; what was shared is on its way.
    func fetches() async
}

/// Knocking at a linked chapter's node without having anything, and taking in what it gives.
struct ReturnVisit {
    /// What came of it.
    enum Outcome {
        /// All that the inviter holds is here.
        case fetched
        /// The chapter has to introduce itself in this epoch.
        case otherEpoch(UInt32)
    }

    /// What the inviter's node says to a knock.
    private enum Answer {
        case chapter(Joining)
        case no
    }

    /// How long the inviter's node is waited for until it answers, in milliseconds.
    private static let answerWithin: Int64 = 10_000
    /// How long its people are waited for: an hour.
    private static let confirmWithin: Int64 = 3_600_000
    /// How long one waits for all that the inviter holds: an hour.
    private static let fetchWithin: Int64 = 3_600_000
    /// How long one waits besides for the other linked chapters, who may hold more.
    private static let othersWithin: Int64 = 5_000

    private let opened: OpenedChapter
    private let gossip: GossipService

    init(_ opened: OpenedChapter, _ directory: DataDirectory) async throws {
        var logger = Logger(label: "rhizome")
        logger.logLevel = .error
        var configuration = GossipService.Configuration(
            keys: try TransportKeyFiles(directory: directory).read(), listen: nil)
        configuration.isReturning = true
        self.opened = opened
        gossip = try await GossipService(
            feeds: opened.feeds, configuration: configuration, clock: systemClock, logger: logger)
    }

    /// Knocks with an invitation and comes back with everything, or with the epoch to knock with.
    func fetch(by invitation: Invitation, _ talk: some ReturnTalk) async throws -> Outcome {
        try await gossip.start()
        let running = Task { [gossip] in await gossip.run() }
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try await visit(invitation, talk))
        } catch { outcome = .failure(error) }
        running.cancel()
        await running.value
        return try outcome.get()
    }

    private func visit(_ invitation: Invitation, _ talk: some ReturnTalk) async throws -> Outcome {
        switch try await gossip.visit(invitation, yes: false) {
        case nil: break
        case .ended: throw CannotReturn("This invitation has ended. Ask for a new one.")
        case .some: throw CannotReturn("This invitation leads nowhere. Ask for a new one.")
        }
        let answer: Answer = try await wait(Self.answerWithin) {
            let state = await gossip.visitState
            if state.refusal != nil { return .no }
            return state.joining.map { .chapter($0) }
        }
        guard case .chapter(let met) = answer else {
            if let epoch = await gossip.epochToBegin { return .otherEpoch(epoch) }
            throw await refusal()
        }
        guard try await talk.compare(inviter: met.name, words: met.words) else {
            _ = try await gossip.decline(met.chapter)
            throw CannotReturn("The words were not confirmed.")
        }
        _ = try await gossip.confirm(met.chapter)
        await talk.waits()
        let isDone: Bool = try await wait(Self.confirmWithin) {
            let state = await gossip.visitState
            return state.refusal != nil ? false : state.done ? true : nil
        }
        guard isDone else { throw await refusal() }
        await talk.fetches()
        _ = try await wait(Self.fetchWithin) {
            await gossip.progress(with: met.chapter).hasAll ? true : nil
        }
        await others(than: met.chapter)
        return .fetched
    }

    /// Waits a little until all linked chapters that can be reached have given what they hold.
    private func others(than inviter: ChapterID) async {
        let until = systemClock() + Self.othersWithin
        while systemClock() < until {
            let progress = await gossip.progress(with: inviter)
            if progress.hasAll, progress.agreeing == progress.others { return }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private func refusal() async -> CannotReturn {
        let reason = await gossip.visitRefusal ?? "The inviting chapter has ended it."
        return CannotReturn(reason)
    }

    /// Asks until there is an answer; throws when it takes too long.
    private func wait<Value: Sendable>(
        _ limit: Int64, _ ask: () async throws -> Value?
    ) async throws -> Value {
        let until = systemClock() + limit
        while systemClock() < until {
            if let value = try await ask() { return value }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw CannotReturn(
            "The inviting chapter's computer did not answer in time. Try again when it runs and can "
                + "be reached; an invitation that was not confirmed can be used again.")
    }
}
