/// Why an act was not done, in words for the person who asked.
///
/// Nothing was changed.
public struct Refusal: Error, Hashable, Sendable {
    /// What kind of refusal it is; the API turns it into a status.
    public enum Code: String, Hashable, Sendable {
        /// The viewer may not do this.
        case notAllowed
        /// There is no such thing, or the viewer may not see it.
        case notFound
        /// The request makes no sense as it stands.
        case invalid
        /// It made sense, but not in the present state.
        case conflict
        /// The node cannot write now, for instance because the disk is full.
        case unavailable
    }

    /// The kind of refusal.
    public let code: Code
    /// What happened and what to do, one or two sentences.
    public let sentence: String
    /// The field of the form it is about, if one.
    public let field: String?

    /// A refusal in words.
    public init(_ code: Code, _ sentence: String, field: String? = nil) {
        self.code = code
        self.sentence = sentence
        self.field = field
    }

    /// The viewer lacks a permission.
    public static func notAllowed(_ permission: Permission) -> Refusal {
        Refusal(.notAllowed, "You may not \(permission.rawValue) in this chapter.")
    }

    /// The disk could not be written, though it is not full.
    public static let brokenDisk = Refusal(
        .unavailable,
        "The disk of this chapter's computer could not be written, so this was not kept. What was "
            + "there before can be read. Tell whoever looks after the computer, then try again.")

    /// The disk is full.
    public static let noRoom = Refusal(
        .unavailable,
        "The disk of this chapter's computer is full, so nothing new can be kept. Everything that "
            + "was there is safe and can be read. Make room, then try again.")

    /// There is nothing under this id.
    public static func notFound(_ what: String) -> Refusal {
        Refusal(.notFound, "There is no \(what) with this id.")
    }

    /// A field does not fit.
    public static func invalid(_ field: String, _ sentence: String) -> Refusal {
        Refusal(.invalid, sentence, field: field)
    }
}
