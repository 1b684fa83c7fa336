import GRDB

/// Somebody who may be the same contact, and why.
public struct PossibleDuplicate: Hashable, Sendable {
    /// What the two have in common.
    public enum Because: String, Hashable, Sendable {
        /// The same e-mail address.
        case email = "the same e-mail address"
        /// The same phone number.
        case phone = "the same phone number"
        /// The same name, whatever its case and accents.
        case name = "the same name"
        /// A name that is nearly the same, and something else.
        case likeness = "much in common"
    }

    /// Who it may be.
    public let memberID: MemberID
    /// Their name.
    public let name: String
    /// The strongest thing they have in common.
    public let because: Because
    /// How likely it is, from 0 to 100, and everything that was found.
    public let score: DuplicateScore
}

/// How many possible duplicates are named.
private let duplicateLimit = 10

/// Contacts who share an e-mail address, a phone number or the name, and whoever is else likely to
/// be the same, in the order of what they share and then of how likely it is.
func possibleDuplicates(
    _ db: Database, name: String, kind: ContactKind = .person, birthDate: String? = nil,
    emails: [DetailRow], phones: [DetailRow], addresses: [DetailRow] = []
) throws -> [PossibleDuplicate] {
    let homes = try addresses.filter(\.isHome).map {
        try AddressParts($0, in: db)
            .homeKey(city: $0.cells[2], postcode: $0.cells[4])
    }
    let facts = ContactFacts(
        id: MemberID(0), kind: kind, name: foldedName(name).split(separator: " ").map(String.init),
        birthDate: birthDate, emails: emails.map(\.key), phones: phones.map(\.key),
        homes: homes.filter { !$0.isEmpty }, hasAddress: !homes.isEmpty)
    let known = try ContactFacts.fetch(db, try db.duplicateCandidates(of: facts)).values
    let found = known.compactMap { other -> (ContactFacts, PossibleDuplicate.Because, Int, Int)? in
        guard let score = DuplicateScore.of(facts, other) else { return nil }
        if other.emails.contains(where: facts.emails.contains) {
            return (other, .email, 0, score.points)
        }
        if other.phones.contains(where: facts.phones.contains) {
            return (other, .phone, 1, score.points)
        }
        if other.name == facts.name { return (other, .name, 2, score.points) }
        return score.isShown ? (other, .likeness, 3, score.points) : nil
    }.sorted { ($0.2, -$0.3, $0.0.id) < ($1.2, -$1.3, $1.0.id) }.prefix(duplicateLimit)
    let list = found.map(\.0.id.description).joined(separator: ",")
    var names: [MemberID: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM member WHERE id IN (\(list))") {
        names[row[0]] = row[1]
    }
    return found.compactMap { other, because, _, _ in
        guard let score = DuplicateScore.of(facts, other) else { return nil }
        return PossibleDuplicate(
            memberID: other.id, name: names[other.id] ?? "", because: because, score: score)
    }
}
