import Chapter

/// What a column can go into, in groups, as a `select` shows it.
struct ImportTargetGroup: Sendable {
    let name: String
    let options: [ImportOption]

    /// The codes by the name of their group; together everything that a column can be.
    static let codes: [(group: String, codes: [String])] = [
        (
            "name",
            [
                "name", "form_of_address", "given_name", "middle_name", "family_name",
                "name_suffix", "nickname", "fallback_name", "legal_name", "pronouns",
            ]
        ),
        (
            "reach",
            [
                "email_home", "email_work", "email_other", "emails", "phone_mobile", "phone_home",
                "phone_work", "phone_other", "best_phone", "phones", "language", "do_not_call",
                "do_not_text", "do_not_email", "do_not_contact", "mailing_preference",
                "phone_kind", "place", "email_state", "phone_state",
            ]
        ),
        (
            "address",
            [
                "line1", "line2", "postcode", "postcode_end", "city", "region", "country",
                "address_state", "addresses", "household",
            ]
        ),
        (
            "work_address",
            [
                "work_line1", "work_line2", "work_postcode", "work_city", "work_region",
                "work_country",
            ]
        ),
        (
            "other_address",
            [
                "other_line1", "other_line2", "other_postcode", "other_city", "other_region",
                "other_country",
            ]
        ),
        (
            "messengers",
            [
                "messenger_signal", "messenger_whatsapp", "messenger_telegram",
                "messenger_matrix", "messenger_web_address", "messenger_fax", "messenger_other",
                "messengers",
            ]
        ),
        (
            "membership",
            [
                "kind", "memberships", "status", "joined_on", "ended_on", "standing",
                "membership_type",
                "monthly_dues",
                "yearly_dues", "expires_on", "listed_chapter", "district", "branch",
            ]
        ),
        (
            "work",
            [
                "works_at", "position_there", "organizations", "positions", "employer",
                "workplace", "job", "shift", "union_member", "union_name",
                "union_local", "student", "school",
            ]
        ),
        (
            "more",
            [
                "interests", "skills", "tags", "note", "birth_date", "deceased", "accommodations",
                "member_number",
                "external_ids",
            ]
        ),
    ]

    /// The groups for a column with this heading, of which one option is chosen.
    ///
    /// Who may add fields can make one of the column.
    static func all(
        for column: ListHead.Column, _ fields: [OwnField], mayAdd: Bool, _ words: Wording
    ) -> [ImportTargetGroup] {
        let chosen = column.target?.code
        var groups = codes.map { group, codes in
            ImportTargetGroup(
                name: words.say("import_group_\(group)"),
                options: codes.map { option($0, chosen, words) })
        }
        if !fields.isEmpty {
            let options = fields.map { field in
                let code = ColumnTarget.ownField(field.code).code
                return ImportOption(value: code, name: field.name, isChosen: code == chosen)
            }
            groups.append(
                ImportTargetGroup(name: words.say("import_group_own"), options: options))
        }
        if mayAdd { groups.append(new(column, words)) }
        var systems: [String] = []
        for target in [
            column.target, column.guess, ColumnTarget(code: "external:\(column.header)"),
        ] {
            guard case .externalID? = target, let code = target?.code, !systems.contains(code)
            else { continue }
            systems.append(code)
        }
        groups.append(
            ImportTargetGroup(
                name: words.say("import_group_systems"),
                options: systems.map { option($0, chosen, words) }))
        return groups
    }

    /// What begins the code of a field that does not exist yet: `new:choice`.
    private static let newMark = "new:"

    /// The kind of field that a code asks for; nil for a code of anything that exists.
    static func newKind(_ code: String) -> OwnField.Kind? {
        guard code.hasPrefix(newMark),
            let kind = OwnField.Kind(rawValue: String(code.dropFirst(newMark.count))),
            OwnFieldPlan.kindsOfColumns.contains(kind)
        else { return nil }
        return kind
    }

    /// The kinds of fields that the column can become, the likeliest first; none is chosen by
    /// itself, because a field is there for everybody from then on.
    private static func new(_ column: ListHead.Column, _ words: Wording) -> ImportTargetGroup {
        ImportTargetGroup(
            name: words.say("import_group_new", ["column": column.header]),
            options: column.kinds.map { kind in
                let key = kind.rawValue.replacing(" ", with: "_")
                return ImportOption(
                    value: newMark + kind.rawValue, name: words.say("fields_kind_\(key)"),
                    isChosen: false)
            })
    }

    private static func option(_ code: String, _ chosen: String?, _ words: Wording) -> ImportOption
    {
        ImportOption(value: code, name: words.column(code), isChosen: code == chosen)
    }
}
