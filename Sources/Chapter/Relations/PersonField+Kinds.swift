extension PersonField {
    /// Whether the field makes sense of a person alone, and of no organization or household.
    public var isOfPersonsAlone: Bool {
        switch self {
        case .name, .status, .kind, .language, .doNotCall, .doNotText, .doNotEmail,
            .mailingPreference, .district, .branch, .accommodations:
            false
        case .legalName, .formOfAddress, .givenName, .familyName, .nameSuffix, .nickname,
            .pronouns, .birthDate, .joinedOn, .endedOn, .employer, .workplace, .job,
            .shift, .unionMember, .unionName, .unionLocal, .student, .school, .household,
            .listedChapter, .membershipType, .monthlyDues, .yearlyDues, .standing, .expiresOn:
            true
        }
    }
}
