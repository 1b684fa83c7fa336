/// What stands in pictures, in one language.
struct PictureWords {
    let language: LogLanguage

    private func say(_ english: String, _ spanish: String) -> String {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }

    /// A number with two decimals at most, the rest dropped; the log has all of them.
    func number(_ number: Fixed) -> String {
        var (units, decimals) = (number.units, number.decimals)
        while decimals > 2 || (decimals > 0 && units % 10 == 0) {
            units /= 10
            decimals -= 1
        }
        return language.voice.number(Fixed(units: units, decimals: decimals))
    }

    func number(_ whole: Int) -> String { language.voice.number(whole) }

    func list(_ names: [String]) -> String { language.voice.list(names) }

    func measure(_ measure: Stage.Measure) -> String {
        switch measure {
        case .votes: say("Votes", "Votos")
        case .points: say("Points", "Puntos")
        case .averages: say("Points on average", "Puntos de media")
        case .preferences: say("Papers that prefer each", "Papeletas que prefieren a cada una")
        case .worstDefeat: say("Worst defeat of each", "La peor derrota de cada una")
        case .winsLessLosses: say("Wins less losses", "Victorias menos derrotas")
        }
    }

    func stage(_ number: Int) -> String { say("stage \(number)", "etapa \(number)") }

    func quota(_ quota: Fixed) -> String {
        say("Quota \(number(quota))", "Cociente \(number(quota))")
    }

    func elected(_ names: [String]) -> String {
        names.isEmpty
            ? say("Nobody is elected.", "Nadie consigue un puesto.")
            : say("Elected: \(list(names)).", "Ganan: \(list(names)).")
    }

    func more(_ count: Int) -> String {
        say("and \(number(count)) more, in the table", "y \(number(count)) más, en la tabla")
    }

    // Pairs

    var pairsTitle: String { say("Pair by pair", "Por parejas") }

    /// Lines that are short enough for a narrow screen.
    var pairsHelp: [String] {
        switch language {
        case .english: ["A row says how many prefer it", "to the one above the column."]
        case .spanish: ["Cada fila dice cuántas papeletas", "la prefieren a la de la columna."]
        }
    }

    func firstOf(_ shown: Int, _ all: Int) -> String {
        say(
            "\(number(shown)) of \(number(all)); the others are in the table.",
            "\(number(shown)) de \(number(all)); las demás, en la tabla.")
    }

    func beats(_ winner: String, _ loser: String, _ votes: String, _ against: String) -> String {
        say(
            "\(winner) over \(loser) \(votes) to \(against)",
            "\(winner) a \(loser) \(votes) a \(against)")
    }

    // Stages

    var flowTitle: String { say("Votes from stage to stage", "Votos de etapa en etapa") }

    var flowHelp: String {
        say(
            "A bar is what somebody has in a stage; a band between bars is what goes on to somebody "
                + "else.",
            "Una barra es lo que tiene una candidatura en una etapa; una banda entre barras es lo que "
                + "pasa a otra.")
    }

    var flowHelpWithoutMoves: String {
        say(
            "A bar is what somebody has in a stage.",
            "Una barra es lo que tiene una candidatura en una etapa.")
    }

    func others(_ count: Int) -> String { say("\(number(count)) others", "\(number(count)) más") }

    var exhausted: String { say("Nobody left on the paper", "Sin más nombres en la papeleta") }

    func electedIn(_ stage: Int, _ total: Fixed) -> String {
        say("elected, stage \(stage) · ", "con puesto, etapa \(stage) · ") + number(total)
    }

    func excludedIn(_ stage: Int, _ total: Fixed) -> String {
        say("out, stage \(stage) · ", "fuera, etapa \(stage) · ") + number(total)
    }
}
