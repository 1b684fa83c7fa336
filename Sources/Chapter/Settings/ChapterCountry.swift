public import GRDB

/// The country that the chapter has chosen; nil while it has chosen none.
func chosenCountry(_ db: Database) throws -> PhoneCountry? {
    try String.fetchOne(db, sql: "SELECT code FROM chapter_country WHERE one = 1")
        .flatMap(PhoneCountry.of)
}

extension PhoneCountry {
    /// The country that the chapter has chosen, for whoever takes part; nil while there is none.
    public static func chosen(in db: Database, for viewer: Viewer) throws -> Result<
        PhoneCountry?, Refusal
    > {
        guard viewer.may(.takePart) else { return .failure(.notAllowed(.takePart)) }
        return .success(try chosenCountry(db))
    }
}
