import GRDB

extension ArchiveSheet {
    /// What the chapter has added to what every chapter knows.
    static let own: [ArchiveSheet] = [
        objectKinds, ownFields, choices, fieldRules, builtInRules,
    ]

    private static let objectKinds = ArchiveSheet(
        name: "object-kinds",
        title: ArchiveWords("Kinds of own objects", "Tipos de objetos propios"),
        table: "object_type", thing: .objectKind,
        columns: [
            .number, .needed("name", .line), .needed("plural", .line), .needed("retired", .yesNo),
            .needed("version", .count),
        ], derived: ["folded_name"], check: foldsName)

    private static let ownFields = ArchiveSheet(
        name: "own-fields",
        title: ArchiveWords(
            "Fields that the chapter has added", "Campos que el capítulo ha añadido"),
        table: "own_field", thing: .ownField,
        columns: [
            .number, .optional("object_type_id", .thing(.objectKind), as: "kind of object"),
            .optional("contact_kind", .line, as: "kind of contact"), .needed("code", .line),
            .needed("name", .line), .needed("kind", .line), .optional("help", .line),
            .needed("is_required", .yesNo, as: "required"),
            .needed("is_unique", .yesNo, as: "unique"), .optional("least", .line),
            .optional("most", .line), .optional("pattern", .line),
            .optional("not_before", .line), .optional("message", .line),
            .needed("ordinal", .count, as: "place in line"), .needed("retired", .yesNo),
            .needed("version", .count),
            .optional("linked_type_id", .thing(.objectKind), as: "linked kind of object"),
            .optional("back_name", .line, as: "name from the other end"),
        ], derived: ["folded_name"]
    ) { row, target in
        let code = row.text("code") ?? ""
        let stem = code.hasSuffix("[]") ? code.dropLast(2) : code[...]
        guard !stem.isEmpty, stem.utf8.allSatisfy(isCodeByte),
            code.hasSuffix("[]") == (row.text("kind") == OwnField.Kind.choices.rawValue),
            // Older chapters may have called a field of their own like one that came later.
            PersonField(rawValue: code)?.isLater ?? true
        else { throw Refusal.strangeCell("code") }
        target.fields[code] = row.text("kind").flatMap(OwnField.Kind.init)
        if let type = Int64.fromDatabaseValue(row["object_type_id"]) {
            let field = ArchiveTarget.FieldOfObject(type: type, name: row.text("name") ?? "")
            target.linkedFields[field] = target.linked(code: code)
        }
        return try foldsName(&row, target)
    }

    private static let choices = ArchiveSheet(
        name: "own-field-choices",
        title: ArchiveWords("Choices of own fields", "Opciones de los campos propios"),
        table: "own_field_choice",
        columns: [
            .needed("field_id", .thing(.ownField), as: "field"),
            .needed("ordinal", .count, as: "place in line"), .needed("choice", .line),
            .needed("retired", .yesNo),
        ], derived: ["key"], order: "field_id, ordinal, key"
    ) { row, _ in
        row["key"] = foldedName(row.text("choice") ?? "").databaseValue
        return true
    }

    private static let fieldRules = ArchiveSheet(
        name: "own-field-rules",
        title: ArchiveWords(
            "Rules across two own fields", "Reglas entre dos campos propios"),
        table: "field_rule",
        columns: [
            .optional("object_type_id", .thing(.objectKind), as: "kind of object"),
            .needed("kind", .line), .needed("field_code", .code, as: "field"),
            .optional("value", .line), .needed("other_code", .code, as: "other field"),
            .optional("message", .line), .needed("version", .count),
        ])

    private static let builtInRules = ArchiveSheet(
        name: "built-in-field-rules",
        title: ArchiveWords(
            "Rules for fields that every chapter has",
            "Reglas de los campos que tiene cada capítulo"),
        table: "built_in_rule",
        columns: [
            .needed("field", .line), .optional("needed_of", .line), .optional("least", .day),
            .optional("most", .day), .optional("pattern", .line), .optional("message", .line),
            .needed("version", .count),
        ], order: "field", isLater: true
    ) { row, _ in
        guard BuiltInField(code: row.text("field") ?? "") != nil else {
            throw Refusal.strangeCell("field")
        }
        return true
    }

    /// The folded name follows from the name.
    static let foldsName: Check = { row, _ in
        row["folded_name"] = foldedName(row.text("name") ?? "").databaseValue
        return true
    }

    /// Own objects, their values, and who has to do with them.
    static let objects: [ArchiveSheet] = [
        ArchiveSheet(
            name: "objects",
            title: ArchiveWords(
                "Own objects, such as worksites", "Objetos propios, como centros de trabajo"),
            table: "own_object", thing: .object,
            columns: [
                .number, .needed("type_id", .thing(.objectKind), as: "kind of object"),
                .needed("name", .line),
            ] + made("made_at", "made_by") + [
                .optional("removed_at", .moment), .needed("version", .count),
            ], derived: ["folded_name"]
        ) { row, target in
            target.typeOfObject.append(Int64.fromDatabaseValue(row["type_id"]) ?? 0)
            return try foldsName(&row, target)
        },
        ArchiveSheet(
            name: "object-values",
            title: ArchiveWords("Values of own objects", "Valores de los objetos propios"),
            table: "own_object_value",
            columns: [
                .needed("object_id", .thing(.object), as: "object"),
                .needed("field_code", .code, as: "field"), .needed("value", .ownValue),
            ], derived: ["key"],
            order: "object_id, field_code, length(value), value"
        ) { row, _ in
            row["key"] =
                OwnField.key(code: row.text("field_code") ?? "", value: row.text("value") ?? "")
                .databaseValue
            return true
        },
        ArchiveSheet(
            name: "object-contacts",
            title: ArchiveWords("Contacts of own objects", "Contactos de los objetos propios"),
            table: "own_object_contact",
            columns: [
                .needed("object_id", .thing(.object), as: "object"),
                .needed("member_id", .thing(.contact), as: "contact"),
                .empty("capacity", .line), .optional("starts_on", .day),
                .optional("ends_on", .day),
            ], order: "object_id, member_id, capacity"),
        ArchiveSheet(
            name: "object-history",
            title: ArchiveWords(
                "Changes of own objects", "Cambios en los objetos propios"),
            table: "own_object_history",
            columns: made("at", "actor") + [
                .needed("object_id", .thing(.object), as: "object"), .needed("version", .count),
                .needed("field", .line), .optional("field_code", .code),
                .optional("old", .objectValue),
                .optional("new", .objectValue),
            ] + ArchiveColumn.reason, which: "object_id IN (SELECT id FROM own_object)"),
    ]

    private static func made(_ at: String, _ by: String) -> [ArchiveColumn] {
        ArchiveColumn.made(at, by)
    }
}

/// What codes of own fields are made of.
private func isCodeByte(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
}
