/// A language in which a log explains itself.
public enum LogLanguage: String, Hashable, Sendable, CaseIterable {
    /// English.
    case english = "en"
    /// Spanish.
    case spanish = "es"

    var voice: any LogVoice {
        switch self {
        case .english: EnglishVoice()
        case .spanish: SpanishVoice()
        }
    }
}

extension LogLanguage {
    /// A number as this language writes it, with all its decimals.
    public func number(_ number: Fixed) -> String { voice.number(number) }
}

/// What a log says, sentence by sentence; names and numbers are given as they are to be read.
protocol LogVoice: Sendable {
    func number(_ number: Fixed) -> String
    func list(_ words: [String]) -> String

    func counted(_ papers: String, isOne: Bool, seats: String, isOneSeat: Bool) -> String
    func blank(_ papers: String, isOne: Bool) -> String
    func invalid(_ papers: String, isOne: Bool) -> String
    func stopped(_ papers: String, isOne: Bool) -> String
    func quota(_ quota: String) -> String
    func stage(_ number: Int) -> String
    func totals(_ measure: Stage.Measure, _ totals: String) -> String
    func exhausted(_ value: String) -> String
    func residual(_ value: String) -> String

    func reachesQuota(_ name: String, _ total: String) -> String
    func fillsLastSeats(_ names: String, areSeveral: Bool) -> String
    func hasMajority(_ name: String, _ total: String) -> String
    func isLeft(_ name: String) -> String
    func isFirst(_ name: String, _ total: String, _ measure: Stage.Measure) -> String
    func noMajority() -> String
    func goOn(_ names: String) -> String
    func beatsAll(_ name: String) -> String
    func winsPairs(_ names: String, areSeveral: Bool) -> String

    func hasFewest(_ name: String, _ total: String) -> String
    func breaksQuotas(_ names: String, areSeveral: Bool) -> String
    func isGuarded(_ names: String, areSeveral: Bool) -> String
    func belowDefault(_ names: String, areSeveral: Bool) -> String
    func littleSupport(_ names: String, areSeveral: Bool) -> String
    func surplus(_ name: String, _ surplus: String) -> String
    func goTo(_ name: String, _ papers: String, isOne: Bool, of value: String?, isFirst: Bool)
        -> String
    func goNowhere(_ papers: String, isOne: Bool, isFirst: Bool) -> String
    func noPapers() -> String

    func equal(_ names: String) -> String
    func byStage(_ question: Tie.Question, _ names: String, areSeveral: Bool, _ stage: Int)
        -> String
    func byLot(_ question: Tie.Question, _ names: String, areSeveral: Bool) -> String
    func byRule(_ resolution: Tie.Resolution, _ names: String, areSeveral: Bool) -> String
    func equalDefeats(_ names: String) -> String
    func defeat(_ winner: String, _ loser: String, _ votes: String, _ against: String, stands: Bool)
        -> String
    func winners(_ names: String, areSeveral: Bool) -> String
    func noWinner() -> String
}

extension LogVoice {
    func number(_ whole: Int) -> String { number(Fixed(whole)) }
}

/// Digits in groups of three from the right.
func digitsInGroups(_ digits: String, separator: String) -> String {
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
        groups.append(rest.suffix(3))
        rest = rest.dropLast(3)
    }
    return groups.reversed().joined(separator: separator)
}
