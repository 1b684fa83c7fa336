/// Lines of a person's history that stand beside the record: nothing in it changes with them.
///
/// They raise no version, nobody's editing fails for them, a record that is put back passes them
/// over, and no search counts them as changes. What a line is about decides that, here and nowhere else.
enum BesideTheRecord {
    /// What history writes about a secret calendar address.
    static let calendarAddress = "calendar address"

    /// What such lines are about.
    static let fields = Set(
        SignInField.allCases.map(\.rawValue) + [
            calendarAddress, SetDirectoryFields.historyField, SetPlace.historyField,
            SetAddressParts.historyField, MakeCertificate.historyField, ExportCards.historyField,
            PlacingText.field,
        ])

    /// Whether lines about this are of that kind.
    static func has(_ field: String) -> Bool { fields.contains(field) }

    /// The condition on rows of history that are changes of a record.
    static let noneSQL =
        "field NOT IN (" + fields.sorted().map { "'\($0)'" }.joined(separator: ", ") + ")"
}

extension HistoryEntry {
    /// Whether the record changed; a sign-in or a place on a list leaves it as it is.
    public var changesRecord: Bool { version != nil && !BesideTheRecord.has(field) }
}
