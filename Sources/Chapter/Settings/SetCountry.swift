import GRDB

/// Says in which country the chapter is, so that telephone numbers can be checked.
///
/// Numbers that are there stay as they are.
public struct SetCountry: Act {
    /// The permission that choosing takes.
    public static let permission = Permission.changeSettings

    /// Two letters, such as `ES`; nil for no country, and then no number is checked.
    public var code: String?

    /// A country by its two letters.
    public init(_ code: String?) { self.code = code }

    /// Keeps the country.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        let chosen = code.flatMap { PhoneCountry.of($0.uppercased()) }
        if let code, chosen == nil {
            return .failure(
                .invalid(
                    "country",
                    "The telephone numbers of the country “\(code.prefix(20))” are not known here.")
            )
        }
        let old = try chosenCountry(context.db)
        guard old != chosen else { return .success(()) }
        if let chosen {
            try context.db.execute(
                sql: """
                    INSERT INTO chapter_country (one, code) VALUES (1, ?)
                    ON CONFLICT (one) DO UPDATE SET code = excluded.code
                    """, arguments: [chosen.code])
        } else {
            try context.db.execute(sql: "DELETE FROM chapter_country")
        }
        try context.writeHistory(
            HistoryLine(
                at: context.now, actor: context.viewer.actor, act: "SetCountry",
                field: "country", old: old?.code, new: chosen?.code))
        return .success(())
    }
}
