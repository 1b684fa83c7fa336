extension SeatCount {
    /// How seats were given out, in words: one sentence a line.
    ///
    /// The rule and the names are those of the count, the names in the order of its votes.
    public func sentences(
        by rule: Apportionment, names: [String], votes: [Int], in language: LogLanguage
    ) -> [String] {
        let voice = language.voice
        func say(_ english: String, _ spanish: String) -> String {
            language == .english ? english : spanish
        }
        func list(_ parties: [Int]) -> String { voice.list(parties.map { names[$0] }) }
        let all = seats.reduce(0, +)
        let name = rule.method.name(in: language)
        var said = [
            say(
                "\(voice.number(all)) \(all == 1 ? "seat is" : "seats are") given out by \(name).",
                "Se \(all == 1 ? "reparte" : "reparten") \(voice.number(all)) "
                    + "\(all == 1 ? "puesto" : "puestos") por \(name).")
        ]
        if rule.isOneSure {
            said.append(
                say(
                    "Whoever has votes has one seat at least.",
                    "Quien tiene votos tiene al menos un puesto."))
        }
        if let threshold = rule.threshold {
            let total = votes.reduce(0 as UInt128) { $0 + UInt128(max(0, $1)) }
            let below = votes.indices.filter { party in
                votes[party] > 0 && Ratio(UInt128(votes[party]), over: max(1, total)) < threshold
            }
            let part = "\(threshold.numerator)/\(threshold.denominator)"
            if !below.isEmpty {
                said.append(
                    say(
                        "\(list(below)) \(below.count > 1 ? "have" : "has") less than \(part) of the "
                            + "votes and no seat.",
                        "\(list(below)) \(below.count > 1 ? "tienen" : "tiene") menos de \(part) de "
                            + "los votos y ningún puesto."))
            }
        }
        for tie in ties {
            said.append(
                say(
                    "\(list(tie.parties)) have equal claims; the lot decides for "
                        + "\(list(tie.picked)).",
                    "\(list(tie.parties)) tienen el mismo derecho; decide el sorteo: pasa delante "
                        + "\(list(tie.picked))."))
        }
        let each = zip(names, seats).map { "\($0) \(voice.number($1))" }.joined(separator: "; ")
        said.append(say("Seats: \(each).", "Puestos: \(each)."))
        return said
    }
}

extension Apportionment.Method {
    /// The name of the rule and what it does.
    fileprivate func name(in language: LogLanguage) -> String {
        switch (self, language) {
        case (.sainteLague, .english): "Sainte-Laguë: the highest votes by 1, 3, 5 and so on"
        case (.sainteLague, .spanish): "Sainte-Laguë: los mayores votos entre 1, 3, 5 y así"
        case (.dHondt, .english): "D'Hondt: the highest votes by 1, 2, 3 and so on"
        case (.dHondt, .spanish): "D'Hondt: los mayores votos entre 1, 2, 3 y así"
        case (.hamilton, .english): "Hamilton: whole shares, then the largest remainders"
        case (.hamilton, .spanish): "Hamilton: partes enteras y luego los restos mayores"
        case (.huntingtonHill, .english):
            "Huntington-Hill: the highest votes by the roots of 0×1, 1×2, 2×3 and so on"
        case (.huntingtonHill, .spanish):
            "Huntington-Hill: los mayores votos entre las raíces de 0×1, 1×2, 2×3 y así"
        case (.adams, .english): "Adams: the highest votes by 0, 1, 2 and so on"
        case (.adams, .spanish): "Adams: los mayores votos entre 0, 1, 2 y así"
        }
    }
}
