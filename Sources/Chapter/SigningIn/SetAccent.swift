import GRDB

/// Chooses the chapter's accent colour, or goes back to the leaf green that the program has.
public struct SetAccent: Act {
    /// The permission that choosing takes.
    public static let permission = Permission.changeSettings

    /// The colour as `#b01650`; nil for none.
    public var colour: String?

    /// A colour.
    public init(_ colour: String?) { self.colour = colour }

    /// Keeps the colour.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        let chosen = colour?.lowercased()
        if let chosen, !isColour(chosen) {
            return .failure(
                .invalid("accent", "A colour is written as # and six digits, such as #b01650."))
        }
        let old = try accentColour(context.db)
        guard old != chosen else { return .success(()) }
        try context.db.execute(
            sql: """
                INSERT INTO chapter_look (one, accent) VALUES (1, ?)
                ON CONFLICT (one) DO UPDATE SET accent = excluded.accent
                """, arguments: [chosen])
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "SetAccent", field: "accent",
                old: old, new: chosen))
        return .success(())
    }
}

/// Whether a text is a colour such as `#b01650`.
private func isColour(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 7 && bytes[0] == 35
        && bytes.dropFirst().allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
}

/// The chapter's accent colour; nil while it has chosen none.
func accentColour(_ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT accent FROM chapter_look WHERE one = 1")
}
