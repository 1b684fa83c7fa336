/// What a ballot page says about who can see how somebody votes: one sentence, and a true one.
///
/// There is one mode today: papers lie apart from marks on the chapter's own computer, and the papers
/// are published after the close. A result in which all vote alike says how each voted, in every
/// mode; and publishing the papers of a few people nearly says it.
public enum SecrecySentence {
    /// Below so many people on the roll the sentence warns of their number.
    public static let few = 10

    /// The sentence for a ballot with so many on its roll; nil before the roll is frozen.
    public static func text(rollSize: Int?) -> String {
        let mode =
            "your paper is kept apart from your name and published after the close under a code "
            + "that only you see; whoever runs this chapter's computer could still find out while "
            + "the vote is open"
        guard let rollSize, rollSize < few else {
            return "No member and no other chapter can see how you vote: " + mode + "."
        }
        let people = rollSize == 1 ? "Only one person" : "Only \(rollSize) people"
        return people + " may vote, so the published papers may show how you voted: " + mode + "."
    }
}
