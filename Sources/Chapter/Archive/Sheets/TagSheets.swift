import GRDB

extension ArchiveSheet {
    /// Tags of what is no contact, the groups of all tags, and what became of both.
    static let tags: [ArchiveSheet] = [thingTags, tagGroups, tagChanges]

    /// What is private belongs to its author alone.
    private static let isNotPrivate = """
        (subject_kind IS NOT 'interaction'
        OR CAST(subject_id AS INTEGER) IN (SELECT id FROM interaction WHERE is_private = 0))
        """

    private static let thingTags = ArchiveSheet(
        name: "tags-of-things",
        title: ArchiveWords(
            "Tags of objects, meetings, agreements, notes and tasks",
            "Etiquetas de cosas, reuniones, acuerdos, notas y tareas"),
        table: "thing_tag",
        columns: [
            .needed("subject_kind", .subjectKind, as: "about"),
            .needed("subject_id", .subject, as: "number of it"), .needed("tag", .line),
        ], derived: ["key"], which: isNotPrivate
    ) { row, _ in
        guard row.text("subject_kind") != "saved search" else {
            throw Refusal.strangeCell("about")
        }
        row["key"] = foldedName(row.text("tag") ?? "").databaseValue
        return true
    }

    private static let tagGroups = ArchiveSheet(
        name: "tag-groups", title: ArchiveWords("Groups of tags", "Grupos de etiquetas"),
        table: "tag_group",
        columns: [.needed("tag", .line), .needed("name", .line, as: "group of tags")],
        derived: ["key", "group_key"]
    ) { row, _ in
        row["key"] = foldedName(row.text("tag") ?? "").databaseValue
        row["group_key"] = foldedName(row.text("name") ?? "").databaseValue
        return true
    }

    private static let tagChanges = ArchiveSheet(
        name: "tag-history",
        title: ArchiveWords(
            "Changes of tags of things and of groups of tags",
            "Cambios en las etiquetas de cosas y en los grupos de etiquetas"),
        table: "tag_history",
        columns: ArchiveColumn.made("at", "actor") + [
            .needed("act", .line), .optional("subject_kind", .subjectKind, as: "about"),
            .optional("subject_id", .subject, as: "number of it"), .optional("tag", .line),
            .optional("old", .line), .optional("new", .line),
        ], which: isNotPrivate
    ) { row, _ in
        guard row.text("subject_kind") != "saved search" else {
            throw Refusal.strangeCell("about")
        }
        return true
    }
}
