import GRDB

extension ArchiveSheet {
    /// Kinds and periods of membership, and what a member in good standing is.
    static let memberships: [ArchiveSheet] = [
        ArchiveSheet(
            name: "membership-kinds",
            title: ArchiveWords("Kinds of membership", "Tipos de afiliación"),
            table: "membership_type", thing: .membershipKind,
            columns: [
                .number, .needed("name", .line), .needed("period", .line),
                .optional("months", .count), .optional("year_starts", .yearDay),
                .optional("rollover", .yearDay), .needed("grace_days", .count),
                .needed("rank", .count), .needed("retired", .yesNo), .needed("version", .count),
            ], derived: ["folded_name"], check: foldsName),
        ArchiveSheet(
            name: "membership-periods",
            title: ArchiveWords("Periods of membership", "Periodos de afiliación"),
            table: "membership_period",
            columns: [
                .needed("member_id", .thing(.contact), as: "contact"),
                .needed("type_id", .thing(.membershipKind), as: "kind of membership"),
                .needed("starts_on", .day), .optional("runs_until", .day),
                .needed("grace_days", .count), .optional("member_since", .day),
                .optional("ended_on", .day), .optional("why_ended", .text),
                .optional("moved_to", .line), .optional("vouched_by", .line),
            ] + ArchiveColumn.made("recorded_at", "recorded_by")),
        ArchiveSheet(
            name: "standing-rules",
            title: ArchiveWords("Rules of good standing", "Reglas de estar al corriente"),
            table: "standing_rule",
            columns: [
                .needed("since", .day), .optional("joined_days", .count),
                .optional("meetings", .count), .optional("within_months", .count),
                .needed("grace_counts", .yesNo),
            ] + ArchiveColumn.made("recorded_at", "recorded_by")),
        ArchiveSheet(
            name: "standing-exceptions",
            title: ArchiveWords(
                "Exceptions from the rule of good standing",
                "Excepciones a la regla de estar al corriente"),
            table: "standing_override",
            columns: [
                .needed("member_id", .thing(.contact), as: "contact"),
                .needed("is_good", .yesNo, as: "in good standing"), .needed("starts_on", .day),
                .optional("ends_on", .day), .needed("why", .text),
            ] + ArchiveColumn.made("recorded_at", "recorded_by")),
    ]
}
