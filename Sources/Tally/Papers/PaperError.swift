/// Why candidates or papers cannot be taken.
public enum PaperError: Error, Hashable, Sendable {
    /// There is nobody to vote for.
    case noCandidates
    /// More candidates than ``Slate/mostCandidates``.
    case tooManyCandidates(Int)
    /// Two candidates have one name, so that totals by name would be ambiguous.
    case sameName(String)
    /// No candidate has this number; numbers begin at 0.
    case unknownCandidate(Int)
    /// A paper names this candidate twice.
    case candidateTwice(Int)
    /// A paper stands for so many people; one or more would be right.
    case wrongCount(Int)
    /// All papers together are more than a number of 64 bits holds.
    case tooManyPapers
    /// A score lies outside of 0 to the highest that papers allow.
    case wrongScore(Int)
    /// The highest score has to be 1 to ``ScoredPapers/mostScore``.
    case wrongHighestScore(Int)
}

/// Why papers cannot be counted by a method.
public enum CountError: Error, Hashable, Sendable {
    /// The method fills 1 to ``Slate/mostCandidates`` seats, or one seat only.
    case wrongSeats(Int)
    /// The lots order another number of candidates.
    case wrongLots
    /// A parameter of the method is not within its limits; the text names it.
    case wrongParameter(String)
    /// The method needs ranked papers, or scored ones, and has been given others.
    case wrongPapers
    /// A paper puts more candidates on one rank than can be split exactly.
    case tooManyEqual(Int)
    /// No choice of candidates keeps all quotas on seats.
    case quotasCannotBeMet
    /// The quotas on seats overlap in more ways than can be looked through.
    case quotasTooTangled
}
