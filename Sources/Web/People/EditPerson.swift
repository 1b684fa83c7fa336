import Chapter
import Federation

/// Changes everything that one request names about a person, all or nothing.
///
/// It is made of the acts for each part, and each checks what it needs.
struct EditPerson: Act {
    static let permission = Permission.look

    let member: MemberID
    let person: EnteredPerson

    /// Gives the record's new version.
    func perform(in context: ActContext) throws -> Result<Int, Refusal> {
        var expected = person.expectedVersion
        var version = 0
        func step<A: Act>(_ act: A) throws where A.Value == Int {
            guard context.viewer.may(A.permission) else { throw Refusal.notAllowed(A.permission) }
            version = try act.perform(in: context).get()
            // What this request has changed itself is no change by somebody else.
            expected = nil
        }
        try step(
            EditMember(
                member, expectedVersion: expected, changes: person.values, why: person.why))
        func setEmails() throws {
            if let emails = person.emails { try step(SetEmails(member, emails, why: person.why)) }
        }
        // Where a chapter needs one of both, the new one comes before the last old one goes.
        let isPhoneFirst = person.emails?.isEmpty == true
        if !isPhoneFirst { try setEmails() }
        if let phones = person.phones {
            let asTyped = person.phonesAsTyped
            try step(SetPhones(member, phones, asTyped: asTyped, why: person.why))
        }
        if isPhoneFirst { try setEmails() }
        if let addresses = person.addresses {
            try step(SetAddresses(member, addresses, why: person.why))
        }
        if let messengers = person.messengers {
            try step(SetMessengers(member, messengers, why: person.why))
        }
        if let ownFields = person.ownFields {
            try step(SetOwnFields(member, ownFields, why: person.why))
        }
        if let interests = person.interests {
            try step(SetInterests(member, interests, why: person.why))
        }
        if let skills = person.skills {
            try step(SetSkills(member, skills, why: person.why))
        }
        if let ids = person.externalIDs {
            try step(SetExternalIDs(member, ids, why: person.why))
        }
        for tag in person.addTags { try step(TagMember(member, tag)) }
        for tag in person.removeTags { try step(UntagMember(member, tag)) }
        return .success(version)
    }
}
