import Hummingbird

/// What was just done, said once at the top of the next page, with a button that takes it back.
///
/// The address carries only the name of a message and the id of what can be undone,
/// `?done=person_changed&undo=4f2a`, never a text or an address: whoever makes a link can choose
/// among our sentences and add none.
struct Notice: Sendable {
    let sentence: String
    /// Where “Undo” posts to; nil for what cannot be taken back.
    let undo: String?

    /// Acts that can be taken back: the name of the message, and the address around the id.
    private static let undoable: [String: (before: String, after: String)] = [
        "agreement_removed": ("/agreements/", "/restore"),
        "contact_added": ("/people/", "/unadd"),
        "contact_removed": ("/people/removals/", "/undo"),
        "membership_begun": ("/people/taken-back/", ""),
        "membership_changed": ("/people/taken-back/", ""),
        "membership_corrected": ("/people/taken-back/", ""),
        "membership_ended": ("/people/taken-back/", ""),
        "membership_renewed": ("/people/taken-back/", ""),
        "memberships_begun": ("/people/memberships/renewals/", "/undo"),
        "memberships_renewed": ("/people/memberships/renewals/", "/undo"),
        "memberships_renewed_some": ("/people/memberships/renewals/", "/undo"),
        "people_merged": ("/people/merges/", "/undo-all"),
        "people_branch": ("/people/together/", "/undo"),
        "people_field": ("/people/field/", "/undo"),
        "people_interest": ("/people/together/", "/undo"),
        "people_point_person": ("/people/point-person/", "/undo"),
        "people_skill": ("/people/together/", "/undo"),
        "people_tag": ("/people/together/", "/undo"),
        "people_untag": ("/people/together/", "/undo"),
        "duplicates_household_made": ("/people/", "/unadd"),
        "duplicates_moved_out": ("/people/taken-back/", ""),
        "household_moved": ("/people/moves/", "/undo"),
        "address_changed": ("/people/moves/", "/undo"),
        "duplicates_later": ("/people/duplicates/", "/open"),
        "duplicates_not_the_same": ("/people/duplicates/", "/open"),
        "person_added": ("/people/", "/unadd"),
        "person_merged": ("/people/merges/", "/undo"),
        "person_changed": ("/people/taken-back/", ""),
        "person_ended": ("/people/taken-back/", ""),
        "person_reverted": ("/people/taken-back/", ""),
        "person_taken_back": ("/people/taken-back/", ""),
        "entry_added": ("/interactions/", "/remove"),
        "entry_removed": ("/interactions/", "/bring-back"),
        "task_removed": ("/interactions/", "/bring-back"),
        "tasks_for_each": ("/people/tasks/", "/undo"),
        "task_done": ("/tasks/", "/reopen"),
        "search_forget": ("/people/searches/put/", "/undo"),
        "search_in": ("/people/searches/put/", "/undo"),
        "search_out": ("/people/searches/put/", "/undo"),
        "search_removed": ("/people/searches/", "/back"),
        "report_removed": ("/reports/kept/", "/back"),
        "tag_changed": ("/people/together/", "/undo"),
        "chapter_blocked": ("/chapters/", "/unblock"),
    ]

    /// The address with a notice for the page behind it.
    static func after(_ message: String, at address: String, undo: String? = nil) -> String {
        "\(address)\(address.contains("?") ? "&" : "?")done=\(message)"
            + (undo.map { "&undo=\($0)" } ?? "")
    }

    static func read(_ request: Request, _ words: Wording) -> Notice? {
        let query = request.uri.queryParameters
        guard let name = query["done"].map(String.init),
            let sentence = words.messages["done_\(name)"]
        else { return nil }
        let id = query["undo"].map(String.init) ?? ""
        let isID =
            !id.isEmpty && id.utf8.count <= 64 && id.allSatisfy { $0.isHexDigit || $0 == "-" }
        let address = undoable[name].map { $0.before + id + $0.after }
        return Notice(sentence: sentence, undo: isID ? address : nil)
    }
}
