import Chapter
import Federation
import GRDB

/// What a form about an entry or a task needs besides what was entered.
struct FormSurroundings: Sendable {
    let contacts: [Interaction.Contact]
    let holders: [TaskHolder]

    init(_ draft: InteractionDraft, in db: Database, for viewer: Viewer, at now: Timestamp) throws {
        contacts = try ContactNames.read(draft.contacts, in: db, for: viewer)
        holders = try TaskHolder.all(
            in: db, for: viewer, today: DueDays(at: now, in: db).today
        ).get()
    }
}
