import Chapter
import Federation
import Feeds
import Foundation
import GRDB
import Gossip
import Web

/// The node as the API sees it while it runs.
struct RunningNode: NodeControl {
    let chapter: Chapter
    let gossip: GossipService
    let clock: @Sendable () -> Timestamp
    /// Why the database may be older than what was sent out, if it may.
    let restored: String?
    /// Where it keeps everything.
    let directory: DataDirectory

    private var feeds: Feeds { chapter.feeds }
    private var inspection: FeedInspection { FeedInspection(feeds: feeds) }

    /// How long an invitation is waited for until its node answers, in milliseconds.
    private static let answerWithin: Int64 = 10_000
    /// How long a confirmed joining is waited for, in milliseconds.
    ///
    /// The other side may take days;
    /// then the state is `waiting`.
    private static let confirmWithin: Int64 = 3_000

    func status() async throws -> StatusAnswer {
        let state = await gossip.state
        var answer = try await chapter.statusAnswer(
            links: try await links(), refused: state.refused, warnings: warnings(state))
        answer.transportKeyChange = TransportKeyAnswer(state.transportKeyChange, answer.links)
        return answer
    }

    private func warnings(_ state: GossipService.State) -> [String] {
        var warnings = directory.roomWarning.map { [$0] } ?? []
        if let reason = state.stopReason {
            warnings.append(
                "\(reason) Nothing new is shared from here; what others share still arrives. Make "
                    + "sure that no other copy of this chapter runs. Then stop the node, and say: "
                    + "rhizome feed renew --root-key FILE. Docs/OPERATING.md says more.")
        } else if !state.mayAppend {
            let why = restored.map { ": \($0)" } ?? ""
            warnings.append(
                "The linked chapters are being asked what they hold of this chapter\(why). What is "
                    + "shared meanwhile is kept and goes out afterwards.")
        }
        if state.mayLackKey {
            warnings.append(
                "Linked chapters hold more of this chapter than this copy, signed with a key that "
                    + "is not here: it was changed after this copy was made. Put a newer copy "
                    + "back, or stop the node and say: rhizome feed renew --root-key FILE "
                    + "--even-if-behind. Docs/OPERATING.md says more.")
        }
        if let fault = state.storeFault {
            warnings.append(
                "The last write failed: \(fault) What was stored before is kept. What linked "
                    + "chapters share meanwhile comes once it can be written.")
        }
        if let failure = feeds.highWaterFailure {
            warnings.append(
                "The record of how far this chapter has written, \(directory.highWater), could not "
                    + "be written: \(failure). What was shared is kept. The next event tries again."
            )
        }
        for name in state.forkedNames {
            warnings.append(
                "\(name) has written two different histories. What it shared before they part is "
                    + "kept; what came later is put aside.")
        }
        if state.withstoodFork {
            warnings.append(
                "Somebody has signed a second history of this chapter, perhaps with an old key. The "
                    + "linked chapters had witnessed the true one, so nothing has changed. If that "
                    + "key may still be in use, begin anew: rhizome feed renew.")
        }
        return warnings
    }

    func invite(autoConfirm: Bool) async throws -> Result<InvitationAnswer, Refusal> {
        try await gossip.invite(autoConfirm: autoConfirm)
            .map {
                InvitationAnswer(
                    invitation: $0.text, expires: Moment($0.expires), address: $0.endpoint)
            }
            .mapError(Refusal.init)
    }

