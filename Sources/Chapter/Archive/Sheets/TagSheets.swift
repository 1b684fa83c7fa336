import GRDB

extension ArchiveSheet {
    /// Tags of what is no contact, the groups of all tags, and what became of both.
    static let tags: [ArchiveSheet] = [thingTags, tagGroups, tagChanges]

    /// The condition that what a row is about is in the archive, and so for others to see.
    ///
    /// Votes, interest groups and imports are not. A place is, as a place of entries of timelines
    /// that are.
    private static func isTaken(_ table: String) -> String {
        let (id, number) = ("\(table).subject_id", "CAST(\(table).subject_id AS INTEGER)")
        return """
            ifnull(CASE \(table).subject_kind
              WHEN 'interaction' THEN \(number) IN
                (SELECT interaction.id FROM interaction WHERE is_private = 0)
              WHEN 'saved search' THEN \(number) IN
                (SELECT saved_search.id FROM saved_search WHERE is_shared = 1)
              WHEN 'place' THEN \(id) IN (SELECT place_key(place) FROM
                (SELECT DISTINCT place FROM interaction
                  WHERE place IS NOT NULL AND removed_at IS NULL AND is_private = 0))
              ELSE \(table).subject_kind IN ('meeting', 'agreement', 'object') END, 0)
            """
    }

    /// The condition that somebody or something in the archive has a tag.
    ///
    /// A tag that nothing has may have been on something private: its group stays behind.
    private static func isInArchive(_ key: String) -> String {
        """
        (EXISTS (SELECT 1 FROM member_tag m WHERE m.key = \(key))
          OR EXISTS (SELECT 1 FROM thing_tag t WHERE t.key = \(key) AND \(isTaken("t"))))
        """
    }

    private static let thingTags = ArchiveSheet(
        name: "tags-of-things",
        title: ArchiveWords(
            "Tags of objects, places, meetings, agreements, notes, tasks and searches",
            "Etiquetas de cosas, lugares, reuniones, acuerdos, notas, tareas y búsquedas"),
        table: "thing_tag",
        columns: [
            .needed("subject_kind", .subjectKind, as: "about"),
            .needed("subject_id", .subject, as: "number of it"), .needed("tag", .line),
        ], derived: ["key"], which: isTaken("thing_tag")
    ) { row, _ in
        row["key"] = foldedName(row.text("tag") ?? "").databaseValue
        return true
    }

    private static let tagGroups = ArchiveSheet(
        name: "tag-groups", title: ArchiveWords("Groups of tags", "Grupos de etiquetas"),
        table: "tag_group",
        columns: [.needed("tag", .line), .needed("name", .line, as: "group of tags")],
        derived: ["key", "group_key"], which: isInArchive("tag_group.key")
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
        ] + ArchiveColumn.reason,
        which: """
            CASE WHEN tag_history.subject_kind IS NULL
              THEN \(isInArchive("folded_name(tag_history.tag)"))
              ELSE \(isTaken("tag_history")) AND \(wasNoSecret("tag_history")) END
            """)
}
