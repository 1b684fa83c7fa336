/// What the first rows of a list show, before anything is read in earnest.
public struct ListHead: Hashable, Sendable {
    /// A column with some of its values.
    public struct Column: Hashable, Sendable {
        /// Its heading, or its number in words.
        public let header: String
        /// Its first different values, shortened.
        public let samples: [String]
        /// What it would be read as; nil where it would not be used.
        public let target: ColumnTarget?
        /// What its heading means by itself, or where nobody knows it, what its values mean.
        public let guess: ColumnTarget?
        /// Whether another column before it means the same, so that it is not used.
        public let isDoubled: Bool
        /// Whether it holds dates whose order of day and month matters, and what it would be.
        public let dates: Dates?
        /// Of what kinds a new field of the chapter's own could be that takes it, the likeliest
        /// first.
        public let kinds: [OwnField.Kind]
    }

    /// How the dates of a column would be read.
    public struct Dates: Hashable, Sendable {
        /// Whether the day comes before the month.
        public let dayFirst: Bool
        /// Whether a value told, or a person.
        public let isKnown: Bool
        /// A value that can be read both ways, if there is one.
        public let example: String?
    }

    /// What kind of file it is.
    public let format: ListFormat
    /// The other system that it is read as an export of; nil where nobody knows it.
    public let system: String?
    /// The other system that it looks like an export of, whether it is read so or not.
    public let looksLike: String?
    /// Its headings in full.
    public let headings: [String]
    /// Its columns in their order.
    public let columns: [Column]
    /// How many rows there are without the heading; nil when there are more than were looked at.
    public let rows: Int?
    /// Whether some column is a name, without which nobody can be imported.
    public let hasName: Bool

    /// How many rows are looked at.
    public static let rowsAtMost = 200
    /// How many values of a column are shown.
    static let samplesAtMost = 3
    /// How many Unicode scalars of a value are shown.
    static let sampleScalars = 60

    /// Reads the beginning of a list; what is no list is refused in words.
    public static func read(
        _ source: ImportSource, _ settings: ListSettings = ListSettings(),
        chosen: ListChoices = ListChoices()
    ) throws -> Result<ListHead, Refusal> {
        do {
            return .success(try ListHead(source, settings, chosen))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private init(
        _ source: ImportSource, _ settings: ListSettings, _ chosen: ListChoices
    ) throws {
        var list = try OpenList(source, settings)
        format = list.format
        let map = ColumnMap(list, settings, chosen: chosen)
        let headers = map.headers
        system = map.system?.name
        if case .cards = format {
            looksLike = nil
        } else {
            looksLike = KnownSystem.recognize(headers)?.name
        }
        headings = headers
        var samples = Array(repeating: [String](), count: headers.count)
        var kinds = Array(repeating: FieldKindGuess(), count: headers.count)
        var orders: [Int: DayOrder] = [:]
        var unsure: [Int: String] = [:]
        // Columns that nobody knows and nobody chose, while all they hold is who is a member.
        var statuses =
            map.needsStatus
            ? Set(
                headers.indices.filter {
                    map.targets[$0] == nil && chosen.columns[$0] == nil && !map.known.contains($0)
                }) : []
        var looked = 0
        func look(_ cells: [String]) {
            looked += 1
            for (index, cell) in cells.prefix(headers.count).enumerated() where !cell.isEmpty {
                let value = Self.short(cell)
                kinds[index].look(cell)
                if samples[index].count < Self.samplesAtMost, !samples[index].contains(value) {
                    samples[index].append(value)
                }
                if statuses.contains(index), ListedValue.choice(.status, cell) == nil {
                    statuses.remove(index)
                }
                guard map.isDay(index) else { continue }
                orders[index, default: DayOrder()].look(cell)
                if unsure[index] == nil, DayOrder.isUnsure(cell) { unsure[index] = value }
            }
        }
        var isWhole = true
        while let row = try list.next() {
            if row.isBlank { continue }
            guard looked < Self.rowsAtMost else {
                isWhole = false
                break
            }
            if row.fault == nil { look(row.cells) } else { looked += 1 }
        }
        rows = isWhole ? looked : nil
        hasName = map.hasName
        let status = headers.indices.first { statuses.contains($0) && !samples[$0].isEmpty }
        columns = headers.indices.map { index in
            let found = index == status ? ColumnTarget.field(.status) : nil
            let dates: Dates? = orders[index].flatMap { order in
                guard order.matters else { return nil }
                return Dates(
                    dayFirst: settings.dayFirst ?? order.isDayFirst,
                    isKnown: settings.dayFirst != nil || order.isKnown, example: unsure[index])
            }
            return Column(
                header: Self.short(headers[index]), samples: samples[index],
                target: map.targets[index] ?? found,
                guess: map.suggestions[index] ?? found,
                isDoubled: map.doubled.contains(index), dates: dates,
                kinds: kinds[index].kinds)
        }
    }

    private static func short(_ value: String) -> String {
        let scalars = value.unicodeScalars
        let kept = String(String.UnicodeScalarView(scalars.prefix(sampleScalars)))
        return scalars.count > sampleScalars ? kept + "…" : kept
    }
}
