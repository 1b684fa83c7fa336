extension CountLog {
    /// The totals of a stage as bars, the largest first, as the text of an SVG picture.
    ///
    /// Winners have a tick. Of more than ``BarPicture/most`` candidates the first are shown. `id` has
    /// to be another one for each picture on a page. Nil if there is no such stage or it has no totals.
    public func bars(ofStage index: Int = 0, id: String, in language: LogLanguage) -> String? {
        guard stages.indices.contains(index), !stages[index].totals.isEmpty else { return nil }
        return BarPicture(self, stages[index], PictureWords(language: language)).drawn(id: id)
    }

    /// Everybody who stands, the best first.
    var inOrder: [Int] { ranking.flatMap(\.self) }
}

/// The totals of one stage.
struct BarPicture {
    /// The most bars.
    static let most = 40
    private static let row = 48

    private let log: CountLog
    private let stage: Stage
    private let words: PictureWords
    private let shown: [Int]
    private let left: Int

    init(_ log: CountLog, _ stage: Stage, _ words: PictureWords) {
        self.log = log
        self.stage = stage
        self.words = words
        let order = stage.among.isEmpty ? log.inOrder : log.inOrder.filter(stage.among.contains)
        let first = Array(order.prefix(order.count > Self.most + 1 ? Self.most : order.count))
        switch stage.measure {
        case .votes, .points, .averages, .preferences:
            shown = grouped(Array(first.indices)) { stage.totals[first[$0]] }.joined().map {
                first[$0]
            }
        case .worstDefeat, .winsLessLosses: shown = first
        }
        left = order.count - shown.count
    }

    func drawn(id: String) -> String {
        var drawing = Drawing()
        let units = shown.map { stage.totals[$0].units }
        let lowest = min(0, units.min() ?? 0)
        let highest = max(lowest + 1, max(units.max() ?? 0, stage.quota?.units ?? 0))
        let zero = share(-lowest, of: highest - lowest, room: 1_000)
        let end = shown.count * Self.row
        for (index, candidate) in shown.enumerated() {
            let y = index * Self.row
            let won = log.winners.contains(candidate)
            if won { drawing.tick(y: y + 4) }
            drawing.words(
                log.slate.names[candidate], kind: won ? "name won" : "name", width: 700, y: y + 17,
                after: won ? 20 : 0)
            drawing.element(
                "text", ["class": "value", "x": "100%", "y": "\(y + 17)", "text-anchor": "end"],
                words.number(stage.totals[candidate]))
            drawing.element(
                "rect",
                ["class": "track", "y": "\(y + 25)", "width": "100%", "height": "12", "rx": "3"])
            let total = units[index]
            let length = share(Int128(total.magnitude), of: highest - lowest, room: 1_000)
            drawing.element(
                "rect",
                [
                    "class": won ? "bar won" : "bar",
                    "x": percent(total < 0 ? zero - length : zero), "y": "\(y + 25)",
                    "width": percent(length), "height": "12", "rx": "3",
                ])
        }
        var height = end
        if let quota = stage.quota {
            let place = share(quota.units, of: highest - lowest, room: 1_000)
            for index in shown.indices {
                let y = index * Self.row + 22
                drawing.element(
                    "line",
                    [
                        "class": "quota", "x1": percent(place), "x2": percent(place), "y1": "\(y)",
                        "y2": "\(y + 18)",
                    ])
            }
            drawing.element(
                "text",
                [
                    "x": percent(place), "y": "\(end + 14)",
                    "text-anchor": place > 700 ? "end" : place < 300 ? "start" : "middle",
                ], words.quota(quota))
            height += 22
        }
        if left > 0 {
            drawing.element("text", ["y": "\(height + 14)"], words.more(left))
            height += 22
        }
        let totals = shown.map { "\(log.slate.names[$0]) \(words.number(stage.totals[$0]))" }
        return drawing.svg(
            "bars", id: id, height: height, title: words.measure(stage.measure),
            description: totals.joined(separator: "; ") + (left > 0 ? "; \(words.more(left))" : "")
                + ". " + words.elected(log.winners.prefix(Self.most).map { log.slate.names[$0] }))
    }
}

extension Drawing {
    /// The sign of whoever won, so that it is not the colour alone that says so.
    mutating func tick(y: Int) {
        element("path", ["class": "tick", "d": "M2 \(y + 8)l4 4 8-9"])
    }
}
