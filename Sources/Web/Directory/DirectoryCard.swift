import Chapter

/// A contact as members see it: what is not shown has no place on the page either.
///
/// The partial `directory-card` prints it.
struct DirectoryCard: Sendable {
    /// A messenger, and where pressing it leads.
    struct Way: Sendable {
        let text: String
        let opens: String?
    }

    let leadsTo: String
    let name: String
    let face: Face
    let pronouns: String?
    /// What the contact is, where it is no person.
    let kind: Chip?
    let positions: String?
    let phone: String?
    let calls: String?
    let mail: MailShown?
    let messengers: [Way]
    let address: String?
    let town: String?
    let work: String?
    let interests: [String]
    let hasInterests: Bool
    let skills: [String]
    let hasSkills: Bool
    /// Whether there is nothing but the name.
    let isBare: Bool

    init(_ entry: DirectoryEntry, _ words: Wording) {
        leadsTo = "/directory/\(entry.memberID)"
        name = entry.name
        face = Face(entry.name, number: entry.memberID.number)
        pronouns = entry.pronouns
        kind = entry.kind == .person ? nil : Chip(words.kind(entry.kind), "info")
        positions = entry.positions.isEmpty ? nil : entry.positions.joined(separator: " · ")
        phone = entry.phone
        calls = entry.phone.map { "tel:\($0.dialled)" }
        mail = entry.email.map { MailShown($0) }
        messengers = entry.messengers.map { messenger in
            Way(
                text: messenger.service == .other
                    ? messenger.handle
                    : "\(words.serviceName(messenger.service.rawValue)): \(messenger.handle)",
                opens: messenger.opens)
        }
        address = entry.address.isEmpty ? nil : entry.address.joined(separator: ", ")
        town = entry.town
        let work = [entry.job, entry.workplace, entry.employer].compactMap(\.self)
        self.work = work.isEmpty ? nil : work.joined(separator: " · ")
        interests = entry.interests
        hasInterests = !interests.isEmpty
        skills = entry.skills
        hasSkills = !skills.isEmpty
        isBare =
            phone == nil && mail == nil && messengers.isEmpty && address == nil && self.work == nil
            && interests.isEmpty && skills.isEmpty && positions == nil
    }
}
