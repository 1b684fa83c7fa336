import GRDB

extension ArchiveSheet {
    /// Points that were set; where each contact is follows from them.
    static let places: [ArchiveSheet] =
        [
            ArchiveSheet(
                name: "points",
                title: ArchiveWords(
                    "Points of addresses and places", "Puntos de direcciones y lugares"),
                table: "place_point",
                columns: [
                    .needed("kind", .line), .needed("key", .text, as: "place"),
                    .needed("latitude", .degrees), .needed("longitude", .degrees),
                    .needed("source", .line), .needed("confidence", .count),
                ], order: "kind, key"),
            ArchiveSheet(
                name: "address-readings",
                title: ArchiveWords(
                    "Addresses whose parts were put right by hand",
                    "Direcciones cuyas partes se corrigieron a mano"),
                table: "address_part_by_hand",
                columns: [
                    .needed("key", .text, as: "place"),
                    .optional("number", .line, as: "house number"),
                    .optional("street", .line), .optional("unit", .line), .optional("floor", .line),
                ] + ArchiveColumn.made("made_at", "made_by"), order: "key"),
        ] + outlines

    /// What people decided about contacts who may be one, and about homes.
    static let decisions: [ArchiveSheet] = [
        ArchiveSheet(
            name: "duplicate-decisions",
            title: ArchiveWords(
                "Pairs that were said to be two contacts",
                "Parejas de las que se dijo que son dos contactos"),
            table: "duplicate_pair",
            columns: [
                .needed("first_id", .thing(.contact), as: "first"),
                .needed("second_id", .thing(.contact), as: "second"), .needed("score", .count),
                .empty("reasons", .text), .needed("state", .line),
                .optional("decided_at", .moment), .optional("decided_by", .actor),
            ], which: "state <> 'open'", order: "first_id, second_id", mayBeThere: "true"),
        ArchiveSheet(
            name: "home-decisions",
            title: ArchiveWords(
                "Homes that were said to be no household",
                "Casas de las que se dijo que no son un hogar"),
            table: "household_suggestion",
            columns: [
                .needed("home_key", .text, as: "place"), .needed("people", .count),
                .needed("state", .line), .optional("decided_at", .moment),
                .optional("decided_by", .actor),
            ], which: "state <> 'open'", order: "home_key", mayBeThere: "true"
        ) { row, target in
            // Reading the addresses has suggested some of these homes already.
            try target.db.execute(
                sql: "DELETE FROM household_suggestion WHERE home_key = ?",
                arguments: [row["home_key"]])
            return true
        },
    ]

    /// What history says of signing in, of roles and of the directory stays where people sign in.
    private static let leftHistory =
        (SignInField.allCases.map(\.rawValue)
        + [
            "role", BesideTheRecord.calendarAddress, SetDirectoryFields.historyField,
            ArchiveLine.field,
        ])
        .map { "'\($0)'" }.joined(separator: ", ")

    /// Every change of every field, of whoever is in the archive.
    static let history = ArchiveSheet(
        name: "history", title: ArchiveWords("Changes", "Cambios"), table: "history",
        columns: ArchiveColumn.made("at", "actor") + [
            .needed("act", .line), .optional("member_id", .thing(.contact), as: "contact"),
            .optional("version", .count), .needed("field", .line), .optional("old", .changed),
            .optional("new", .changed), .optional("why", .text), .optional("device", .line),
        ],
        which: """
            field NOT IN (\(leftHistory))
            AND (member_id IS NULL OR member_id IN (SELECT id FROM member))
            AND \(PlacingText.visibleSQL(to: nil))
            """, mayBeThere: "true")
}

/// The line of history that says that an archive was written or read.
enum ArchiveLine {
    static let field = "archive"
}
