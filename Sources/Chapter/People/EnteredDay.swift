/// A day that somebody entered, as 2026-05-01; nil where nothing was entered.
func enteredDay(_ entered: String?, _ field: String) throws -> CalendarDay? {
    guard let text = try EnteredText.line(entered ?? "", "day", limit: 40).get() else { return nil }
    guard let day = CalendarDay(text) else { throw Refusal.noDay(text, field) }
    return day
}

extension Refusal {
    /// A text that is to be a day is none.
    static func noDay(_ text: String, _ field: String) -> Refusal {
        .invalid(field, "“\(text)” is no day. Write it as 2026-05-01.")
    }

    /// Somebody else has changed what an editor was looking at.
    static func changedMeanwhile(_ what: String) -> Refusal {
        Refusal(
            .conflict,
            "Somebody changed “\(what)” while you were editing. Nothing of yours was saved: look "
                + "at it as it is now and make your change again.")
    }
}
