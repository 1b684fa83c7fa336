import Chapter
import Federation

/// How many of the linked chapters have something of this chapter, since when, and which ones.
///
/// It says what the other computers have said themselves, also while they are out of reach.
struct ReachedPart: Sendable {
    /// A chapter that has it.
    struct Holder: Sendable {
        let name: String
        /// Since when, as far as that was noticed.
        let since: String?
    }

    let line: String
    let who: String
    let hasNames: Bool
    let lackingHead: String
    let hasLacking: Bool
    let lacking: [String]
    let holdingHead: String
    let hasHolding: Bool
    let holding: [Holder]

    /// It waits until this chapter may share.
    private init(waiting words: Wording) {
        self.init(words.say("reach_waits"), [], [], words)
    }

    private init(_ line: String, _ holding: [Holder], _ lacking: [String], _ words: Wording) {
        self.line = line
        who = words.say("reach_who")
        hasNames = !(holding.isEmpty && lacking.isEmpty)
        lackingHead = words.say("reach_lacking")
        hasLacking = !lacking.isEmpty
        self.lacking = lacking
        holdingHead = words.say("reach_holding")
        hasHolding = !holding.isEmpty
        self.holding = holding
    }

    /// Nil for what is not shared, or where nobody is linked.
    init?(_ reach: ItemReach, _ linked: [LinkAnswer], at now: Timestamp, _ words: Wording) {
        guard !linked.isEmpty else { return nil }
        let needed: UInt64
        switch reach.sharing {
        case .home: return nil
        case .waiting:
            self.init(waiting: words)
            return
        case .at(let seq): needed = seq
        case .before: needed = 1
        }
        let since = Dictionary(
            reach.acknowledged.map { ($0.key.description, $0.value) },
            uniquingKeysWith: { first, _ in first })
        let holding = linked.filter { $0.theyHave >= needed }
        let shared = words.say(
            "sync_shared", ["count": "\(holding.count)", "all": "\(linked.count)"])
        let latest = holding.compactMap { since[$0.chapterID] }.max()
        let line =
            latest.map {
                words.say("reach_when", ["shared": shared, "when": words.relative($0, to: now)])
            } ?? shared
        self.init(
            line,
            holding.map { link in
                Holder(
                    name: link.name,
                    since: since[link.chapterID].map { words.relative($0, to: now) })
            },
            linked.filter { $0.theyHave < needed }.map(\.name), words)
    }
}

extension Backend {
    /// How far something of this chapter has got; nil where that is nothing to speak of.
    func reached(_ item: SharedItem, _ words: Wording) async throws -> ReachedPart? {
        let linked = try await node.linked()
        guard !linked.isEmpty else { return nil }
        return ReachedPart(
            try await chapter.reach(of: item), linked, at: clock(), words)
    }
}
