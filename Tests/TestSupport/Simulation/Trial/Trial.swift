import Federation
import Feeds
import Sodium

/// One simulated federation under faults, from its start until everybody must agree.
///
/// Faults strike for a while, then they stop, and then everything must come right within a bound.
/// The checkers look at what is left.
public struct Trial {
    /// What happens in it.
    public let options: TrialOptions
    /// The federation.
    public var simulation: Simulation
    /// What everybody has signed.
    public let ledger: Ledger
    var random: SplitMix64
    var sayings: Sayings
    /// Whose machine the disaster strikes.
    let victim = 0
    /// The node that is another copy of the victim's.
    var twin: Int?
    /// The copy that was taken of the victim's disk.
    var kept: SimulatedDisk?
    /// Who leaves, and who has not been told of it.
    var leaver: Int?
    var untold: [Int] = []
    /// Who is robbed and begins anew.
    var robbed: Int?
    /// Nodes that are down, and in which step they start again.
    var down: [Int: Int] = [:]
    /// What was said at the very end by those who may write.
    var lastWords: [[UInt8]] = []
    /// The rounds until everybody agreed; nil where they never did.
    var rounds: Double?
    /// Whether all that was said at the very end came to everybody in time.
    var heardLastWords = false

    /// Sets up the federation that the options describe.
    public init(_ options: TrialOptions) throws {
        self.options = options
        random = SplitMix64(seed: options.seed)
        sayings = Sayings(seed: random.next())
        let ledger = Ledger()
        self.ledger = ledger
        var settings = GossipSettings()
        settings.push = options.push
        settings.reconcileEvery = options.round
        simulation = try Simulation(
            nodes: options.nodes, seed: options.seed, settings: settings
        ) { author, seed in
            try SimulatedDisk(
                feed: author.feed, place: "disk of \(author.feed.chapter)", seed: seed,
                ledger: ledger
            ) { highWater in
                if options.scale == .database {
                    try FeedsStore(author: author, salts: seed, highWater: highWater)
                } else {
                    PlainStore(author: author, seed: seed, highWater: highWater)
                }
            }
        }
        if options.scale == .many { simulation.tickEvery = 500 }
    }

    /// Runs it to its end and looks at what is left.
    public mutating func run() throws -> TrialReport {
        begin()
        for step in 0..<options.steps {
            try strike(step)
            try act(step)
            try simulation.run(milliseconds: Int64.random(in: 0...options.pause, using: &random))
            collect(step)
        }
        try stopFaults()
        rounds = try settle()
        if rounds != nil, options.isCured, needsCure {
            ledger.happened("cures")
            try simulation.renew(victim, epoch: 2)
            rounds = try settle()
        }
        if rounds != nil { try sayLastWords() }
        return try report()
    }

    /// Everybody must agree within so many rounds after the faults have stopped.
    public static let roundsAllowed: Int64 = 20

    private mutating func settle() throws -> Double? {
        let slowest = simulation.settings.silentAfter + simulation.settings.answerWithin
        let bound = Self.roundsAllowed * options.round + slowest
        var taken = try simulation.settle(within: bound)
        if taken == nil, onlyOutsidersCanHelp {
            simulation.patient.insert(victim)
            taken = try simulation.settle(within: bound)
        }
        return taken.map { Double($0) / Double(options.round) }
    }

    /// Whether the victim waits for events of its own that only a chapter holds which has left: it
    /// must not write at their places, and nobody can give them back.
    private var onlyOutsidersCanHelp: Bool {
        leaver != nil && options.disaster != .nothing
            && simulation.nodes[victim].gossip.load.ownEventsMissing > 0
    }

    private mutating func begin() {
        simulation.faults = options.network
        for pair in crawling() { simulation.faults.slow[pair] = 1 }
        for index in simulation.nodes.indices { disk(of: index)?.faults = options.disk }
        if options.disaster == .forgetfulDisk {
            disk(of: victim)?.faults.forgets = 4
            disk(of: victim)?.faults.cutPerMille = max(20, options.disk.cutPerMille)
        }
        for _ in 0..<(options.nodes * options.oneWayPercent / 100) {
            simulation.cuts.insert([someNode(), someNode()])
        }
        guard !options.startsAtOnce else { return }
        for index in simulation.nodes.indices where index % 2 == 1 {
            simulation.crash(index)
            down[index] = Int.random(in: 0..<max(1, options.steps / 2), using: &random)
        }
    }

