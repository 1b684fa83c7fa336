import GRDB

/// What other records of the chapter say of contacts: whoever takes a contact away asks here first,
/// be it one that was added by mistake or all those of an import.
enum ContactUse {
    /// Tables whose rows belong to the contact alone, or follow from others, and go with it.
    private static let own = Set(
        Detail.allCases.map(\.table) + ["member_role", "sign_in_link", "member_token"]
            + derivedMemberTables)

    /// Tables by which contacts belong to each other or to the chapter; each has rules of its own.
    static let ties: Set<String> = ["relation", "position", "membership_period"]

    /// Columns by which other records rely on contacts, ties among them, as the schema says.
    static func references(_ db: Database) throws -> [MergeReference] {
        try MergeReference.all(db).filter { !own.contains($0.table) }
    }

    /// What a table that speaks of contacts is about, in words.
    static func words(of table: String) -> String {
        tableWords[table] ?? table.replacing("_", with: " ")
    }

    /// Where the names of the tables do not say it.
    private static let tableWords = [
        "agreement_party": "agreement", "calendar_address": "calendar",
        "directory_field": "directory", "group_founder": "group", "group_handle": "group",
        "half_sign_in": "ways to sign in", "interaction": "task",
        "interaction_party": "timeline", "member": "looks after somebody",
        "member_passphrase": "ways to sign in", "membership_period": "membership",
        "own_object_contact": "worksite or other object", "printed_code": "ways to sign in",
        "recovery_code": "ways to sign in", "relation": "relation to another contact",
        "rsvp": "answer to a meeting", "saved_search_person": "put into a search by hand",
        "second_step": "ways to sign in", "standing_override": "good standing",
    ]
}
