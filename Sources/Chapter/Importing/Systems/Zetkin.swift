extension KnownSystem {
    /// Zetkin, export of people.
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
