extension CountLog {
    /// How many prefer whom to whom, as the text of an SVG picture; the best first.
    ///
    /// Of more candidates than fit on a narrow screen with their numbers, the first are shown. `id`
    /// has to be another one for each picture on a page. Nil if the method compares no pairs.
    public func pairs(id: String, in language: LogLanguage) -> String? {
        guard let pairwise, ranking.count + (ranking.first?.count ?? 0) > 1 else { return nil }
        return PairPicture(self, pairwise, PictureWords(language: language)).drawn(id: id)
    }
}

/// Pairs of candidates in rows and columns.
private struct PairPicture {
    /// The most candidates.
    private static let most = 12
    /// How many pixels are sure to be there for the columns.
    private static let narrowest = 236
    /// How much of the width names take at least and at most, in thousandths.
    private static let names = 260...480
    private static let row = 34
    private static let head = 24

    private let log: CountLog
    private let pairwise: Pairwise
    private let words: PictureWords
    private let shown: [Int]
    private let all: Int
    /// How much of the width names take.
    private let names: Int

    init(_ log: CountLog, _ pairwise: Pairwise, _ words: PictureWords) {
        self.log = log
        self.pairwise = pairwise
        self.words = words
        let order = log.inOrder
        all = order.count
        var fits = min(Self.most, order.count)
        var cell = 0
        while fits > 1 {
            let among = order.prefix(fits)
            let widest = among.flatMap { row in among.map { words.number(pairwise[row, $0]).count }
            }
            cell = (widest.max() ?? 1) * 8 + 4
            if fits * cell <= Self.narrowest || fits == 2 { break }
            fits -= 1
        }
        shown = Array(order.prefix(fits))
        // What columns do not need goes to the names, a little room between columns taken off.
        let rest = 1_000 - fits * (cell + 6) * (1_000 - Self.names.lowerBound) / Self.narrowest
        names = min(max(rest, Self.names.lowerBound), Self.names.upperBound)
    }

    func drawn(id: String) -> String {
        var drawing = Drawing()
        let width = (1_000 - names) / shown.count
        for (place, candidate) in shown.enumerated() {
            let y = Self.head + place * Self.row
            let name = "\(place + 1) \(log.slate.names[candidate])"
            let middle = percent(names + place * width + width / 2)
            drawing.element(
                "text", ["x": middle, "y": "16", "text-anchor": "middle"], "\(place + 1)")
            drawing.words(
                name, kind: log.winners.contains(candidate) ? "name won" : "name",
                width: names - 10, y: y + 21)
            for (column, other) in shown.enumerated() {
                draw(candidate, other, x: names + column * width, y: y, width, &drawing)
            }
        }
        var height = Self.head + shown.count * Self.row
        for line in help {
            drawing.element("text", ["y": "\(height + 16)"], line)
            height += 20
        }
        let defeats = shown.flatMap { winner in
            shown.filter { pairwise.beats(winner, $0) }.map { loser in
                words.beats(
                    log.slate.names[winner], log.slate.names[loser],
                    words.number(pairwise[winner, loser]), words.number(pairwise[loser, winner]))
            }
        }
        return drawing.svg(
            "pairs", id: id, height: height + 4, title: words.pairsTitle,
            description: ([defeats.joined(separator: "; ") + "."]
                + help.dropFirst(words.pairsHelp.count)).joined(
                    separator: " "))
    }

    private var help: [String] {
        words.pairsHelp + (shown.count < all ? [words.firstOf(shown.count, all)] : [])
    }

    private func draw(
        _ candidate: Int, _ other: Int, x: Int, y: Int, _ width: Int, _ drawing: inout Drawing
    ) {
        let wins = pairwise.beats(candidate, other)
        let kind = candidate == other ? "self" : wins ? "more" : "less"
        drawing.element(
            "rect",
            [
                "class": "cell \(kind)", "x": percent(x + 2), "y": "\(y)",
                "width": percent(width - 4), "height": "\(Self.row - 4)", "rx": "3",
            ])
        guard candidate != other else { return }
        drawing.element(
            "text",
            [
                "class": "value \(kind)", "x": percent(x + width / 2), "y": "\(y + 20)",
                "text-anchor": "middle",
            ], words.number(pairwise[candidate, other]))
    }
}