    func accept(_ text: String, yes: Bool) async throws -> Result<JoinAnswer, Refusal> {
        guard let invitation = Invitation(text: text) else {
            return .failure(Refusal(.noInvitation))
        }
        if let refusal = try await gossip.visit(invitation, yes: yes) {
            return .failure(Refusal(refusal))
        }
        var met: Joining?
        let asked = clock()
        while true {
            let state = await gossip.visitState
            if let refusal = state.refusal { return .failure(Refusal(.refused(refusal))) }
            if let joining = state.joining {
                met = joining
                let waited = clock() - asked
                if state.done || !yes || waited > Self.confirmWithin { break }
            } else if clock() - asked > Self.answerWithin {
                return .failure(Refusal(.unreachable))
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        guard let met else { return .failure(Refusal(.unreachable)) }
        let linked = try await links().first { $0.chapterID == met.chapter.description }
        let state = linked?.state ?? (met.confirmedHere ? .waiting : .unconfirmed)
        return .success(
            JoinAnswer(
                chapterID: met.chapter.description, name: met.name, words: met.words,
                state: state))
    }

    func confirm(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        if let refusal = try await gossip.confirm(chapter) { return .failure(Refusal(refusal)) }
        return try await link(chapter)
    }

    func decline(_ chapter: ChapterID) async throws -> Result<Void, Refusal> {
        if let refusal = try await gossip.decline(chapter) { return .failure(Refusal(refusal)) }
        return .success(())
    }

    func block(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        guard case .success = try await link(chapter) else {
            return .failure(.notFound("chapter"))
        }
        try await gossip.block(chapter)
        return try await link(chapter)
    }

    func unblock(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        guard case .success(let known) = try await link(chapter), known.state == .blocked else {
            return .failure(.notFound("blocked chapter"))
        }
        try await gossip.unblock(chapter)
        return try await link(chapter)
    }

    private func link(_ chapter: ChapterID) async throws -> Result<LinkAnswer, Refusal> {
        let link = try await links().first { $0.chapterID == chapter.description }
        return link.map { .success($0) } ?? .failure(.notFound("chapter"))
    }

    func leave() async throws -> Result<LeaveAnswer, Refusal> {
        let now = clock()
        guard try await gossip.leave(reason: "") else {
            return .failure(Refusal(.conflict, "This chapter is not linked with any other."))
        }
        return .success(LeaveAnswer(chapterID: feeds.chapter.description, left: Moment(now)))
    }

    func links() async throws -> [LinkAnswer] {
        try await chapter.linkAnswers(await gossip.state)
    }

    func events(chapter: ChapterID?, from: UInt64, limit: Int) async throws -> [EventAnswer] {
        try await inspection.events(chapter: chapter, from: from, limit: limit)
    }

    func event(_ id: EventID) async throws -> Result<EventDetailAnswer, Refusal> {
        try await inspection.event(id)
    }

    func verifyFeeds() async throws -> FeedsVerdictAnswer { try await inspection.verify() }

    func changeFeedKey() async throws -> Result<KeyChangeAnswer, Refusal> {
        // Both sides have shown each other their keys already.
        guard await gossip.joinings.isEmpty else {
            return .failure(
                Refusal(
                    .conflict,
                    "Another chapter is being linked right now. Finish that first, then change the "
                        + "key."))
        }
        return try await chapter.changeFeedKey(in: directory, at: clock())
    }
}

extension Refusal {
    /// Why linking did not go on, in words.
    init(_ refusal: JoinRefusal) {
        switch refusal {
        case .notListening:
            self.init(
                .conflict,
                "This node does not listen for other nodes. Start it with --gossip HOST:PORT.")
        case .noInvitation:
            self.init(
                .invalid,
                "This is not a whole invitation. Copy all of the text, from rhizome-invitation: on.",
                field: "invitation")
        case .ended:
            self.init(.conflict, "This invitation has ended. Ask for a new one.")
        case .alreadyMember:
            self.init(
                .conflict,
                "This chapter already belongs to a federation. Leave it first: rhizome link leave")
        case .unreachable:
            self.init(
                .unavailable,
                "The inviting chapter's node did not answer. Nothing was changed; try again when "
                    + "it runs and can be reached.")
        case .refused(let reason):
            self.init(.conflict, "The chapters were not linked: \(reason)")
        case .nobodyWaits:
            self.init(.notFound, "No chapter with this id is waiting for a confirmation.")
        }
    }
}
