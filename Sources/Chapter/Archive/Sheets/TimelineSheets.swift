import GRDB

extension ArchiveSheet {
    /// What was done with contacts and is to be done; what is private belongs to its author alone.
    static let timeline: [ArchiveSheet] = [interactions, parties, changes, ofAgreements]

    private static let interactions = ArchiveSheet(
        name: "interactions",
        title: ArchiveWords(
            "Notes, calls, visits and tasks", "Notas, llamadas, visitas y tareas"),
        table: "interaction", thing: .interaction,
        columns: [
            .number, .needed("kind", .line), .needed("side", .line), .needed("summary", .line),
            .optional("body", .text, as: "text"), .optional("outcome", .line),
            .optional("place", .line), .optional("channel", .line), .needed("at", .moment),
            .optional("due_on", .day), .optional("remind_on", .day),
            .optional("assignee", .thing(.contact)),
            .optional("done_at", .moment), .optional("done_by", .actor),
            .optional("done_note", .text),
        ] + ArchiveColumn.made("made_at", "made_by") + [
            .optional("subject_kind", .subjectKind, as: "about"),
            .optional("subject_id", .subject, as: "number of it"),
            .optional("follows", .thing(.interaction)), .optional("removed_at", .moment),
            .optional("removed_by", .actor), .needed("version", .count),
        ], which: "is_private = 0"
    ) { row, _ in
        // Things with tags can be interactions and places; what an interaction is about is neither.
        guard !["interaction", "place"].contains(row.text("subject_kind")) else {
            throw Refusal.strangeCell("about")
        }
        return true
    }

    private static let parties = ArchiveSheet(
        name: "interaction-contacts",
        title: ArchiveWords(
            "Contacts of notes and tasks", "Contactos de las notas y tareas"),
        table: "interaction_party",
        columns: [
            .needed("interaction_id", .thing(.interaction), as: "interaction"),
            .needed("member_id", .thing(.contact), as: "contact"), .optional("capacity", .line),
        ], derived: ["at"],
        which: "interaction_id IN (SELECT id FROM interaction WHERE is_private = 0)",
        order: "interaction_id, member_id"
    ) { row, target in
        let statement = try target.db.cachedStatement(
            sql: "SELECT at FROM interaction WHERE id = ?")
        row["at"] =
            try Int64.fetchOne(statement, arguments: [row["interaction_id"]])?.databaseValue
            ?? .null
        return true
    }

    private static let changes = ArchiveSheet(
        name: "interaction-history",
        title: ArchiveWords("Changes of notes and tasks", "Cambios en las notas y tareas"),
        table: "interaction_history",
        columns: ArchiveColumn.made("at", "actor") + [
            .needed("act", .line),
            .needed("interaction_id", .thing(.interaction), as: "interaction"),
            .needed("version", .count), .needed("field", .line),
            .optional("old", .interactionValue), .optional("new", .interactionValue),
        ] + ArchiveColumn.reason, derived: ["is_private"],
        which: """
            is_private = 0
            AND interaction_id IN (SELECT id FROM interaction WHERE is_private = 0)
            """
    ) { row, _ in
        row["is_private"] = 0.databaseValue
        return true
    }

    private static let ofAgreements = ArchiveSheet(
        name: "agreement-tasks",
        title: ArchiveWords(
            "Tasks that made themselves before an agreement ends",
            "Tareas que se crearon solas antes de que termine un acuerdo"),
        table: "agreement_task",
        columns: [
            .needed("agreement_id", .thing(.agreement), as: "agreement"),
            .needed("interaction_id", .thing(.interaction), as: "interaction"),
            .needed("ends_on", .day),
        ], which: "interaction_id IN (SELECT id FROM interaction WHERE is_private = 0)")

    /// Searches that are shared, and who is in or out of them by hand.
    static let searches: [ArchiveSheet] = [
        ArchiveSheet(
            name: "saved-searches",
            title: ArchiveWords("Shared saved searches", "Búsquedas guardadas y compartidas"),
            table: "saved_search", thing: .savedSearch,
            columns: [
                .number, .needed("name", .line), .needed("query", .query),
                .needed("owner", .actor), .needed("changed_at", .moment),
                .optional("removed_at", .moment), .needed("version", .count),
                .optional("columns", .line), .optional("sort", .line),
            ], derived: ["folded_name", "is_shared"], which: "is_shared = 1"
        ) { row, target in
            row["is_shared"] = 1.databaseValue
            let view = ListView(
                stored: row.text("columns"), sort: row.text("sort")
            ).stored
            row["columns"] = view.columns.databaseValue
            row["sort"] = view.sort.databaseValue
            return try foldsName(&row, target)
        },
        ArchiveSheet(
            name: "saved-search-history",
            title: ArchiveWords(
                "Changes of shared saved searches", "Cambios de las búsquedas compartidas"),
            table: "saved_search_history",
            columns: ArchiveColumn.made("at", "actor") + [
                .needed("act", .line),
                .needed("search_id", .thing(.savedSearch), as: "saved search"),
                .needed("version", .count), .needed("name", .line), .needed("query", .query),
                .optional("columns", .line), .optional("sort", .line),
                .needed("is_removed", .yesNo, as: "removed"),
            ] + ArchiveColumn.reason, derived: ["is_shared"],
            // What it was while it was its owner's alone stays so.
            which: """
                is_shared = 1 AND search_id IN (SELECT id FROM saved_search WHERE is_shared = 1)
                """
        ) { row, _ in
            row["is_shared"] = 1.databaseValue
            let view = ListView(
                stored: row.text("columns"), sort: row.text("sort")
            ).stored
            row["columns"] = view.columns.databaseValue
            row["sort"] = view.sort.databaseValue
            return true
        },
        ArchiveSheet(
            name: "saved-search-contacts",
            title: ArchiveWords(
                "Contacts put into or taken out of searches",
                "Contactos puestos o quitados de búsquedas"),
            table: "saved_search_person",
            columns: [
                .needed("search_id", .thing(.savedSearch), as: "saved search"),
                .needed("member_id", .thing(.contact), as: "contact"),
                .needed("is_in", .yesNo, as: "put in"),
            ] + ArchiveColumn.made("at", "actor"),
            which: "search_id IN (SELECT id FROM saved_search WHERE is_shared = 1)",
            order: "search_id, member_id"),
        keptReports,
    ]
}
