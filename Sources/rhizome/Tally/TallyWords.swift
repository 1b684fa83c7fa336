import Tally

extension TallyAnswer {
    /// The result for people: who has won, the tables, and the log in words.
    func words(in language: LogLanguage) -> String {
        let words = TallyWords(language)
        var parts: [String] = []
        if !title.isEmpty { parts.append(Plain.line(title)) }
        let winners = result.winners.map(Plain.line).joined(separator: ", ")
        parts.append("\(words.winners): \(winners.isEmpty ? words.nobody : winners)")
        parts.append(ranking(words))
        if !result.stages.allSatisfy(\.totals.isEmpty) { parts.append(rounds(words)) }
        if let pairwise = result.pairwise { parts.append(matrix(pairwise, words)) }
        parts.append(sentences(language).joined(separator: "\n"))
        return parts.joined(separator: "\n\n")
    }

    private func ranking(_ words: TallyWords) -> String {
        var table = Table(words.place, words.candidate)
        var place = 1
        for group in result.ranking {
            for name in group { table.add("\(place)", name) }
            place += group.count
        }
        return table.text(orIfEmpty: words.nobody)
    }

    /// Everybody's totals from stage to stage, in the order of the ranking.
    private func rounds(_ words: TallyWords) -> String {
        let stages = result.stages
        var table = Table([words.candidate] + stages.indices.map { "\(words.stage) \($0 + 1)" })
        let known = Set(stages.flatMap(\.totals.keys))
        let ranked = result.ranking.flatMap(\.self)
        let others = known.subtracting(ranked).sorted()
        for name in ranked.filter(known.contains) + others {
            table.add([name] + stages.map { $0.totals[name] ?? "" })
        }
        let rows = [
            (words.exhausted, stages.map { $0.exhausted ?? "" }),
            (words.quota, stages.map { $0.quota ?? "" }),
        ]
        for (label, cells) in rows where !cells.allSatisfy(\.isEmpty) {
            table.add(["(\(label))"] + cells)
        }
        return table.text(orIfEmpty: words.nobody)
    }

    /// How many prefer whoever stands at the left to whoever stands above.
    private func matrix(_ pairwise: [String: [String: Int]], _ words: TallyWords) -> String {
        let names = result.ranking.flatMap(\.self)
        var table = Table([words.preferred] + names.map(Plain.line))
        for name in names {
            table.add([name] + names.map { pairwise[name]?[$0].map(String.init) ?? "-" })
        }
        return table.text(orIfEmpty: words.nobody)
    }
}

/// The words over the tables of a count.
private struct TallyWords {
    let winners: String
    let nobody: String
    let place: String
    let candidate: String
    let stage: String
    let exhausted: String
    let quota: String
    let preferred: String

    init(_ language: LogLanguage) {
        switch language {
        case .english:
            winners = "Winners"
            nobody = "nobody"
            place = "Place"
            candidate = "Candidate"
            stage = "Stage"
            exhausted = "exhausted"
            quota = "enough to be elected"
            preferred = "Preferred to"
        case .spanish:
            winners = "Ganan"
            nobody = "nadie"
            place = "Puesto"
            candidate = "Candidatura"
            stage = "Etapa"
            exhausted = "agotadas"
            quota = "basta para la elección"
            preferred = "Preferida a"
        }
    }
}
