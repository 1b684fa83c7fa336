/// What one chapter of the demo keeps besides people: all of it is invented.
struct InventedRecords {
    /// A kind of things with the field that every one of them has.
    let kind: (name: String, plural: String)
    /// A number that is needed of each thing.
    let number: String
    /// Three things, each with its number and whoever stands for it.
    let things: [(name: String, number: Int, capacity: String)]
    /// A file that belongs to the chapter's agreement.
    let file: (name: String, text: String)
    /// Words for a status that no other chapter uses, on a list that somebody has sent.
    let status: [String]

    /// The records of each chapter, by the name of its directory.
    static let all = [
        "riverside": InventedRecords(
            kind: ("Building", "Buildings"), number: "Flats",
            things: [
                ("Calle del Río 14", 36, "speaks for the house"),
                ("Plaza Mayor 100", 22, "has the key of the cellar"),
                ("Mill Lane 3", 9, "speaks for the house"),
            ],
            file: ("boiler-protocol.txt", "Read aloud in the yard and signed by both sides."),
            status: ["vecina activa", "de visita"]),
        "harbour": InventedRecords(
            kind: ("Worksite", "Worksites"), number: "People on a shift",
            things: [
                ("Pier 4", 48, "steward"), ("Grain terminal", 31, "steward"),
                ("Rope Walk depot", 12, "safety representative"),
            ],
            file: ("contract-of-the-quay.txt", "Articles 1 to 34, as signed in Union Hall."),
            status: ["on the boats", "card returned"]),
        "hillside": InventedRecords(
            kind: ("Petition sheet", "Petition sheets"), number: "Signatures",
            things: [
                ("School meals, sheet 1", 24, "collected it"),
                ("School meals, sheet 2", 17, "collected it"),
                ("The 19 to Mill End", 40, "carried it to the council"),
            ],
            file: ("round-table.txt", "Who sits there, how often, and who writes it down."),
            status: ["friend of the branch", "on leave"]),
    ]
}
