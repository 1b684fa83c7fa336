import Chapter
import Federation

/// What is to be done about a thing, such as a meeting or an agreement, as a part of its page: the
/// template is `timeline-subject-tasks`.
struct SubjectTasksPart: Sendable {
    let lines: [TaskLine]
    let hasLines: Bool
    /// Where one more is added; nil for whoever may not.
    let add: String?
}

extension Backend {
    /// The open tasks about a thing; nil for whoever does not see people.
    func tasks(about subject: InteractionSubject, _ context: Context) async throws
        -> SubjectTasksPart?
    {
        let (words, viewer, now) = (context.words, context.viewer, clock())
        guard viewer.may(.seePeople) else { return nil }
        let (tasks, days) = try await chapter.read { db in
            (
                try TaskList(about: subject).answer(in: db, for: viewer).get().tasks,
                try DueDays(at: now, in: db)
            )
        }
        let lines = tasks.map { TaskLine($0, days, viewer, words, back: "task") }
        let kind = subject.kind.replacing(" ", with: "+")
        return SubjectTasksPart(
            lines: lines, hasLines: !lines.isEmpty,
            add: viewer.may(.managePeople)
                ? "/tasks/add?subject_kind=\(kind)&subject_id=\(subject.id)" : nil)
    }
}
