import Chapter
import Federation
import GRDB

/// What a form about an entry or a task needs besides what was entered.
struct FormSurroundings: Sendable {
    let contacts: [Interaction.Contact]
    let holders: [TaskHolder]
    /// As what the contacts may have spoken.
    let capacities: [MemberID: [InteractionCapacity]]
    /// The names of places of late, to be offered.
    let places: [String]

    init(_ draft: InteractionDraft, in db: Database, for viewer: Viewer, at now: Timestamp) throws {
        contacts = try ContactNames.read(draft.contacts, in: db, for: viewer)
        let today = try DueDays(at: now, in: db).today
        holders = try TaskHolder.all(in: db, for: viewer, today: today).get()
        capacities = try InteractionCapacity.read(
            of: draft.contacts, on: today, in: db, for: viewer)
        places = try NamedPlace.lately(in: db, for: viewer)
    }
}
