/// Votes that people have handed on, resolved once, at the close.
///
/// Whoever votes does so for themselves, whatever they handed on. Everybody else votes as the first
/// person does to whom the chain of those they trust leads and who votes. A chain that ends with
/// somebody who does neither, runs in a circle or is too long is not cast.
public struct Delegation: Hashable, Sendable {
    /// How many steps a chain may have; nil for any number.
    public let mostSteps: Int?

    /// The rule with its parameter.
    public init(mostSteps: Int? = nil) { self.mostSteps = mostSteps }

    /// The person whose vote counts for each, themselves if they vote; nil if theirs is not cast.
    ///
    /// People are numbered from 0. A number that is nobody's ends a chain.
    public func voters(hasVoted: [Bool], delegates: [Int?]) throws(CountError) -> [Int?] {
        guard delegates.count == hasVoted.count else { throw .wrongParameter("delegates") }
        // The voter at the end of each chain and the steps to get there; -1 steps is unknown yet.
        var voter = [Int?](repeating: nil, count: hasVoted.count)
        var steps = [Int](repeating: -1, count: hasVoted.count)
        for start in hasVoted.indices where steps[start] < 0 {
            var path: [Int] = []
            var here = start
            while steps[here] < 0 {
                steps[here] = 0
                if hasVoted[here] {
                    voter[here] = here
                    break
                }
                path.append(here)
                guard let next = delegates[here], hasVoted.indices.contains(next) else { break }
                here = next
            }
            // Whoever comes back to the path itself, in a circle, finds nobody who votes there.
            let (end, further) = (voter[here], steps[here])
            for (index, person) in path.reversed().enumerated() {
                voter[person] = end
                steps[person] = further + index + 1
            }
        }
        guard let mostSteps else { return voter }
        return voter.indices.map { steps[$0] <= mostSteps ? voter[$0] : nil }
    }

    /// The choice that counts for each; nil if none does.
    public func choices(_ votes: [Int?], delegates: [Int?]) throws(CountError) -> [Int?] {
        try voters(hasVoted: votes.map { $0 != nil }, delegates: delegates).map { voter in
            voter.flatMap { votes[$0] }
        }
    }
}
