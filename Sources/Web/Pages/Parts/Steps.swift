/// Where one is in a wizard, for the partial `frame-steps`.
struct Steps: Sendable {
    /// One step.
    struct Step: Sendable {
        let name: String
        let isDone: Bool
        let isHere: Bool
    }

    /// What the steps lead to.
    let label: String
    let all: [Step]

    /// The steps with these names; those before the one that one is at are done.
    init(_ label: String, _ names: [String], at here: Int) {
        self.label = label
        all = names.enumerated().map { place, name in
            Step(name: name, isDone: place < here, isHere: place == here)
        }
    }
}
