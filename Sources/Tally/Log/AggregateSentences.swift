extension AggregateCount {
    /// How the votes of chapters added up, in words: one sentence a line.
    ///
    /// The rule and the chapters are those of the count. Without names of options it is about a motion.
    public func sentences(
        by aggregation: Aggregation, of chapters: [ChapterVotes], options: [String]? = nil,
        in language: LogLanguage
    ) -> [String] {
        AggregateSentences(
            count: self, aggregation: aggregation, chapters: chapters, options: options,
            language: language
        ).all
    }
}

private struct AggregateSentences {
    let count: AggregateCount
    let aggregation: Aggregation
    let chapters: [ChapterVotes]
    let options: [String]?
    let language: LogLanguage

    private var voice: any LogVoice { language.voice }

    private func say(_ english: String, _ spanish: String) -> String {
        language == .english ? english : spanish
    }

    var all: [String] {
        var said = [rule]
        let absent = count.absent.map { chapters[$0].name }
        if !absent.isEmpty {
            let one = absent.count == 1
            said.append(
                say(
                    "\(voice.list(absent)) \(one ? "has" : "have") sent nothing: "
                        + "this result is partial.",
                    "\(voice.list(absent)) no \(one ? "ha" : "han") enviado nada: "
                        + "este resultado es parcial."))
        }
        if let quorum = aggregation.quorum { said.append(sentence(quorum)) }
        let totals = names.indices.map { "\(names[$0]) \(number(count.totals[$0]))" }
        said.append(totals.joined(separator: "; ").capitalizedFirst + ".")
        if let hasMajority = count.hasMajorityOfChapters {
            let base = aggregation.countsAbsent ? chapters.count : chapters.count - absent.count
            let (led, of) = (voice.number(count.chaptersLed[0]), voice.number(base))
            said.append(
                say(
                    "\(led) of \(of) chapters are in favour: "
                        + (hasMajority ? "more than half." : "not more than half."),
                    "\(led) de \(of) secciones están a favor: "
                        + (hasMajority ? "más de la mitad." : "no más de la mitad.")))
        }
        return said + [outcome]
    }

    private var names: [String] {
        options ?? [say("in favour", "a favor"), say("against", "en contra")]
    }

    private var rule: String {
        let of = voice.number(chapters.count)
        let chapters = say(
            "\(of) \(chapters.count == 1 ? "chapter" : "chapters")",
            "\(of) \(chapters.count == 1 ? "sección" : "secciones")")
        switch aggregation.rule {
        case .sum:
            return say(
                "The votes of \(chapters) are added up: one member, one vote.",
                "Se suman los votos de \(chapters): cada persona afiliada, un voto.")
        case .double:
            return say(
                "More than half of the votes of \(chapters) is needed, and of the chapters.",
                "Hace falta más de la mitad de los votos de \(chapters), y de las secciones.")
        case .halves:
            return say(
                "Each of \(chapters) weighs the same and is split as its votes are.",
                "Cada una de \(chapters) pesa lo mismo y se reparte como sus votos.")
        case .weights(let weight, let isSplit):
            let how =
                isSplit
                ? say("is split as its votes are", "se reparte como sus votos")
                : say("goes where most of its votes go", "va adonde va la mayoría de sus votos")
            return say(
                "Each of \(chapters) weighs \(name(weight)), which \(how).",
                "Cada una de \(chapters) pesa \(name(weight)), lo que \(how).")
        }
    }

    private func name(_ weight: Aggregation.Weight) -> String {
        switch weight {
        case .one: say("the same", "lo mismo")
        case .size: say("as much as it has members", "tanto como personas afiliadas tiene")
        case .squareRoot:
            say("the square root of its members", "la raíz de sus personas afiliadas")
        case .seats: say("what was fixed beforehand", "lo que se fijó de antemano")
        }
    }

    private func sentence(_ quorum: Aggregation.Quorum) -> String {
        let turnout = "\(quorum.turnout.numerator)/\(quorum.turnout.denominator)"
        let needed = voice.number(quorum.chapters)
        return say(
            "At least \(needed) chapters must have a turnout of \(turnout): "
                + (count.isQuorumReached ? "reached." : "not reached."),
            "Al menos \(needed) secciones deben tener una participación de \(turnout): "
                + (count.isQuorumReached ? "se alcanza." : "no se alcanza."))
    }

    private var outcome: String {
        if options == nil {
            return count.isPassed
                ? say("The motion has passed.", "La moción se aprueba.")
                : say("The motion has not passed.", "La moción no se aprueba.")
        }
        let leading = count.leading.map { names[$0] }
        switch leading.count {
        case 0: return say("Nobody voted.", "Nadie ha votado.")
        case 1: return say("\(leading[0]) has most.", "\(leading[0]) tiene más que nadie.")
        default:
            return say(
                "\(voice.list(leading)) are equal.", "Hay empate entre \(voice.list(leading)).")
        }
    }

    /// A number without the zeros at its end; weights and shares are shown with five decimals.
    private func number(_ number: Fixed) -> String {
        let whole = number.units % Fixed.scale(number.decimals) == 0
        return voice.number(
            whole ? Fixed(units: number.units / Fixed.scale(number.decimals), decimals: 0) : number)
    }
}

extension String {
    /// With a large letter at its beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
