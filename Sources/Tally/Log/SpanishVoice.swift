/// A log in Spanish.
struct SpanishVoice: LogVoice {
    /// Digits are grouped from five on, with a narrow space that does not break (as the Real Academia
    /// recommends), and decimals stand behind a comma.
    func number(_ number: Fixed) -> String {
        let digits = String(number.whole)
        let whole = digits.count > 4 ? digitsInGroups(digits, separator: "\u{202F}") : digits
        return (number.units < 0 ? "−" : "") + whole
            + (number.decimals > 0 ? "," + number.fraction : "")
    }

    func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.joined() }
        return words.dropLast().joined(separator: ", ") + (Self.soundsLikeI(last) ? " e " : " y ")
            + last
    }

    /// Whether "y" would stand before its own sound.
    private static func soundsLikeI(_ word: String) -> Bool {
        let start = word.lowercased()
        if ["hia", "hie", "hio", "ia", "ie", "io"].contains(where: start.hasPrefix) {
            return false
        }
        return ["i", "í", "hi", "hí"].contains(where: start.hasPrefix)
    }

    func counted(_ papers: String, isOne: Bool, seats: String, isOneSeat: Bool) -> String {
        "Se \(isOne ? "cuenta" : "cuentan") \(papers) \(isOne ? "papeleta" : "papeletas") para "
            + "\(seats) \(isOneSeat ? "puesto" : "puestos")."
    }

    func blank(_ papers: String, isOne: Bool) -> String {
        "\(papers) \(isOne ? "papeleta no prefiere" : "papeletas no prefieren") "
            + "ninguna candidatura que siga en pie."
    }

    func invalid(_ papers: String, isOne: Bool) -> String {
        "\(papers) \(isOne ? "papeleta no se puede" : "papeletas no se pueden") contar."
    }

    func stopped(_ papers: String, isOne: Bool) -> String {
        "\(papers) \(isOne ? "papeleta pone" : "papeletas ponen") varias candidaturas en un mismo "
            + "lugar y solo \(isOne ? "cuenta" : "cuentan") hasta ahí."
    }

    func quota(_ quota: String) -> String { "El cociente es \(quota)." }

    func stage(_ number: Int) -> String { "Etapa \(number)." }

    func totals(_ measure: Stage.Measure, _ totals: String) -> String {
        switch measure {
        case .votes: "Votos: \(totals)."
        case .points: "Puntos: \(totals)."
        case .averages: "Puntos de media: \(totals)."
        case .preferences: "Papeletas que prefieren a cada candidatura: \(totals)."
        case .worstDefeat: "La peor derrota de cada candidatura: \(totals)."
        case .winsLessLosses: "Victorias menos derrotas: \(totals)."
        }
    }

    func exhausted(_ value: String) -> String {
        "Papeletas por valor de \(value) ya no nombran a nadie que pueda recibirlas."
    }

    func residual(_ value: String) -> String { "\(value) se pierde por redondeo." }

    func reachesQuota(_ name: String, _ total: String) -> String {
        "\(name) tiene \(total), que no es menos que el cociente, y consigue un puesto."
    }

    func fillsLastSeats(_ names: String, areSeveral: Bool) -> String {
        "No quedan más candidaturas que puestos: \(names) "
            + "\(areSeveral ? "consiguen" : "consigue") un puesto."
    }

    func hasMajority(_ name: String, _ total: String) -> String {
        "\(name) tiene \(total), más de la mitad de lo que aún cuenta, y gana."
    }

    func isLeft(_ name: String) -> String { "Solo queda \(name), que gana." }

    func isFirst(_ name: String, _ total: String, _ measure: Stage.Measure) -> String {
        switch measure {
        case .votes: "\(name) gana con \(total) votos."
        case .points: "\(name) gana con \(total) puntos."
        case .averages: "\(name) gana con \(total) puntos de media."
        case .preferences: "\(total) papeletas prefieren a \(name), que gana."
        case .worstDefeat: "\(name) gana; su peor derrota es \(total)."
        case .winsLessLosses: "\(name) gana con \(total) victorias menos derrotas."
        }
    }

    func noMajority() -> String { "Nadie tiene más de la mitad." }

    func goOn(_ names: String) -> String { "\(names) pasan a la segunda vuelta." }

    func beatsAll(_ name: String) -> String {
        "Más papeletas prefieren a \(name) frente a cada una de las demás candidaturas."
    }

    func winsPairs(_ names: String, areSeveral: Bool) -> String {
        "Par por par, \(areSeveral ? "quedan" : "queda") en cabeza \(names)."
    }

    func hasFewest(_ name: String, _ total: String) -> String {
        "\(name) tiene menos votos que nadie (\(total)) y queda fuera"
    }

    func breaksQuotas(_ names: String, areSeveral: Bool) -> String {
        "\(names) ya no \(areSeveral ? "pueden" : "puede") conseguir un puesto sin incumplir una "
            + "cuota y \(areSeveral ? "quedan" : "queda") fuera"
    }

    func isGuarded(_ names: String, areSeveral: Bool) -> String {
        "\(names) no \(areSeveral ? "pueden" : "puede") quedar fuera sin incumplir una cuota."
    }

    func belowDefault(_ names: String, areSeveral: Bool) -> String {
        "Muy pocas papeletas prefieren \(names) a la opción por defecto: "
            + "\(areSeveral ? "quedan" : "queda") fuera."
    }

    func littleSupport(_ names: String, areSeveral: Bool) -> String {
        "Muy pocas papeletas dan puntos a \(names)."
    }

    func surplus(_ name: String, _ surplus: String) -> String {
        "\(name) tiene \(surplus) por encima del cociente"
    }

    func goTo(_ name: String, _ papers: String, isOne: Bool, of value: String?, isFirst: Bool)
        -> String
    {
        let verb = isOne ? "pasa" : "pasan"
        let who = isFirst ? "\(papers) de estas papeletas \(verb) a \(name)" : "\(papers) a \(name)"
        return value.map { "\(who) (valen \($0))" } ?? who
    }

    func goNowhere(_ papers: String, isOne: Bool, isFirst: Bool) -> String {
        "\(papers) \(isFirst ? "de estas papeletas " : "")no \(isOne ? "nombra" : "nombran") a nadie más"
    }

    func noPapers() -> String { "no pasa ninguna papeleta" }

    func equal(_ names: String) -> String { "Hay empate entre \(names)" }

    func byStage(_ question: Tie.Question, _ names: String, areSeveral: Bool, _ stage: Int)
        -> String
    {
        "en la etapa \(stage) no lo había, y por eso \(Self.decides(question, names, areSeveral))"
    }

    func byLot(_ question: Tie.Question, _ names: String, areSeveral: Bool) -> String {
        "decide el sorteo: \(Self.decides(question, names, areSeveral))"
    }

    func byRule(_ resolution: Tie.Resolution, _ names: String, areSeveral: Bool) -> String {
        let because =
            switch resolution {
            case .headToHead: "par por par"
            case .highestScores: "por tener más veces la nota más alta"
            case .points: "por tener más puntos"
            case .secondMethod, .earlierStage, .lot: "por la segunda regla"
            }
        return "\(because), \(areSeveral ? "pasan" : "pasa") delante \(names)"
    }

    func equalDefeats(_ names: String) -> String {
        "Hay derrotas igual de fuertes entre \(names); se miran en el orden del sorteo."
    }

    func defeat(_ winner: String, _ loser: String, _ votes: String, _ against: String, stands: Bool)
        -> String
    {
        "\(votes) prefieren a \(winner) antes que a \(loser), y \(against) al revés: "
            + (stands
                ? "se mantiene." : "otras más fuertes dicen lo contrario, así que no se mantiene.")
    }

    func winners(_ names: String, areSeveral: Bool) -> String {
        "\(areSeveral ? "Ganan" : "Gana"): \(names)."
    }

    func noWinner() -> String { "No gana nadie." }

    private static func decides(_ question: Tie.Question, _ names: String, _ areSeveral: Bool)
        -> String
    {
        switch question {
        case .exclusion: "\(areSeveral ? "quedan" : "queda") fuera \(names)"
        case .surplus: "pasa primero el excedente de \(names)"
        case .finalist, .election, .winner, .defeats:
            "\(areSeveral ? "pasan" : "pasa") delante \(names)"
        }
    }
}
