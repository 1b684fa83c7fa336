import GRDB

extension ArchiveSheet {
    /// How contacts belong to each other and to the chapter, and the chapter's own objects.
    static let belonging: [ArchiveSheet] = [relationKinds, relations, positions] + objects

    private static let relationKinds = ArchiveSheet(
        name: "relation-kinds",
        title: ArchiveWords("Kinds of relations", "Tipos de relaciones"),
        table: "relation_type", thing: .relationKind,
        columns: [
            .number, .optional("code", .line), .needed("forward", .line),
            .needed("backward", .line), .optional("from_kind", .line),
            .optional("to_kind", .line), .needed("one_from", .yesNo), .needed("one_to", .yesNo),
            .needed("retired", .yesNo),
        ], derived: ["folded_forward", "folded_backward"], order: "code IS NULL, code, id",
        mayBeThere: "code IS NOT NULL"
    ) { row, target in
        guard let code = row.text("code") else {
            row["folded_forward"] = foldedName(row.text("forward") ?? "").databaseValue
            row["folded_backward"] = foldedName(row.text("backward") ?? "").databaseValue
            return true
        }
        // The program brings it along; its words stay, because pages translate them.
        let id = try Int64.fetchOne(
            target.db, sql: "SELECT id FROM relation_type WHERE code = ?", arguments: [code])
        guard let id else { throw Refusal.strangeCell("code") }
        target.relationKinds[target.number] = id
        try target.db.execute(
            sql: "UPDATE relation_type SET retired = ? WHERE id = ?",
            arguments: [row["retired"], id])
        return false
    }

    private static let relations = ArchiveSheet(
        name: "relations", title: ArchiveWords("Relations", "Relaciones"), table: "relation",
        columns: [
            .needed("type_id", .thing(.relationKind), as: "kind of relation"),
            .needed("from_id", .thing(.contact), as: "from"),
            .needed("to_id", .thing(.contact), as: "to"), .optional("starts_on", .day),
            .optional("ends_on", .day), .optional("note", .line),
        ])

    private static let positions = ArchiveSheet(
        name: "positions",
        title: ArchiveWords("Positions, such as steward", "Cargos, como delegada"),
        table: "position",
        columns: [
            .needed("member_id", .thing(.contact), as: "contact"), .needed("title", .line),
            .optional("organization_id", .thing(.contact), as: "organization"),
            .optional("starts_on", .day), .optional("ends_on", .day), .optional("note", .line),
        ], derived: ["key"]
    ) { row, _ in
        row["key"] = foldedName(row.text("title") ?? "").databaseValue
        return true
    }

    /// What was agreed upon in writing.
    static let agreements: [ArchiveSheet] = [
        ArchiveSheet(
            name: "agreement-kinds",
            title: ArchiveWords(
                "Kinds of agreements of the chapter's own", "Tipos de acuerdos propios"),
            table: "agreement_kind", thing: .agreementKind,
            columns: [
                .number, .needed("name", .line), .needed("retired", .yesNo),
                .needed("version", .count),
            ], derived: ["folded_name"], check: foldsName),
        ArchiveSheet(
            name: "agreements", title: ArchiveWords("Agreements", "Acuerdos"),
            table: "agreement", thing: .agreement,
            columns: [
                .number, .needed("kind", .line),
                .optional("own_kind", .thing(.agreementKind)), .needed("title", .line),
                .optional("starts_on", .day), .optional("ends_on", .day),
                .optional("note", .text), .optional("task_days", .count, as: "task days before"),
                .optional("task_assignee", .thing(.contact), as: "task for"),
                .optional("task_summary", .line, as: "task"),
            ] + ArchiveColumn.made("made_at", "made_by") + [
                .optional("removed_at", .moment), .needed("version", .count),
            ]),
        ArchiveSheet(
            name: "agreement-files",
            title: ArchiveWords("Files of agreements", "Archivos de los acuerdos"),
            table: "agreement_file", thing: .file,
            columns: [
                .number, .needed("agreement_id", .thing(.agreement), as: "agreement"),
                .needed("name", .line),
            ] + ArchiveColumn.made("added_at", "added_by") + [.needed("bytes", .file, as: "file")],
            derived: ["media_type"]
        ) { row, _ in
            row["media_type"] = SafeMediaType.of(row.text("name") ?? "").databaseValue
            return true
        },
        ArchiveSheet(
            name: "agreement-parties",
            title: ArchiveWords("Parties of agreements", "Partes de los acuerdos"),
            table: "agreement_party",
            columns: [
                .needed("agreement_id", .thing(.agreement), as: "agreement"),
                .needed("member_id", .thing(.contact), as: "contact"),
                .optional("capacity", .line), .optional("signed_on", .day),
                .optional("file_id", .thing(.file), as: "file of the signature"),
            ], order: "agreement_id, member_id"),
        ArchiveSheet(
            name: "agreement-history",
            title: ArchiveWords("Changes of agreements", "Cambios en los acuerdos"),
            table: "agreement_history",
            columns: ArchiveColumn.made("at", "actor") + [
                .needed("act", .line),
                .needed("agreement_id", .thing(.agreement), as: "agreement"),
                .needed("version", .count), .needed("field", .line),
                .optional("old", .agreementValue), .optional("new", .agreementValue),
            ] + ArchiveColumn.reason),
        ArchiveSheet(
            name: "agreement-seals",
            title: ArchiveWords(
                "What the chapter's key has signed of agreements",
                "Lo que la clave del capítulo ha firmado de los acuerdos"),
            table: "agreement_seal",
            columns: [.needed("agreement_id", .thing(.agreement), as: "agreement")]
                + ArchiveColumn.made("made_at", "made_by") + [
                    .needed("version", .count), .needed("text", .text, as: "signed text"),
                    .needed("certificate", .line),
                    .needed("signature", .line),
                ]),
    ]
}
