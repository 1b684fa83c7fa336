import Federation

/// Who comes to a chapter's meetings: a third of the members, more in one month, fewer in another.
///
/// Some come nearly always and many seldom, as in life, and it is decided by chance from a seed.
struct Turnout {
    /// Somebody who comes to a meeting.
    struct Arrival: Sendable {
        let memberID: String
        let arrived: Timestamp
        /// When they left, if before the end.
        let left: Timestamp?
    }

    /// The part of the members that comes, usually and at the least and most.
    static let share = (usual: 0.33, least: 0.2, most: 0.45)
    /// By how much the part changes from one meeting to the next.
    static let drift = -0.07...0.07
    /// How many of those who come leave early.
    static let leavingEarly = 0.12

    private var chance: Chance
    private var share = Turnout.share.usual
    private let members: [(memberID: String, zeal: Double)]
    private let meanZeal: Double

    init(of members: [String], seed: UInt64) {
        var chance = Chance(seed: seed)
        let zealous = members.map { member in
            let draw = Double.random(in: 0..<1, using: &chance)
            return (memberID: member, zeal: 0.1 + 2 * draw * draw)
        }
        self.chance = chance
        self.members = zealous
        meanZeal = max(0.1, zealous.reduce(0) { $0 + $1.zeal } / Double(max(1, zealous.count)))
    }

    /// Draws those who come to the next meeting.
    mutating func next(at meeting: Gathering) -> [Arrival] {
        let pull = (Self.share.usual - share) / 4
        let moved = share + pull + Double.random(in: Self.drift, using: &chance)
        share = min(Self.share.most, max(Self.share.least, moved))
        var arrivals: [Arrival] = []
        for member in members where chance.happens(min(0.95, share * member.zeal / meanZeal)) {
            let early = Int64.random(in: -15...10, using: &chance)
            let late = chance.happens(0.2) ? Int64.random(in: 0...25, using: &chance) : 0
            let leaves = chance.happens(Self.leavingEarly)
            let minutes = Int64.random(in: 10...45, using: &chance)
            arrivals.append(
                Arrival(
                    memberID: member.memberID, arrived: meeting.start + (early + late) * 60_000,
                    left: leaves ? meeting.end + -minutes * 60_000 : nil))
        }
        return arrivals
    }
}
