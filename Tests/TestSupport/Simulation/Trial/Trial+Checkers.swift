import Federation
import Feeds
import Sodium

/// What must be true in the end. Each checker says what is not.
extension Trial {
    /// Every checker, by name.
    public static let checkers: [(name: String, check: @Sendable (Trial) throws -> [String])] = [
        ("settled", { $0.settled() }),
        ("equal logs", { try $0.equalLogs() }),
        ("equal tables", { try $0.equalTables() }),
        ("equal forks", { try $0.equalForks() }),
        ("nothing lost", { try $0.nothingLost() }),
        ("nothing invented", { try $0.nothingInvented() }),
        ("chains hold", { try $0.chainsHold() }),
        ("nobody forks itself", { $0.nobodyForksItself() }),
        ("marked before sent", { $0.markedBeforeSent() }),
        ("bounds hold", { $0.boundsHold() }),
        ("everybody can speak", { $0.everybodyCanSpeak() }),
    ]

    /// Lets every checker look.
    func report() throws -> TrialReport {
        var findings: [Finding] = []
        for (name, check) in Self.checkers {
            for what in try check(self) { findings.append(Finding(checker: name, what: what)) }
        }
        var strokes = ledger.strokes
        strokes["forks"] = ledger.feeds.count { feed in
            ledger.events(of: feed).contains { $0.count > 1 }
        }
        return TrialReport(
            options: options, findings: findings, traceHash: simulation.traceHash, rounds: rounds,
            events: ledger.entries.count, frames: simulation.frames,
            strokes: strokes)
    }

    /// After the faults had stopped everybody agreed within the bound.
    func settled() -> [String] {
        if rounds == nil { return ["no agreement within \(Self.roundsAllowed) rounds"] }
        return heardLastWords ? [] : ["what was said at the end did not come to everybody"]
    }

    /// All members hold the same events.
    func equalLogs() throws -> [String] {
        guard let first = members.first else { return [] }
        let log = try simulation.nodes[first].store.log()
        return try members.dropFirst().flatMap { node in
            let other = try simulation.nodes[node].store.log()
            return Set(log.keys).union(other.keys).sorted().filter { log[$0] != other[$0] }
                .map { feed in
                    "nodes \(first) and \(node) hold \(log[feed]?.count ?? 0) and "
                        + "\(other[feed]?.count ?? 0) events of chapter "
                        + "\(simulation.number(of: feed.chapter) ?? -1), epoch \(feed.epoch)"
                }
        }
    }

    /// All members show the same, byte for byte, and it follows from the feeds alone.
    func equalTables() throws -> [String] {
        let stores = members.compactMap { node in
            (disk(of: node)?.inner as? FeedsStore).map { (node, $0) }
        }
        guard let first = stores.first else { return [] }
        let rows = try first.1.sharedRows()
        var findings = try stores.dropFirst().compactMap { node, store in
            try store.sharedRows() == rows ? nil : "nodes \(first.0) and \(node) show other rows"
        }
        for (node, store) in stores where try !store.tablesFollow() {
            findings.append("node \(node) shows other rows once they are made anew")
        }
        return findings
    }

    /// All members know the same forks of the feeds that have not begun anew since.
    func equalForks() throws -> [String] {
        func forks(_ node: Int) throws -> [FeedName: [EventID]] {
            let open = simulation.nodes[node].gossip.forkedFeeds
            let verdicts = try simulation.nodes[node].store.forks()
            return Dictionary(
                uniqueKeysWithValues: verdicts.filter { open.contains($0.feed) }
                    .map { ($0.feed, $0.cutting?.ids ?? []) })
        }
        guard let first = members.first else { return [] }
        let known = try forks(first)
        return try members.dropFirst().compactMap { node in
            try forks(node) == known ? nil : "nodes \(first) and \(node) know other forks"
        }
    }

    /// Everything that is held was signed by a chapter whose node is no thief's.
    func nothingInvented() throws -> [String] {
        let signed = ledger.entries
        return try members.prefix(1).flatMap { node in
            try simulation.nodes[node].store.log().values.joined().filter { signed[$0] == nil }
                .map { "node \(node) holds \($0), which nobody has said" }
        }
    }

    /// What a member holds can be checked from the first event on, by signatures alone.
    func chainsHold() throws -> [String] {
        guard let node = members.first else { return [] }
        let store = simulation.nodes[node].store
        var findings: [String] = []
        for (feed, end) in try store.ends().tips.sorted(by: { $0.key < $1.key }) where end.seq > 0 {
            guard let number = simulation.number(of: feed.chapter) else { continue }
            let key = FeedAuthor.fixed(UInt32(number), epoch: feed.epoch).certificate.feedKey
            var tip = Tip.empty
            while tip.seq < end.seq {
                guard let wire = WireRun(carrying: try store.run(feed, from: tip.seq + 1)),
                    let run = try? ReceivedRun(wire).verified(after: tip, by: key)
                else {
                    findings.append("the feed of chapter \(number) breaks off after \(tip.seq)")
                    break
                }
                tip = run.tip
            }
        }
        return findings
    }

    /// Nobody whose disk keeps what it has written ever writes two histories.
    func nobodyForksItself() -> [String] {
        ledger.feeds.filter { !mayFork($0) }.flatMap { feed in
            ledger.events(of: feed).filter { $0.count > 1 }.map {
                "a chapter has signed event \($0[0].event.header.seq) \($0.count) times"
            }
        }
    }

    /// The high-water file always goes as far as what others are told.
    func markedBeforeSent() -> [String] {
        ledger.sentUnmarked.map { "\($0) was sent before the high-water file named it" }
    }

    /// Nothing that a node keeps for others has grown beyond its bound.
    func boundsHold() -> [String] {
        var findings: [String] = []
        func check(_ what: String, _ value: Int, atMost bound: Int, _ node: Int) {
            if value > bound { findings.append("node \(node): \(what) \(value), not \(bound)") }
        }
        for node in members {
            let load = simulation.nodes[node].gossip.load
            check("ranges on a link", load.rangesOnALink, atMost: Limits.rangesWaiting, node)
            check("positions", load.positionsOfALink, atMost: Limits.positionsKept, node)
            check("news", load.newsOnALink, atMost: load.feeds, node)
            check("credit", load.creditOfALink, atMost: 4 * 1024 * 1024, node)
            check("proofs that wait", load.uncheckedProofs, atMost: 16, node)
            check("feeds under way", load.feedsUnderWay, atMost: load.feeds + 16, node)
        }
        if simulation.longestFrame > Limits.frameBytes {
            findings.append("a frame of \(simulation.longestFrame) bytes")
        }
        return findings
    }

    /// Whoever had no disaster may write, and nobody waits.
    func everybodyCanSpeak() -> [String] {
        members.flatMap { node -> [String] in
            let it = simulation.nodes[node]
            let struck = options.disaster != .nothing && node == victim && !options.isCured
            var findings: [String] = []
            if let reason = it.stopped, !struck { findings.append("node \(node): \(reason)") }
            if it.stopped == nil, !it.outbox.isEmpty, !simulation.patient.contains(node) {
                let missing = it.gossip.load.ownEventsMissing
                findings.append(
                    "node \(node): \(it.outbox.count) sayings wait, \(missing) own events missing")
            }
            return findings
        }
    }
}
