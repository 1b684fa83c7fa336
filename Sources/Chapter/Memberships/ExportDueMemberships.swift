import GRDB

/// Takes the memberships that run out soon, or have lately, out of the chapter as CSV, with how to
/// reach whoever has them; the log says who took which.
public struct ExportDueMemberships: Act {
    /// The permission that exporting takes.
    public static let permission = Permission.exportPeople

    /// What it is for, for the log.
    public var why: String?

    /// Everybody whose membership is due.
    public init(why: String? = nil) { self.why = why }

    /// How they are reached, with what speaks against it.
    private static let reach: [ExportColumn] = [.phone, .phoneState, .email, .emailState]

    /// Writes the list and one line of the log about it.
    public func perform(in context: ActContext) throws -> Result<ExportPeople.File, Refusal> {
        try refusing {
            let db = context.db
            let today = try chapterDay(db, at: context.now)
            var file = TakenList(
                of: "people",
                ["number", "name", "status", "membership", "last day", "counts until"]
                    + Self.reach.map(\.header))
            for part in [DueMemberships.Part.lately, .soon] {
                let due = try part.everybody(in: db, on: today)
                for start in stride(from: 0, to: due.count, by: 500) {
                    let some = Array(due[start..<min(start + 500, due.count)])
                    let ids = some.map(\.memberID)
                    let facts = try ExportFacts(of: ids, for: Self.reach, on: today, in: db)
                    let people = try StoredPerson.fetch(db, ids)
                    for (one, person) in zip(some, people) {
                        let cells = Self.reach.map { $0.cell(of: person, facts) }
                        file.add(
                            [
                                one.memberID.description, one.name, person.values[.status] ?? "",
                                one.kind, one.lastDay, one.countsUntil,
                            ] + cells)
                    }
                }
            }
            return try file.taken(by: "ExportDueMemberships", why: why, in: context)
        }
    }
}
