/// A log in English.
struct EnglishVoice: LogVoice {
    func number(_ number: Fixed) -> String {
        let whole = digitsInGroups(String(number.whole), separator: ",")
        return (number.units < 0 ? "−" : "") + whole
            + (number.decimals > 0 ? "." + number.fraction : "")
    }

    func list(_ words: [String]) -> String {
        words.count < 2
            ? words.joined()
            : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }

    func counted(_ papers: String, isOne: Bool, seats: String, isOneSeat: Bool) -> String {
        "\(papers) \(isOne ? "paper is" : "papers are") counted for "
            + "\(seats) \(isOneSeat ? "seat" : "seats")."
    }

    func blank(_ papers: String, isOne: Bool) -> String {
        "\(papers) \(isOne ? "paper prefers" : "papers prefer") nobody who stands."
    }

    func invalid(_ papers: String, isOne: Bool) -> String {
        "\(papers) \(isOne ? "paper" : "papers") cannot be counted."
    }

    func stopped(_ papers: String, isOne: Bool) -> String {
        "\(papers) \(isOne ? "paper gives" : "papers give") several candidates one rank and "
            + "\(isOne ? "counts" : "count") only up to there."
    }

    func quota(_ quota: String) -> String { "The quota is \(quota)." }

    func stage(_ number: Int) -> String { "Stage \(number)." }

    func totals(_ measure: Stage.Measure, _ totals: String) -> String {
        switch measure {
        case .votes: "Votes: \(totals)."
        case .points: "Points: \(totals)."
        case .averages: "Points on average: \(totals)."
        case .preferences: "Papers that prefer each: \(totals)."
        case .worstDefeat: "Worst defeat of each: \(totals)."
        case .winsLessLosses: "Wins less losses: \(totals)."
        }
    }

    func exhausted(_ value: String) -> String {
        "Papers worth \(value) name nobody who could still have them."
    }

    func residual(_ value: String) -> String { "\(value) is lost to rounding." }

    func reachesQuota(_ name: String, _ total: String) -> String {
        "\(name) has \(total), which is no less than the quota, and is elected."
    }

    func fillsLastSeats(_ names: String, areSeveral: Bool) -> String {
        "No more candidates are left than seats: \(names) \(areSeveral ? "are" : "is") elected."
    }

    func hasMajority(_ name: String, _ total: String) -> String {
        "\(name) has \(total), more than half of what still counts, and is elected."
    }

    func isLeft(_ name: String) -> String { "Only \(name) is left and is elected." }

    func isFirst(_ name: String, _ total: String, _ measure: Stage.Measure) -> String {
        switch measure {
        case .votes: "\(name) is elected with \(total) votes."
        case .points: "\(name) is elected with \(total) points."
        case .averages: "\(name) is elected with \(total) points on average."
        case .preferences: "\(name) is preferred by \(total) papers and is elected."
        case .worstDefeat: "\(name) is elected; the worst defeat is \(total)."
        case .winsLessLosses: "\(name) is elected with \(total) wins less losses."
        }
    }

    func noMajority() -> String { "Nobody has more than half." }

    func goOn(_ names: String) -> String { "\(names) go into the run-off." }

    func beatsAll(_ name: String) -> String { "More prefer \(name) to each of the others." }

    func winsPairs(_ names: String, areSeveral: Bool) -> String {
        "Pair by pair, \(names) \(areSeveral ? "come" : "comes") first."
    }

    func hasFewest(_ name: String, _ total: String) -> String {
        "\(name) has the fewest votes (\(total)) and is excluded"
    }

    func breaksQuotas(_ names: String, areSeveral: Bool) -> String {
        "\(names) cannot be elected any more without breaking a quota on seats and "
            + "\(areSeveral ? "are" : "is") excluded"
    }

    func isGuarded(_ names: String, areSeveral: Bool) -> String {
        "\(names) cannot be excluded without breaking a quota on seats."
    }

    func belowDefault(_ names: String, areSeveral: Bool) -> String {
        "Too few prefer \(names) to the default option, so \(areSeveral ? "they are" : "it is") out."
    }

    func littleSupport(_ names: String, areSeveral: Bool) -> String {
        "Too few papers give points to \(names)."
    }

    func surplus(_ name: String, _ surplus: String) -> String {
        "\(name) has \(surplus) more than the quota"
    }

    func goTo(_ name: String, _ papers: String, isOne: Bool, of value: String?, isFirst: Bool)
        -> String
    {
        let verb = isOne ? "goes" : "go"
        let who = isFirst ? "\(papers) of these papers \(verb) to \(name)" : "\(papers) to \(name)"
        return value.map { "\(who) (worth \($0))" } ?? who
    }

    func goNowhere(_ papers: String, isOne: Bool, isFirst: Bool) -> String {
        "\(papers) \(isFirst ? "of these papers " : "")\(isOne ? "names" : "name") nobody else"
    }

    func noPapers() -> String { "no papers move" }

    func equal(_ names: String) -> String { "\(names) are equal" }

    func byStage(_ question: Tie.Question, _ names: String, areSeveral: Bool, _ stage: Int)
        -> String
    {
        "they were not in stage \(stage), which \(Self.decides(question, names))"
    }

    func byLot(_ question: Tie.Question, _ names: String, areSeveral: Bool) -> String {
        "the lot \(Self.decides(question, names))"
    }

    func byRule(_ resolution: Tie.Resolution, _ names: String, areSeveral: Bool) -> String {
        let because =
            switch resolution {
            case .headToHead: "pair by pair"
            case .highestScores: "with the highest score more often,"
            case .points: "with more points,"
            case .secondMethod, .earlierStage, .lot: "by the second rule,"
            }
        return "\(because) \(names) \(areSeveral ? "come" : "comes") first"
    }

    func equalDefeats(_ names: String) -> String {
        "Defeats among \(names) are equally strong; they are looked at in the order of the lots."
    }

    func defeat(_ winner: String, _ loser: String, _ votes: String, _ against: String, stands: Bool)
        -> String
    {
        "\(votes) prefer \(winner) to \(loser) and \(against) the other way round: "
            + (stands ? "this stands." : "stronger ones say the opposite, so this does not stand.")
    }

    func winners(_ names: String, areSeveral: Bool) -> String { "Elected: \(names)." }

    func noWinner() -> String { "Nobody is elected." }

    private static func decides(_ question: Tie.Question, _ names: String) -> String {
        switch question {
        case .exclusion: "decides that \(names) is excluded"
        case .surplus: "decides that the surplus of \(names) moves first"
        case .finalist: "decides for \(names)"
        case .election, .winner, .defeats: "decides for \(names)"
        }
    }
}
