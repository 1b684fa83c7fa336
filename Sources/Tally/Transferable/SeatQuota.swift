/// How many of the seats a group of candidates must have at least, or may have at most.
public struct SeatQuota: Hashable, Sendable {
    /// What the group is called, for the log.
    public let name: String
    /// Who belongs to it.
    public let members: Set<Int>
    /// How many seats it must have.
    public let least: Int
    /// How many it may have.
    public let most: Int

    /// A quota for a group.
    public init(_ name: String, members: Set<Int>, least: Int = 0, most: Int = .max) {
        self.name = name
        self.members = members
        self.least = least
        self.most = most
    }
}

/// Which candidates the quotas on seats leave free, by exact search.
///
/// Candidates who belong to the same groups are interchangeable and make one cell. A count can be
/// completed if some number of seats for each cell, no fewer than it has and no more than it has
/// candidates left, makes up all seats and keeps all quotas. Whoever no completion contains is
/// doomed, whoever none omits is guarded. Sources: Gray and Fitzgerald 1985; J. Otten, *Ordered
/// List Selection*; I. D. Hill, *Constraints on STV elections*.
struct Feasibility {
    /// The most quotas.
    static let mostQuotas = 64
    /// The most numbers of seats that are kept in mind at once.
    static let mostStates = 100_000

    private let quotas: [SeatQuota]
    private let seats: Int
    /// For each candidate the cell, or -1 for whoever has withdrawn.
    private let cell: [Int]
    /// For each cell the quotas that its candidates belong to.
    private let quotasOfCell: [[Int]]

    init(_ quotas: [SeatQuota], seats: Int, slate: Slate) throws(CountError) {
        guard quotas.count <= Self.mostQuotas else { throw .wrongParameter("quotas") }
        for quota in quotas {
            guard quota.least >= 0, quota.least <= quota.most,
                quota.members.allSatisfy({ (0..<slate.count).contains($0) })
            else { throw .wrongParameter(quota.name) }
        }
        var cells: [[Int]: Int] = [:]
        var quotasOfCell: [[Int]] = []
        var cell = [Int](repeating: -1, count: slate.count)
        for candidate in slate.standing {
            let own = quotas.indices.filter { quotas[$0].members.contains(candidate) }
            let number = cells[own] ?? quotasOfCell.count
            if number == quotasOfCell.count {
                cells[own] = number
                quotasOfCell.append(own)
            }
            cell[candidate] = number
        }
        self.quotas = quotas
        self.seats = seats
        self.cell = cell
        self.quotasOfCell = quotasOfCell
    }

    var hasQuotas: Bool { !quotas.isEmpty }

    /// Those who are doomed and those who are guarded among the hopeful, in order of their numbers.
    func look(elected: [Int], hopeful: [Int]) throws(CountError) -> (doomed: [Int], guarded: [Int])
    {
        guard !quotas.isEmpty else { return ([], []) }
        var has = [Int](repeating: 0, count: quotasOfCell.count)
        var can = has
        for candidate in elected { has[cell[candidate]] += 1 }
        for candidate in hopeful { can[cell[candidate]] += 1 }
        guard try isFeasible(has, can) else { throw .quotasCannotBeMet }
        var isDoomed = [Bool](repeating: false, count: has.count)
        var isGuarded = isDoomed
        for cell in has.indices where can[cell] > 0 {
            can[cell] -= 1
            isGuarded[cell] = try !isFeasible(has, can)
            has[cell] += 1
            isDoomed[cell] = try !isFeasible(has, can)
            has[cell] -= 1
            can[cell] += 1
        }
        return (hopeful.filter { isDoomed[cell[$0]] }, hopeful.filter { isGuarded[cell[$0]] })
    }

    /// Whether cells that have so many seats and can have so many more can make up all seats.
    private func isFeasible(_ has: [Int], _ can: [Int]) throws(CountError) -> Bool {
        // A state is the seats of each quota, and of all cells at the end.
        var states: Set<[Int]> = [[Int](repeating: 0, count: quotas.count + 1)]
        for cell in has.indices {
            var next: Set<[Int]> = []
            for state in states {
                for number in has[cell]...(has[cell] + can[cell]) {
                    var grown = state
                    for quota in quotasOfCell[cell] { grown[quota] += number }
                    grown[quotas.count] += number
                    guard isWithin(grown) else { break }
                    next.insert(grown)
                }
                guard next.count <= Self.mostStates else { throw .quotasTooTangled }
            }
            states = next
        }
        return states.contains { state in
            state[quotas.count] == seats
                && quotas.indices.allSatisfy { state[$0] >= quotas[$0].least }
        }
    }

    private func isWithin(_ state: [Int]) -> Bool {
        state[quotas.count] <= seats && quotas.indices.allSatisfy { state[$0] <= quotas[$0].most }
    }
}
