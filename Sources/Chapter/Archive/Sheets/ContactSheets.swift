import GRDB

extension ArchiveSheet {
    /// Contacts, and everything of which they have several.
    static let contacts: [ArchiveSheet] = [person] + Detail.allCases.map(detail)

    private static let person = ArchiveSheet(
        name: "contacts",
        title: ArchiveWords(
            "Persons, organizations and households", "Personas, organizaciones y hogares"),
        table: "member", thing: .contact,
        columns: [.number]
            + PersonField.allCases.map { field in
                let form: ArchiveColumn.Form =
                    switch field.shape {
                    case .text: .text
                    case .day: .day
                    default: .line
                    }
                let isNeeded = field == .name || field == .status || field == .kind
                let column = ArchiveColumn(
                    field.words, field.rawValue, form, isNeeded ? .refused : .nothing)
                return field.isLater ? column.later : column
            } + [
                .optional("point_person", .thing(.contact)),
                .needed("version", .count),
            ],
        derived: ["folded_name", "folded_family"],
        mayBeThere: "id IN (SELECT member_id FROM member_role WHERE until IS NULL)"
    ) { row, _ in
        for field in PersonField.allCases {
            guard let text = row.text(field.rawValue) else { continue }
            guard try field.checked(text).get()?.utf8.elementsEqual(text.utf8) == true else {
                throw Refusal.strangeCell(field.words)
            }
        }
        try refuseMembership(of: row.text("kind"), status: row.text("status"))
        row["folded_name"] = foldedName(row.text("name") ?? "").databaseValue
        row["folded_family"] =
            row.text("family_name").map { foldedName($0).databaseValue } ?? .null
        return true
    }

    private static func detail(_ detail: Detail) -> ArchiveSheet {
        let words = detail.archived
        return ArchiveSheet(
            name: words.name, title: words.title, table: detail.table,
            columns: [.needed("member_id", .thing(.contact), as: "contact")]
                + detail.columns.map { column in
                    switch (detail, column) {
                    case (.ownField, "field_code"): .needed(column, .code, as: "field")
                    case (.ownField, "value"): .needed(column, .ownValue)
                    case (.phone, "number"): .needed(column, .line, as: "phone number")
                    case (_, "is_primary"): .empty(column, .line, as: "first in line")
                    case (.address, "kind"), (.address, "state"): .needed(column, .line)
                    case (.address, _): .empty(column, .line)
                    default: .needed(column, .line)
                    }
                },
            derived: ["key"], order: "member_id, id", mayBeThere: "true"
        ) { row, _ in
            let cells = detail.columns.map { row.text($0) ?? "" }
            let checked = try detail.checkedCells(cells)
            guard checked.elementsEqual(cells, by: { $0.utf8.elementsEqual($1.utf8) }) else {
                throw Refusal.strangeCell(detail.columns[0])
            }
            row["key"] = DetailRow(detail, cells).key.databaseValue
            return true
        }
    }
}

extension Detail {
    /// The cells as an act would keep them; what no act would keep is refused.
    fileprivate func checkedCells(_ cells: [String]) throws -> [String] {
        let row = DetailRow(self, cells)
        // What a word does not stand for, such as a kind that is not there, comes back as another.
        let checked: Result<DetailRow, Refusal> =
            switch self {
            case .email: Email(row).row()
            case .phone: Phone(row).row()
            case .address: PostalAddress(row).row()
            case .messenger: Messenger(row).row()
            case .externalID: ExternalID(row).row()
            case .tag, .interest, .skill: labelRow(self, cells[0])
            case .ownField: .success(row)
            }
        return try checked.get().cells
    }

    /// What the list of it is called in an archive.
    fileprivate var archived: (name: String, title: ArchiveWords) {
        switch self {
        case .email: ("emails", ArchiveWords("E-mail addresses", "Correos electrónicos"))
        case .phone: ("phones", ArchiveWords("Phone numbers", "Números de teléfono"))
        case .address: ("addresses", ArchiveWords("Postal addresses", "Direcciones postales"))
        case .messenger: ("messengers", ArchiveWords("Messengers", "Mensajería"))
        case .externalID:
            (
                "external-ids",
                ArchiveWords("Ids of other systems", "Identificadores de otros sistemas")
            )
        case .tag: ("tags", ArchiveWords("Tags", "Etiquetas"))
        case .interest: ("interests", ArchiveWords("Interests", "Intereses"))
        case .skill: ("skills", ArchiveWords("Skills", "Habilidades"))
        case .ownField:
            (
                "own-field-values",
                ArchiveWords("Values of own fields", "Valores de los campos propios")
            )
        }
    }
}
