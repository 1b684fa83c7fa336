/// The fields of history about relations, positions, point persons and agreements.
let tieFields = TieText.fields.sorted() + [PointPersonText.field, AgreementText.field]

/// A value of such a field in one line; nil for a value of another field.
func tieSentence(_ field: String, _ text: String) -> String? {
    switch field {
    case PointPersonText.field: PointPersonText(text)?.name
    case AgreementText.field: AgreementText(text)?.sentence
    default: TieText.fields.contains(field) ? TieText(text)?.sentence : nil
    }
}

extension Viewer {
    /// The condition on rows of history that this viewer may read of somebody whom they may see.
    ///
    /// Relations, positions and agreements name others and carry notes about them, so that
    /// members do not read them in their own history; nor do they read on which lists somebody put
    /// them for work. Whoever may see people reads of such lists as far as they may see them.
    var historySQL: String {
        may(.seePeople)
            ? PlacingText.visibleSQL(to: actor)
            : "field NOT IN ('relation', 'position', 'agreement', '\(PlacingText.field)')"
    }
}
