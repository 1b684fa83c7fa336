/// Bars side by side as a picture, with the same numbers as a table, for `frame-bar-chart`.
struct BarChart: Sendable {
    /// One group of bars: the value, and for a chart of two series the one below the axis.
    struct Group: Sendable {
        let name: String
        let wholeName: String
        let value: Int
        var less: Int?
        /// The list behind the number; nil where there is none.
        var address: String?
    }

    /// A bar with its value above it.
    struct Bar: Sendable {
        let x: String
        let width: String
        let y: Int
        let height: Int
        let isLess: Bool
        let textX: String
        let textY: Int
        /// The value; nil for bars below the axis.
        let value: String?
    }

    /// A name below the axis.
    struct Tick: Sendable {
        let x: String
        let name: String
    }

    /// A row of the table.
    struct Row: Sendable {
        let name: String
        let value: String
        let less: String?
        let address: String?
    }

    let label: String
    let bars: [Bar]
    let ticks: [Tick]
    let axisY: Int
    let ticksY: Int
    let rows: [Row]
    let doors: [ChartDoor]
    /// The headings of the table; `lessName` only for two series.
    let groupName: String
    let valueName: String
    let lessName: String?

    /// The room for bars above the axis, in pixels of the picture.
    private static let above = 75
    private static let aboveAlone = 120

    /// Of more bars than these the values do not fit above them; the table has them.
    private static let valuesAtMost = 12

    /// Draws groups of bars; nil where there are none.
    ///
    /// `every` says how many names stand below the axis.
    init?(
        _ groups: [Group], label: String, headings: (group: String, value: String, less: String?),
        every: Int = 1, _ words: Wording
    ) {
        guard !groups.isEmpty else { return nil }
        let hasLess = headings.less != nil
        let room = hasLess ? Self.above : Self.aboveAlone
        let most = max(1, groups.map { max($0.value, $0.less ?? 0) }.max() ?? 1)
        let axis = room + 17
        let share = 100.0 / Double(groups.count)
        func percent(_ value: Double) -> String {
            "\(Double(Int((value * 10).rounded())) / 10)%"
        }
        func height(_ value: Int, of room: Int) -> Int {
            value == 0 ? 0 : max(2, value * room / most)
        }
        var bars: [Bar] = []
        for (index, group) in groups.enumerated() {
            let start = Double(index) * share
            let middle = percent(start + share / 2)
            let tall = height(group.value, of: room)
            bars.append(
                Bar(
                    x: percent(start + share * 0.18), width: percent(share * 0.64),
                    y: axis - tall, height: tall, isLess: false, textX: middle,
                    textY: axis - tall - 5,
                    value: groups.count > Self.valuesAtMost ? nil : words.number(group.value)))
            if let less = group.less {
                bars.append(
                    Bar(
                        x: percent(start + share * 0.18), width: percent(share * 0.64),
                        y: axis + 2, height: height(less, of: room / 2), isLess: true,
                        textX: middle, textY: axis, value: nil))
            }
        }
        self.label = label
        self.bars = bars
        axisY = axis
        ticksY = hasLess ? 148 : 153
        ticks = groups.enumerated().filter { (groups.count - 1 - $0.offset) % every == 0 }.map {
            index, group in
            Tick(x: percent((Double(index) + 0.5) * share), name: group.name)
        }
        rows = groups.map {
            Row(
                name: $0.wholeName, value: words.number($0.value),
                less: $0.less.map { words.number($0) }, address: $0.address)
        }
        let step = 1 / Double(groups.count)
        doors = rows.enumerated().compactMap { index, row in
            ChartDoor(
                Double(index) * step, Double(index + 1) * step, name: row.name, value: row.value,
                address: row.address)
        }
        groupName = headings.group
        valueName = headings.value
        lessName = headings.less
    }
}
