/// How many members must be at a meeting for it to decide.
public enum MeetingQuorum: Hashable, Sendable {
    /// So many members.
    case people(Int)
    /// So many of every hundred members of the chapter.
    case percent(Int)

    /// The highest number that can be asked for.
    public static let most = 1_000_000

    /// How many that is, when the chapter has this many members; a fraction counts as one more.
    ///
    /// It is at least one, so that an empty room never decides.
    public func needed(of members: Int) -> Int {
        switch self {
        case .people(let count): count
        case .percent(let share): max(1, (members * share + 99) / 100)
        }
    }

    var isPossible: Bool {
        switch self {
        case .people(let count): (1...Self.most).contains(count)
        case .percent(let share): (1...100).contains(share)
        }
    }

    /// The two columns in which it is kept.
    init?(people: Int?, percent: Int?) {
        if let people {
            self = .people(people)
        } else if let percent {
            self = .percent(percent)
        } else {
            return nil
        }
    }

    var people: Int? { if case .people(let count) = self { count } else { nil } }

    var percent: Int? { if case .percent(let share) = self { share } else { nil } }
}
