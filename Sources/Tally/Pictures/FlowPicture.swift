extension CountLog {
    /// A transferable vote from stage to stage, as the text of an SVG picture.
    ///
    /// It shows what everybody has in each stage and to whom papers go between them. Meek's count has
    /// no papers that move.
    ///
    /// Of more than ``FlowLanes/most`` candidates the first have lanes, the others one together. `id`
    /// has to be another one for each picture on a page. Nil for methods that do not exclude in stages.
    public func flow(id: String, in language: LogLanguage) -> String? {
        guard [.scottishSTV, .meekSTV, .irv].contains(method), !stages.isEmpty else { return nil }
        return FlowPicture(self, PictureWords(language: language)).drawn(id: id)
    }
}

/// Lanes of candidates and columns of stages.
private struct FlowPicture {
    private static let head = 22
    /// How high a lane is, its words and the largest bar in it.
    private static let (lane, words, room) = (66, 20, 38)

    private let log: CountLog
    private let words: PictureWords
    private let lanes: FlowLanes
    /// What each lane has in each column.
    private let totals: [[Int128]]
    private let largest: Int128

    init(_ log: CountLog, _ words: PictureWords) {
        self.log = log
        self.words = words
        let lanes = FlowLanes(log)
        self.lanes = lanes
        totals = lanes.columns.map(lanes.totals)
        let quotas = log.stages.compactMap { $0.quota?.units }
        largest = max(1, max(totals.joined().max() ?? 1, quotas.max() ?? 1))
    }

    func drawn(id: String) -> String {
        var drawing = Drawing()
        let height = Self.head + lanes.count * Self.lane
        drawStages(&drawing)
        drawing.open(
            "svg",
            [
                "width": "100%", "height": "\(height)", "viewBox": "0 0 10000 \(height)",
                "preserveAspectRatio": "none",
            ])
        for column in lanes.columns.indices.dropLast() { drawMoves(column, &drawing) }
        for column in lanes.columns.indices { drawBars(column, &drawing) }
        drawing.close("svg")
        for index in 0..<lanes.count { drawWords(index, &drawing) }
        let help = log.method == .meekSTV ? words.flowHelpWithoutMoves : words.flowHelp
        let fates = lanes.candidates.compactMap { candidate in
            fate(of: candidate).map { "\(log.slate.names[candidate]): \($0)" }
        }
        return drawing.svg(
            "flow", id: id, height: height, title: words.flowTitle,
            description: help + " " + fates.joined(separator: "; ") + ". "
                + words.elected(log.winners.prefix(FlowLanes.most).map { log.slate.names[$0] }))
    }

    /// The middle of a column and half of a bar, in ten thousandths of the width.
    private func middle(_ column: Int) -> Int {
        (column * 2 + 1) * 5_000 / lanes.columns.count
    }
    private var half: Int { min(700, 1_300 / lanes.columns.count) }

    private func base(_ lane: Int) -> Int { Self.head + (lane + 1) * Self.lane - 6 }

    private func height(_ value: Int128) -> Int { share(value, of: largest, room: Self.room) }

    private func drawStages(_ drawing: inout Drawing) {
        let every = lanes.columns.count > 16 ? 2 : 1
        for (column, stage) in lanes.columns.enumerated() where column % every == 0 {
            drawing.element(
                "text",
                ["x": percent(middle(column) / 10), "y": "14", "text-anchor": "middle"],
                lanes.columns.count < 4 ? words.stage(stage + 1) : "\(stage + 1)")
        }
    }

    private func drawWords(_ index: Int, _ drawing: inout Drawing) {
        let y = base(index) - Self.room - 8
        guard index < lanes.candidates.count else {
            let isOthers = index == lanes.candidates.count && !lanes.others.isEmpty
            let text = isOthers ? words.others(lanes.others.count) : words.exhausted
            drawing.words(text, kind: "name", width: 1_000, y: y)
            return
        }
        let candidate = lanes.candidates[index]
        let won = log.winners.contains(candidate)
        if won { drawing.tick(y: y - 13) }
        drawing.words(
            log.slate.names[candidate], kind: won ? "name won" : "name", width: 340, y: y,
            after: won ? 20 : 0)
        if let fate = fate(of: candidate) {
            drawing.element(
                "text", ["x": "100%", "y": "\(y)", "text-anchor": "end"], fate)
        }
    }

    private func fate(of candidate: Int) -> String? {
        guard let fate = lanes.fate(of: candidate) else { return nil }
        let total = log.stages[fate.stage].totals[candidate]
        return fate.isElected
            ? words.electedIn(fate.stage + 1, total) : words.excludedIn(fate.stage + 1, total)
    }

    private func drawBars(_ column: Int, _ drawing: inout Drawing) {
        let x = middle(column) - half
        for (lane, total) in totals[column].enumerated() {
            let isElected =
                lane < lanes.candidates.count
                && lanes.fate(of: lanes.candidates[lane]).map {
                    $0.isElected && $0.stage <= lanes.columns[column]
                } == true
            if total > 0 {
                let tall = max(1, height(total))
                drawing.element(
                    "rect",
                    [
                        "class": isElected ? "bar won" : "bar", "x": "\(x)",
                        "y": "\(base(lane) - tall)", "width": "\(half * 2)", "height": "\(tall)",
                    ])
            }
            if total > 0, lane < lanes.candidates.count,
                let quota = log.stages[lanes.columns[column]].quota
            {
                let y = base(lane) - height(quota.units)
                drawing.element(
                    "path",
                    ["class": "quota", "d": "M\(x - half / 2) \(y)h\(half * 3)"])
            }
        }
    }

    /// What stays lies at the bottom of bars, what moves above it.
    private func drawMoves(_ column: Int, _ drawing: inout Drawing) {
        let (here, next) = (lanes.columns[column], lanes.columns[column + 1])
        let moves = lanes.moves(from: here, to: next)
        var left = totals[column]
        for move in moves { left[move.from] -= move.value }
        var stays = zip(left, totals[column + 1]).map { max(0, min($0, $1)) }
        for lane in stays.indices where stays[lane] > 0 {
            drawBand(column, (lane, 0, lane, 0), stays[lane], "stay", &drawing)
        }
        var arrived = stays
        for move in moves {
            drawBand(
                column, (move.from, stays[move.from], move.to, arrived[move.to]), move.value,
                "move",
                &drawing)
            stays[move.from] += move.value
            arrived[move.to] += move.value
        }
    }

    /// A band from above some votes of one lane to above some of another.
    private func drawBand(
        _ column: Int, _ ends: (Int, Int128, Int, Int128),
        _ value: Int128, _ kind: String, _ drawing: inout Drawing
    ) {
        let (start, end) = (middle(column) + half, middle(column + 1) - half)
        let bend = (start + end) / 2
        let (low, lowEnd) = (base(ends.0) - height(ends.1), base(ends.2) - height(ends.3))
        let top = min(low - 2, base(ends.0) - height(ends.1 + value))
        let topEnd = min(lowEnd - 2, base(ends.2) - height(ends.3 + value))
        drawing.element(
            "path",
            [
                "class": kind,
                "d": "M\(start) \(top)C\(bend) \(top) \(bend) \(topEnd) \(end) \(topEnd)V\(lowEnd)"
                    + "C\(bend) \(lowEnd) \(bend) \(low) \(start) \(low)Z",
            ])
    }
}
