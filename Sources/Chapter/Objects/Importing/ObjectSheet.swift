/// A list of things as it comes: its headings and rows, before anything is looked up.
public struct ObjectSheet: Sendable {
    /// A row below the headings.
    struct Row: Sendable {
        let number: Int
        let cells: [String]
        let fault: String?
    }

    /// What the file is called.
    let file: String
    /// Its headings.
    let headings: [String]
    /// Its rows without blank ones.
    let rows: [Row]

    /// So many rows a list of things has at most.
    public static let rowsAtMost = 10_000
    /// So many bytes its file has at most.
    public static let bytesAtMost = 16 * 1024 * 1024

    /// A list by its cells; the headings are row 1.
    public init(file: String, headings: [String], rows: [[String]]) {
        self.init(
            file: file, headings: headings,
            rows: rows.enumerated().map { Row(number: $0 + 2, cells: $1, fault: nil) })
    }

    private init(file: String, headings: [String], rows: [Row]) {
        self.file = file
        self.headings = headings
        self.rows = rows
    }

    /// Reads CSV, TSV or a sheet of a spreadsheet; what is no list is refused in words.
    public static func read(
        _ source: ImportSource, file: String, _ settings: ListSettings = ListSettings()
    ) throws -> Result<ObjectSheet, Refusal> {
        try refusing {
            var list = try OpenList(source, settings)
            if case .cards = list.format {
                throw Refusal.invalid(
                    "file", "An address book has contacts and no things. Send a list with columns.")
            }
            var rows: [Row] = []
            while let row = try list.next() {
                if row.isBlank { continue }
                guard rows.count < rowsAtMost else {
                    throw Refusal.invalid(
                        "file",
                        "The list has more than \(rowsAtMost) rows, which is as many as fit. Split "
                            + "it. Nothing was imported.")
                }
                rows.append(Row(number: row.number, cells: row.cells, fault: row.fault))
            }
            guard !rows.isEmpty else {
                throw Refusal.invalid("file", "The file has no rows. Nothing was imported.")
            }
            let name = try EnteredText.line(file, "file name", limit: 200).get() ?? "list"
            return ObjectSheet(file: name, headings: list.headings, rows: rows)
        }
    }
}

/// What the columns of a list of things are.
struct ObjectColumns {
    /// What one column is.
    enum Target: Hashable {
        case number
        case name
        case contacts
        case field(String)
    }

    /// By the place of the column; nil for one that is not used.
    let targets: [Target?]
    /// The headings that are not used.
    let unused: [String]

    /// Matches headings with the names of fields, and with those of the file that goes out.
    init(_ headings: [String], _ fields: [OwnField]) throws {
        // As `ExportObjects` writes them, in either language of the pages.
        let builtIn: [(Target, [String])] = [
            (.number, ["number", "numero"]), (.name, ["name", "nombre"]),
            (.contacts, ["contacts", "contactos"]),
        ]
        var taken: Set<Target> = []
        var unused: [String] = []
        targets = headings.map { heading in
            let key = foldedName(heading)
            let own = fields.first { foldedName($0.name) == key || $0.code == heading }
            let known = builtIn.first { $0.1.contains(key) }?.0
            // A field may be called Name too: the file that goes out has its own columns first.
            for target in [known, own.map { .field($0.code) }].compactMap(\.self)
            where taken.insert(target).inserted {
                return target
            }
            if !heading.allSatisfy(\.isWhitespace) { unused.append(heading) }
            return nil
        }
        self.unused = unused
        guard taken.contains(.name) || taken.contains(.number) else {
            throw Refusal.invalid(
                "file",
                "The list needs a column “name” or a column “number”, and others called like the "
                    + "fields: \((["name"] + fields.map(\.name)).joined(separator: ", ")).")
        }
    }
}

/// What a row of a list of things says; empty cells say nothing.
struct ObjectRow: Codable, Hashable {
    var number: String?
    var name: String?
    /// By the codes of the fields.
    var values: [String: String] = [:]
    var contacts: String?

    init(_ cells: [String], _ columns: ObjectColumns) {
        for (target, cell) in zip(columns.targets, cells) {
            let text = unguarded(cell)
            guard let target, !text.isEmpty else { continue }
            switch target {
            case .number: number = text
            case .name: name = text
            case .contacts: contacts = text
            case .field(let code): values[code] = text
            }
        }
    }
}
