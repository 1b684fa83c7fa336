import Federation
import Feeds
import Sodium
import SwiftProtobuf

/// What strikes a chapter once in a trial.
extension Trial {
    mutating func strike(_ step: Int) throws {
        let first = options.steps / 4
        let second = options.steps / 2
        if step == first { try prepare() }
        if step == second { try strikeVictim() }
        if step == second, options.somebodyLeaves { try leave() }
        if step > second, !untold.isEmpty { try tellOfLeaving([untold.removeFirst()]) }
        if step == first, options.somebodyIsRobbed { try beginAnew() }
        if step > first, options.somebodyIsRobbed, step % 3 == 0 { try forge() }
    }

    private mutating func prepare() throws {
        switch options.disaster {
        case .backup, .copiedBack, .putBackUnnoticed:
            let place = options.disaster == .copiedBack ? "elsewhere" : victimsPlace
            kept = try disk(of: victim)?.copied(to: place)
        case .nothing, .forgetfulDisk, .twins: break
        }
    }

    private var victimsPlace: String { "disk of \(simulation.nodes[victim].chapter)" }

    private mutating func strikeVictim() throws {
        guard let disk = disk(of: victim) else { return }
        ledger.happened("disaster: \(options.disaster.rawValue)")
        switch options.disaster {
        case .nothing, .forgetfulDisk: break
        case .backup:
            guard let kept else { return }
            if simulation.nodes[victim].isRunning { simulation.crash(victim) }
            try disk.putBack(kept)
            down[victim] = nil
            simulation.nodes[victim].outbox = []
            try restart(victim)
        case .copiedBack, .putBackUnnoticed:
            guard let kept else { return }
            if simulation.nodes[victim].isRunning { simulation.crash(victim) }
            kept.faults = options.disk
            simulation.nodes[victim].store = kept
            simulation.nodes[victim].outbox = []
            down[victim] = nil
            try restart(victim)
        case .twins:
            let place = Bool.random(using: &random) ? victimsPlace : "another machine"
            let copy = try disk.copied(to: place)
            let node = try simulation.node(
                simulation.nodes[victim].author, copy, restored: try copy.mayBeOld())
            let twin = simulation.add(node)
            self.twin = twin
            for other in 1..<options.nodes where simulation.nodes[other].isRunning {
                simulation.link(twin, other)
            }
        }
    }

    /// A chapter leaves. Its own node is not told, and goes on.
    private mutating func leave() throws {
        ledger.happened("departures")
        let leaver = options.nodes - 1
        self.leaver = leaver
        // It is heard until the others know, and what it says afterwards counts for nobody.
        let told = (0..<leaver).filter { _ in Bool.random(using: &random) }
        untold = (0..<leaver).filter { !told.contains($0) }
        try tellOfLeaving(told)
    }

    /// Tells these nodes that somebody has left.
    mutating func tellOfLeaving(_ told: [Int]) throws {
        guard let leaver else { return }
        let chapter = simulation.nodes[leaver].chapter
        let before = simulation.roster
        let roster = Roster(
            federation: before.federation, name: before.name,
            entries: before.entries.map { entry in
                RosterEntry(
                    chapter: entry.chapter, name: entry.name, certificate: entry.certificate,
                    node: entry.node, standing: entry.chapter == chapter ? .left : entry.standing)
            })
        try simulation.change(roster, knownTo: told)
        if told == untold { untold = [] }
    }

    /// A chapter begins anew with its root key, whoever can hear it just then.
    private mutating func beginAnew() throws {
        let robbed = options.nodes - 2
        guard simulation.nodes[robbed].isRunning else { return }
        self.robbed = robbed
        try simulation.renew(robbed)
    }

    /// Somebody with the old key writes another past and has it passed on as if it were news.
    private mutating func forge() throws {
        guard let robbed else { return }
        let thief = FeedAuthor.fixed(UInt32(robbed))
        let written = ledger.events(of: thief.feed).compactMap { $0.first?.event }
        let place = Int.random(in: 0...written.count, using: &random)
        var tip = place == 0 ? Tip.empty : written[place - 1].tip
        var forged: [Event] = []
        for number in 0..<Int.random(in: 1...4, using: &random) {
            let event = thief.withKey { key in
                EventAuthor.write(
                    Kind(rawValue: 1000), Array("forged \(number)".utf8),
                    salt: [UInt8](repeating: 7, count: Limits.saltBytes),
                    time: HybridTime(now: simulation.now, after: tip.time), after: tip,
                    in: thief.feed, signedBy: key)
            }
            tip = event.tip
            forged.append(event)
        }
        guard let run = WireRun(carrying: forged) else { return }
        var message = WireMessage()
        message.push = run
        ledger.happened("forgeries")
        let frame: [UInt8] = try message.serializedBytes()
        for _ in 0..<3 {
            let node = someNode()
            if node != robbed, simulation.nodes[node].isRunning {
                try simulation.inject(frame, into: node)
            }
        }
    }
}
