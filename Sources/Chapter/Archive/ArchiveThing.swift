/// Something in an archive that has a number there, by which other rows speak of it.
///
/// Numbers count from 1 in the order in which the rows stand, so that they are the same whatever
/// the computer's own numbers were.
enum ArchiveThing: String, CaseIterable, Sendable {
    case contact
    case membershipKind = "kind of membership"
    case relationKind = "kind of relation"
    case objectKind = "kind of object"
    case ownField = "own field"
    case object
    case agreementKind = "kind of agreement"
    case agreement
    case file
    case savedSearch = "saved search"
    case meeting
    case interaction
    case outline
}
