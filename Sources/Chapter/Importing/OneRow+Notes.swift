extension OneRow {
    /// Adds a note; one that the row says twice counts once.
    ///
    /// The heading stands before it where it says more than that the column holds notes.
    mutating func addNote(_ value: String, under heading: String?) throws {
        let seen = withoutControls(value)
        guard !ListedValue.isNothing(seen) else { return }
        let note = try SaidText(summary: "", text: heading.map { "\($0): \(seen)" } ?? seen)
        if !draft.notes.contains(where: { $0.whole == note.whole }) { draft.notes.append(note) }
    }
}

/// A text without the signs that other systems leave in theirs, and that nobody can see there.
private func withoutControls(_ text: String) -> String {
    let kept = text.unicodeScalars.filter {
        $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\r" || $0 == "\t"
    }
    return String(String.UnicodeScalarView(kept)).trimmed
}
