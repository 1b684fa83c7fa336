/// Filling seats from groups of equals, with lots where a group does not fit.
struct Seating {
    var winners: [Int] = []
    var ties: [Tie] = []

    /// Takes the best groups; of the group that is too large, those who were drawn first.
    init(_ ranking: [[Int]], seats: Int, lots: Lots) {
        for group in ranking where winners.count < seats {
            let room = seats - winners.count
            let drawn = group.count > 1 ? lots.sorted(group) : group
            winners += drawn.prefix(room)
            if group.count > room {
                let picked = Array(drawn.prefix(room))
                ties.append(
                    Tie(question: .winner, candidates: group, picked: picked, resolution: .lot))
            }
        }
    }
}

/// Candidates in groups of equal values, the highest first; inside a group by number.
func grouped<Value: Comparable>(_ candidates: [Int], by value: (Int) -> Value) -> [[Int]] {
    let sorted = candidates.sorted { first, second in
        let (left, right) = (value(first), value(second))
        return left == right ? first < second : left > right
    }
    var groups: [[Int]] = []
    var last: Value?
    for candidate in sorted {
        let here = value(candidate)
        if here == last {
            groups[groups.count - 1].append(candidate)
        } else {
            groups.append([candidate])
        }
        last = here
    }
    return groups
}

/// Refuses seats and lots that no method can use.
func check(_ slate: Slate, seats: Int, most: Int = Slate.mostCandidates, _ lots: Lots)
    throws(CountError)
{
    guard (1...most).contains(seats) else { throw .wrongSeats(seats) }
    guard lots.order.count == slate.count else { throw .wrongLots }
}
