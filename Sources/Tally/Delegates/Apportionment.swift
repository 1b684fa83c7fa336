/// How many delegates each chapter sends, or how many seats each list gets.
public struct Apportionment: Hashable, Sendable {
    /// The rule.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// Highest quotients by 1, 3, 5, 7, ... (Webster).
        case sainteLague = "sainte-lague"
        /// Highest quotients by 1, 2, 3, 4, ... (Jefferson).
        case dHondt = "dhondt"
        /// Whole shares, and the largest remainders.
        case hamilton
        /// Highest quotients by the roots of 0x1, 1x2, 2x3, ...
        case huntingtonHill = "huntington-hill"
        /// Highest quotients by 0, 1, 2, 3, ...
        case adams
    }

    /// The most seats that can be given out.
    public static let mostSeats = 10_000

    /// The rule.
    public let method: Method
    /// Whether everybody with any votes has a seat at least.
    public let isOneSure: Bool
    /// The part of all votes below which nobody gets a seat, if any.
    public let threshold: Ratio?

    /// The rule with its parameters.
    public init(_ method: Method, isOneSure: Bool = false, threshold: Ratio? = nil) {
        self.method = method
        self.isOneSure = isOneSure
        self.threshold = threshold
    }

    /// Gives out seats by votes or by members; equal quotients or remainders are drawn by lot.
    public func count(_ votes: [Int], seats: Int, lots: Lots) throws(CountError) -> SeatCount {
        guard (1...Slate.mostCandidates).contains(votes.count), lots.order.count == votes.count
        else { throw .wrongLots }
        guard (0...Self.mostSeats).contains(seats) else { throw .wrongSeats(seats) }
        guard votes.allSatisfy({ $0 >= 0 }) else { throw .wrongParameter("votes") }
        let total = votes.reduce(0 as UInt128) { $0 + UInt128($1) }
        guard total > 0, total <= Int.max else { throw .wrongParameter("votes") }
        let entitled = votes.indices.filter { party in
            guard votes[party] > 0 else { return false }
            guard let threshold else { return true }
            return Ratio(UInt128(votes[party]), over: total) >= threshold
        }
        guard !entitled.isEmpty else { throw .wrongParameter("threshold") }
        if isOneSure, seats < entitled.count { throw .wrongSeats(seats) }
        var count = SeatCount(seats: [Int](repeating: 0, count: votes.count), ties: [])
        if method == .hamilton {
            hamilton(votes, entitled, seats, lots, &count)
        } else {
            divide(votes, entitled, seats, lots, &count)
        }
        return count
    }

    private func divide(
        _ votes: [Int], _ entitled: [Int], _ seats: Int, _ lots: Lots, _ count: inout SeatCount
    ) {
        var left = seats
        if isOneSure {
            for party in entitled { count.seats[party] = 1 }
            left -= entitled.count
        }
        var quotients = entitled.map { quotient(votes[$0], after: count.seats[$0]) }
        while left > 0, let highest = quotients.max() {
            let equals = quotients.indices.filter { quotients[$0] == highest }
            let drawn = lots.sorted(equals.map { entitled[$0] }).prefix(left)
            if drawn.count < equals.count {
                count.ties.append(
                    SeatCount.Tie(parties: equals.map { entitled[$0] }, picked: Array(drawn)))
            }
            for place in equals where drawn.contains(entitled[place]) {
                let party = entitled[place]
                count.seats[party] += 1
                quotients[place] = quotient(votes[party], after: count.seats[party])
            }
            left -= drawn.count
        }
    }

    /// What a party has to show for its next seat.
    private func quotient(_ votes: Int, after seats: Int) -> Quotient {
        let (votes, seats) = (UInt128(votes), UInt128(seats))
        return switch method {
        case .sainteLague: Quotient(votes, by: 2 * seats + 1)
        case .dHondt: Quotient(votes, by: seats + 1)
        case .adams: Quotient(votes, by: seats)
        case .huntingtonHill:
            // Squares compare as the roots do. Nobody's first seat is divided by anything but 0.
            Quotient(votes * votes, by: seats * (seats + 1))
        case .hamilton: Quotient(votes, by: 1)
        }
    }

    private func hamilton(
        _ votes: [Int], _ entitled: [Int], _ seats: Int, _ lots: Lots, _ count: inout SeatCount
    ) {
        var sharing = entitled
        var left = seats
        while true {
            let total = sharing.reduce(0 as Int128) { $0 + Int128(votes[$1]) }
            var attempt = SeatCount(seats: count.seats, ties: [])
            var remainders: [Int: Int128] = [:]
            var given = 0
            for party in sharing {
                let share = (Int128(votes[party]) * Int128(left)).quotientAndRemainder(
                    dividingBy: total)
                attempt.seats[party] = Int(share.quotient)
                given += Int(share.quotient)
                remainders[party] = share.remainder
            }
            for equals in grouped(sharing, by: { remainders[$0] ?? 0 }) where given < left {
                let drawn = Array(lots.sorted(equals).prefix(left - given))
                if drawn.count < equals.count {
                    attempt.ties.append(SeatCount.Tie(parties: equals, picked: drawn))
                }
                for party in drawn { attempt.seats[party] += 1 }
                given += drawn.count
            }
            let without = sharing.filter { attempt.seats[$0] == 0 }
            guard isOneSure, !without.isEmpty else {
                count = attempt
                return
            }
            // Their seat is sure; the others share the rest anew.
            for party in without { count.seats[party] = 1 }
            left -= without.count
            sharing.removeAll { without.contains($0) }
        }
    }
}

/// How seats were given out.
public struct SeatCount: Hashable, Sendable {
    /// Equal claims, of which lots chose some.
    public struct Tie: Hashable, Sendable {
        /// Whose claims were equal.
        public let parties: [Int]
        /// Who got a seat.
        public let picked: [Int]

        /// Equal claims and who got a seat.
        public init(parties: [Int], picked: [Int]) {
            self.parties = parties
            self.picked = picked
        }
    }

    /// The seats of each, in the order of the votes.
    public internal(set) var seats: [Int]
    /// The ties that lots resolved.
    public internal(set) var ties: [Tie]
}

/// A number by a number that may be 0, which is more than any other; then the larger number is more.
private struct Quotient: Comparable {
    let votes: UInt128
    let divisor: UInt128

    init(_ votes: UInt128, by divisor: UInt128) {
        self.votes = votes
        self.divisor = divisor
    }

    static func < (left: Quotient, right: Quotient) -> Bool {
        if left.divisor == 0, right.divisor == 0 { return left.votes < right.votes }
        let first = left.votes.multipliedFullWidth(by: right.divisor)
        let second = right.votes.multipliedFullWidth(by: left.divisor)
        return (first.high, first.low) < (second.high, second.low)
    }

    static func == (left: Quotient, right: Quotient) -> Bool { !(left < right) && !(right < left) }
}
