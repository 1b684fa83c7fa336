import Federation
import Sodium

/// What happens in one trial of a simulated federation.
///
/// All of it follows from the seed, and what is printed says all of it.
public struct TrialOptions: Sendable, CustomStringConvertible {
    /// How many nodes there are, and on what they keep their feeds.
    public enum Scale: String, CaseIterable, Sendable {
        /// Up to forty nodes on a plain store.
        case plain
        /// A thousand nodes on a plain store.
        case many
        /// Up to twenty-four nodes on SQLite.
        case database
    }

    /// What becomes of one chapter's machine.
    public enum Disaster: String, CaseIterable, Sendable {
        case nothing
        /// An old copy of the database is put back.
        case backup
        /// The directory of a node that had been stopped cleanly is put back whole, elsewhere.
        case copiedBack
        /// The same in the very same place, so that nothing beside the database tells of it.
        case putBackUnnoticed
        /// The disk forgets what it had said it has written, when the power goes.
        case forgetfulDisk
        /// Two copies of the node run at once.
        case twins
    }

    /// From what everything follows.
    public let seed: UInt64
    /// How large it is.
    public let scale: Scale
    /// How many chapters.
    public var nodes = 3
    /// How many of them say something.
    public var writers = 3
    /// How many things happen before the faults stop.
    public var steps = 60
    /// The longest time between two of them, in milliseconds.
    public var pause: Int64 = 800
    /// Whether new events are pushed.
    public var push = true
    /// The mean time between two comparisons on a link, in milliseconds.
    public var round: Int64 = 5_000
    /// What the network does.
    public var network = Simulation.Faults()
    /// Pairs of a hundred between which nothing passes in one direction, at first.
    public var oneWayPercent = 0
    /// Links through which a byte passes in a second.
    public var crawlingLinks = 0
    /// Nodes whose clocks go wrong.
    public var wrongClocks = 0
    /// What all disks do.
    public var disk = DiskFaults()
    /// Whether all start in the same moment; else half of them come later.
    public var startsAtOnce = true
    /// What becomes of the first chapter's machine.
    public var disaster = Disaster.nothing
    /// Whether that chapter begins anew with its root key if it may not write any more.
    public var isCured = true
    /// Whether a chapter leaves and its node goes on talking.
    public var somebodyLeaves = false
    /// Whether a chapter begins anew in the middle of it all, and a thief forges its past.
    public var somebodyIsRobbed = false

    /// Draws everything from the seed.
    public init(seed: UInt64, scale: Scale) {
        self.seed = seed
        self.scale = scale
        var random = SplitMix64(seed: seed ^ 0x7472_6961_6C73)
        func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        /// Something that happens in so many trials of a hundred.
        func sometimes(_ percent: Int) -> Bool { draw(0...99) < percent }
        switch scale {
        case .plain: nodes = sometimes(10) ? draw(25...40) : draw(2...12)
        case .many: nodes = 1_000
        case .database: nodes = sometimes(30) ? 24 : draw(2...12)
        }
        writers = scale == .many ? 10 : nodes
        steps = scale == .many ? 12 : draw(20...90)
        pause = scale == .many ? 500 : Int64(draw(100...1_500))
        push = sometimes(60)
        round = Int64(draw(3...8)) * 1_000
        if scale == .many {
            push = true
            round = 10_000
        }
        network.lossPercent = draw(0...30)
        network.duplicatePercent = draw(0...20)
        network.reorderPercent = draw(0...50)
        network.latency = 1...Int64(draw(2...(scale == .many ? 200 : 2_000)))
        network.changedPerMille = sometimes(30) ? draw(1...20) : 0
        oneWayPercent = sometimes(50) ? draw(0...20) : 0
        crawlingLinks = sometimes(30) ? draw(1...3) : 0
        wrongClocks = sometimes(40) ? draw(1...3) : 0
        disk.cutPerMille = sometimes(60) ? draw(1...30) : 0
        disk.refusedPerMille = sometimes(40) ? draw(1...60) : 0
        if scale == .many {
            disk.cutPerMille = min(disk.cutPerMille, 3)
            disk.refusedPerMille = min(disk.refusedPerMille, 10)
        }
        startsAtOnce = scale == .many || sometimes(50)
        if sometimes(60) { disaster = Disaster.allCases[draw(0...5)] }
        isCured = sometimes(70)
        somebodyLeaves = nodes > 3 && sometimes(25)
        somebodyIsRobbed = nodes > 3 && sometimes(25)
    }

    /// Everything, in one line each.
    public var description: String {
        """
        seed \(seed), \(scale.rawValue): \(nodes) nodes, \(writers) of them write, \(steps) steps \
        of up to \(pause) ms
          push \(push), round \(round) ms, all start at once \(startsAtOnce)
          network: \(network.latency) ms, lost \(network.lossPercent) %, twice \
        \(network.duplicatePercent) %, overtaking \(network.reorderPercent) %, changed \
        \(network.changedPerMille) per mille, one way \(oneWayPercent) % of pairs, \
        \(crawlingLinks) crawling
          disks: power cut at \(disk.cutPerMille) and refused \(disk.refusedPerMille) of 1,000 writes
          wrong clocks \(wrongClocks), disaster: \(disaster.rawValue), cured \(isCured), somebody \
        leaves \(somebodyLeaves), somebody is robbed \(somebodyIsRobbed)
        """
    }

    /// What to type to see it again.
    public var command: String {
        "swift run -c release bench soak \(scale.rawValue) seed=\(seed)"
    }
}
