import GRDB

/// Takes contacts out of the chapter as vCards; the history says who took which.
public struct ExportCards: Act {
    /// A finished file.
    public struct File: Hashable, Sendable {
        /// The cards, one after the other.
        public let text: String
        /// How many there are.
        public let count: Int
    }

    /// The permission that exporting takes.
    public static let permission = Permission.exportPeople

    /// Who is meant.
    public var people: LabelPeople.People
    /// What it is for, for the history.
    public var why: String?

    /// What history calls the card of one contact that was taken out.
    static let historyField = "contact card"

    /// So many contacts are read at once, so that the memory for a long list stays small.
    private static let atOnce = 500

    /// The cards of these contacts.
    public init(_ people: LabelPeople.People, why: String? = nil) {
        self.people = people
        self.why = why
    }

    /// Writes the cards, and a line of history: that of the contact for one, or of a list.
    public func perform(in context: ActContext) throws -> Result<File, Refusal> {
        try refusing {
            let reason = try checkedWhy(why).get()
            let ids = try people.ids(in: context.db, for: context.viewer, byName: true)
            guard !ids.isEmpty else { throw Refusal.invalid("people", "Nobody is chosen.") }
            var text = ""
            for start in stride(from: 0, to: ids.count, by: Self.atOnce) {
                let some = Array(ids[start..<min(start + Self.atOnce, ids.count)])
                for person in try StoredPerson.fetch(context.db, some) {
                    text += ContactCard(person: person).text
                }
            }
            let one = ids.count == 1 ? ids[0] : nil
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "ExportCards", member: one,
                    field: one == nil ? "list" : Self.historyField, old: nil,
                    new: one == nil ? "\(ids.count) people as vCards" : "taken out", why: reason))
            return File(text: text, count: ids.count)
        }
    }
}
