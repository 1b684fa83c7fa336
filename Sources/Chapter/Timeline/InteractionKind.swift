/// What was done with contacts, or is to be done.
public enum InteractionKind: String, CaseIterable, Hashable, Sendable {
    /// Something worth knowing.
    case note
    /// A telephone call.
    case call
    /// We were at theirs, or they at ours.
    case visit
    /// A talk in person.
    case conversation
    /// Mail from computer to computer.
    case email = "e-mail"
    /// Mail on paper.
    case letter
    /// A text, or what a messenger carries.
    case message
    /// What is to be done, by an assignee, until a day.
    case task

    /// What can be written down as done: everything but a task.
    public static let recorded = allCases.filter { $0 != .task }
}

/// Who said it: one of the three questions that a timeline answers.
public enum InteractionSide: String, CaseIterable, Hashable, Sendable {
    /// What we told them.
    case us
    /// What they told us.
    case them
    /// What we know of them.
    case about
}
