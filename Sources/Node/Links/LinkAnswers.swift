import Chapter
import Federation
import Feeds
import GRDB
import Gossip
import Web

extension Chapter {
    /// The links as the API shows them, from the roster and from what gossip knows.
    func linkAnswers(_ state: GossipService.State) async throws -> [LinkAnswer] {
        let (roster, blocked, tips, endorsed, contacts, forked, withstood) = try await read {
            [feeds] db in
            (
                try feeds.roster(in: db), try feeds.blocked(in: db), try feeds.ends(in: db).tips,
                try feeds.endorsed(in: db), try feeds.contacts(in: db),
                try feeds.forkedChapters(in: db), try feeds.chaptersThatWithstood(in: db)
            )
        }
        let seated = roster?.entry(feeds.chapter)?.standing == .seated
        var answers: [LinkAnswer] = []
        let returning = Dictionary(
            state.joinings.filter(\.isReturning).map { ($0.chapter, $0) },
            uniquingKeysWith: { first, _ in first })
        for entry in roster?.entries ?? [] where entry.chapter != feeds.chapter {
            let peer = state.peers[entry.chapter]
            let contact = contacts[entry.chapter]
            let joining = returning[entry.chapter]
            let linkState: LinkState =
                if let joining {
                    joining.confirmedHere ? .waiting : .unconfirmed
                } else if blocked.contains(entry.chapter) {
                    .blocked
                } else {
                    switch entry.standing {
                    case .left: .left
                    case .candidate:
                        seated && !endorsed.contains(entry.chapter) ? .unconfirmed : .waiting
                    case .seated, .admitted: peer?.connected == true ? .connected : .unreachable
                    }
                }
            answers.append(
                LinkAnswer(
                    chapterID: entry.chapter.description, name: entry.name, state: linkState,
                    lastHeard: (peer?.lastHeard ?? contact?.heard).map { Moment($0) },
                    theyHave: peer?.theyHave ?? contact?.theyHave ?? 0,
                    weHave: tips[entry.certificate.feed]?.seq ?? 0,
                    theyWrote: peer?.theyWrote ?? contact?.theyWrote ?? 0,
                    forked: forked.contains(entry.chapter),
                    withstoodFork: withstood.contains(entry.chapter), words: joining?.words,
                    returning: joining != nil))
        }
        let known = Set(answers.map(\.chapterID))
        for joining in state.joinings where !known.contains(joining.chapter.description) {
            answers.append(
                LinkAnswer(
                    chapterID: joining.chapter.description, name: joining.name,
                    state: joining.confirmedHere ? .waiting : .unconfirmed, lastHeard: nil,
                    theyHave: 0, weHave: 0, words: joining.words))
        }
        return answers
    }

    /// The state of the node as the API shows it.
    func statusAnswer(links: [LinkAnswer], refused: [String: Int], warnings: [String]) async throws
        -> StatusAnswer
    {
        try await read { [feeds] db in
            let members = try PeopleTotals.members(in: db)
            let heads = try HeldFeed.all(in: db).filter { $0.tip.seq > 0 }.map { held in
                FeedHeadAnswer(
                    chapterID: held.name.chapter.description, epoch: held.name.epoch,
                    seq: held.tip.seq)
            }
            var counts = refused
            for (reason, count) in try feeds.voidEvents(in: db) {
                counts[reason, default: 0] += count
            }
            return StatusAnswer(
                chapterID: feeds.chapter.description,
                name: try feeds.name(of: feeds.chapter, in: db), version: programVersion,
                members: members, feeds: heads, links: links, refused: counts,
                warnings: warnings)
        }
    }
}