    private mutating func crawling() -> [[Int]] {
        let pairs = simulation.linkedPairs
        guard !pairs.isEmpty else { return [] }
        return (0..<options.crawlingLinks).map { _ in
            pairs[Int.random(in: 0..<pairs.count, using: &random)]
        }
    }

    mutating func someNode() -> Int { Int.random(in: 0..<options.nodes, using: &random) }

    func disk(of index: Int) -> SimulatedDisk? {
        simulation.nodes[index].store as? SimulatedDisk
    }

    /// Something that may happen at any time, to anybody.
    private mutating func act(_ step: Int) throws {
        for index in down.keys.sorted() where (down[index] ?? 0) <= step {
            down[index] = nil
            try restart(index)
        }
        let node = someNode()
        switch Int.random(in: 0..<20, using: &random) {
        case 0 where options.oneWayPercent > 0:
            simulation.cuts.insert([node, someNode()])
        case 1: simulation.cuts = []
        case 2 where simulation.nodes[node].isRunning && options.scale != .many:
            simulation.crash(node)
            ledger.happened("kills")
            down[node] = step + Int.random(in: 0...5, using: &random)
        case 3 where simulation.clocks.count < options.wrongClocks: setClock(of: node)
        case 4: simulation.clocks[node] = nil
        case 5...12:
            guard options.scale != .many,
                try simulation.checkpoint(at: node % options.writers)
            else { break }
            ledger.happened("checkpoints")
        default: break
        }
        let speakers = options.scale == .many ? options.writers : 1
        for _ in 0..<speakers {
            let speaker = Int.random(in: 0..<options.writers, using: &random)
            try speak(speaker)
        }
        if let twin, Bool.random(using: &random) { try speak(twin) }
    }

    mutating func speak(_ node: Int) throws {
        guard simulation.nodes[node].isRunning else { return }
        let saying = sayings.next(by: simulation.nodes[node].chapter)
        try simulation.say(saying.kind, saying.payload, at: node)
    }

    private mutating func setClock(of node: Int) {
        ledger.happened("wrong clocks")
        switch Int.random(in: 0..<4, using: &random) {
        case 0: simulation.clocks[node] = .ahead(64 * 365 * 86_400_000)
        case 1: simulation.clocks[node] = .frozen(simulation.now)
        case 2: simulation.clocks[node] = .ahead(-Int64.random(in: 1...40_000_000, using: &random))
        default: simulation.clocks[node] = .ahead(Int64.random(in: 1...40_000_000, using: &random))
        }
    }

    /// Looks after the nodes that have lost their power.
    private mutating func collect(_ step: Int) {
        for index in simulation.unpowered where index < options.nodes {
            disk(of: index)?.comeBack()
            down[index] = step + Int.random(in: 1...5, using: &random)
        }
        simulation.unpowered = []
    }

    mutating func restart(_ index: Int) throws {
        guard !simulation.nodes[index].isRunning else { return }
        let mayBeOld = try disk(of: index)?.mayBeOld() ?? false
        if mayBeOld { ledger.happened("restores noticed") }
        try simulation.restart(index, restored: mayBeOld)
    }

    private mutating func stopFaults() throws {
        simulation.faults = Simulation.Faults()
        simulation.cuts = []
        simulation.clocks = [:]
        for index in simulation.nodes.indices { disk(of: index)?.faults = DiskFaults() }
        if let leaver { simulation.outsiders.insert(leaver) }
        try tellOfLeaving(untold)
        if let twin {
            simulation.outsiders.insert(twin)
            if simulation.nodes[twin].isRunning { simulation.crash(twin) }
        }
        for index in down.keys.sorted() { try restart(index) }
        down = [:]
    }

    /// Whether the victim may not write any more.
    private var needsCure: Bool { simulation.nodes[victim].stopped != nil }

    /// Everybody who may write says one thing more, and all must hear it.
    private mutating func sayLastWords() throws {
        for node in members.prefix(options.scale == .many ? 10 : .max)
        where simulation.nodes[node].stopped == nil && !simulation.patient.contains(node) {
            let word = Array("last word of \(node)".utf8)
            lastWords.append(word)
            try simulation.say(Kind(rawValue: 1000), word, at: node)
        }
        heardLastWords = try settle() != nil
    }

    /// The nodes that belong together in the end.
    var members: [Int] {
        simulation.nodes.indices.filter {
            simulation.nodes[$0].isRunning && !simulation.outsiders.contains($0)
        }
    }
}
