extension KnownSystem {
    /// Zetkin, export of people: columns by the person's own fields.
    ///
    /// These are the native fields of a person in Zetkin's own interface
    /// (`zetkin/app.zetkin.org`, `ZetkinPersonNativeFields`); the headings of lists that somebody
    /// made there are free, and are left to the common guess.
    static let zetkin = KnownSystem(
        "Zetkin",
        marks: [["ext_id", "co_address", "alt_phone"], ["ext_id", "street_address", "zip_code"]],
        columns: [
            (.externalID("Zetkin"), "id|zetkin_id"), (.externalID("external"), "ext_id"),
            (.phone(.mobile), "phone"), (.phone(.other), "alt_phone"),
            (nil, "gender|is_user|organization|created"),
        ]
            + addressColumns(
                .home, ["street_address", "co_address", "city", "", "zip_code", "country"]))
}
