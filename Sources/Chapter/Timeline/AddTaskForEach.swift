/// Adds the same task for each of many contacts: one to call each of them, say.
///
/// Each is a task of its own, done on its own. `UndoTaskForEach` takes off again those that nobody
/// has touched.
public struct AddTaskForEach: Act {
    /// What it made.
    public struct Added: Hashable, Sendable {
        /// The first of the tasks and the last, which is what `UndoTaskForEach` takes.
        public let first: Int64
        /// The last of them.
        public let last: Int64
        /// How many they are.
        public let count: Int
    }

    /// The permission that it takes.
    public static let permission = Permission.managePeople

    /// So many are made at once: more nobody does.
    public static let atMost = 500

    /// What is to be done with each; the contacts in it do not matter.
    public var content: TaskContent
    /// For whom.
    public var people: LabelPeople.People

    /// A task for each of many.
    public init(_ content: TaskContent, for people: LabelPeople.People) {
        self.content = content
        self.people = people
    }

    /// Adds the tasks in the order of the names.
    public func perform(in context: ActContext) throws -> Result<Added, Refusal> {
        try refusing {
            let people = try people.ids(in: context.db, for: context.viewer, byName: true)
            guard people.count <= Self.atMost else {
                throw Refusal(
                    .invalid,
                    "A task is made for \(Self.atMost) people at most, and these are "
                        + "\(people.count). Choose fewer.")
            }
            var tasks: [Int64] = []
            for person in people {
                var one = content
                one.contacts = [person]
                tasks.append(
                    try one.checked(in: context, maker: context.viewer.actor)
                        .insert(by: "AddTaskForEach", in: context))
            }
            guard let first = tasks.first, let last = tasks.last else {
                throw Refusal(.invalid, "Nobody is chosen.")
            }
            return Added(first: first, last: last, count: tasks.count)
        }
    }
}
