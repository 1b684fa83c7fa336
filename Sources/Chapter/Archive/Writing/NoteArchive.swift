/// Writes into the history that somebody takes the whole archive of the chapter.
///
/// It comes before the first byte, so that no archive is made without it.
public struct NoteArchive: Act {
    /// An archive is an export of everybody; it also takes `managePeople`.
    public static let permission = Permission.exportPeople

    /// What it is for, for the history.
    public var why: String?

    /// An archive with a reason.
    public init(why: String? = nil) { self.why = why }

    /// Writes the line.
    public func perform(in context: ActContext) throws -> Result<Void, Refusal> {
        try refusing {
            guard context.viewer.may(.managePeople) else {
                throw Refusal.notAllowed(.managePeople)
            }
            try context.writeHistory(
                HistoryLine(
                    at: context.now, actor: context.viewer.actor, act: "WriteArchive", member: nil,
                    field: ArchiveLine.field, old: nil, new: "the whole archive",
                    why: try checkedWhy(why).get()))
        }
    }
}
