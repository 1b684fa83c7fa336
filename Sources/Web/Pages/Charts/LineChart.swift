/// A line over time as a picture, with the same numbers as a table, for the partial `frame-line-chart`.
struct LineChart: Sendable {
    /// One value with its name below the axis and in the table.
    struct Point: Sendable {
        let name: String
        /// The name in the table, where there is room.
        let wholeName: String
        let value: Int
        /// The list behind the number; nil where there is none.
        var address: String?
    }

    /// A horizontal line with its value.
    struct Grid: Sendable {
        let y: Int
        let textY: Int
        let name: String
    }

    /// A name below the axis.
    struct Tick: Sendable {
        let x: String
        let anchor: String
        let name: String
    }

    /// A row of the table.
    struct Row: Sendable {
        let name: String
        let value: String
        let address: String?
    }

    /// What the picture says, for people who do not see it.
    let label: String
    let line: String
    let area: String
    let grids: [Grid]
    let ticks: [Tick]
    let lastY: Int
    let lastTextY: Int
    let last: String
    let rows: [Row]
    let doors: [ChartDoor]

    /// The plot's upper edge and height, in pixels of the picture.
    private static let top = 20
    private static let height = 146

    /// Draws at least two points; `every` says how many names stand below the axis.
    init?(_ points: [Point], label: String, every: Int, _ words: Wording) {
        guard points.count > 1, let end = points.last else { return nil }
        let scale = Scale(points.map(\.value))
        func y(_ value: Int) -> Int {
            Self.top + Self.height - Int(scale.part(value) * Double(Self.height))
        }
        func x(_ index: Int) -> Int { index * 100 / (points.count - 1) }
        let path = points.enumerated().map { index, point in
            "\(x(index)) \(100 - Int(scale.part(point.value) * 100))"
        }
        .joined(separator: " ")
        self.label = label
        line = "M" + path
        area = "M" + path + "V100H0Z"
        grids = scale.steps.map { step in
            Grid(y: y(step), textY: y(step) - 5, name: words.number(step))
        }
        ticks = points.enumerated().filter { (points.count - 1 - $0.offset) % every == 0 }.map {
            index, point in
            Tick(
                x: "\(x(index))%",
                anchor: index == 0
                    ? "start"
                    : index == points.count - 1
                        ? "end" : "middle", name: point.name)
        }
        lastY = y(end.value)
        lastTextY = max(12, lastY - 9)
        last = words.number(end.value)
        rows = points.map {
            Row(name: $0.wholeName, value: words.number($0.value), address: $0.address)
        }
        let step = 1 / Double(points.count - 1)
        doors = rows.enumerated().compactMap { index, row in
            ChartDoor(
                (Double(index) - 0.5) * step, (Double(index) + 0.5) * step, name: row.name,
                value: row.value, address: row.address)
        }
    }
}

/// The range of an axis: round numbers around the values.
struct Scale: Sendable {
    let lowest: Int
    let highest: Int
    /// Where lines are drawn, at most four.
    let steps: [Int]

    /// A scale for values of at least 0; `fromZero` for bars, whose length is the value.
    init(_ values: [Int], fromZero: Bool = false) {
        let high = max(values.max() ?? 0, 1)
        // A small change of a large number looks small.
        let low = fromZero ? 0 : min(values.min() ?? 0, high - max(4, high / 10))
        var step = 1
        while (high - low) / step > 3 {
            let isTwo = String(step).hasPrefix("2")
            step = isTwo ? step / 2 * 5 : step * 2
        }
        let first = max(0, low) / step * step
        let last = (high + step - 1) / step * step
        lowest = first
        highest = max(last, first + step)
        steps = Array(stride(from: lowest, through: highest, by: step))
    }

    /// How far up a value is, from 0 to 1.
    func part(_ value: Int) -> Double {
        Double(value - lowest) / Double(highest - lowest)
    }
}
