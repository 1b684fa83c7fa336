import Chapter

/// A form about one person's membership: what happens, what is asked, one button.
struct MembershipFormPage: Page {
    /// A kind of membership to choose.
    struct Kind: Sendable {
        let value: String
        let name: String
        let term: String
        let isChosen: Bool
    }

    /// One of two things to choose.
    struct Choice: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    static let template = "memberships-form"
    let frame: Frame
    let t: Wording
    let problems: Problems
    /// The page of the person.
    let back: String
    let name: String
    let title: String
    /// What will happen, before the button is pressed.
    let what: [String]
    /// Where the form is sent.
    let action: String
    let kinds: [Kind]
    let hasKinds: Bool
    let choices: [Choice]
    let hasChoices: Bool
    let fields: [Field]
    /// The certificate that was brought, with what it says.
    var certificate: CertificatePart?
    /// Where a certificate is given; nil where none is asked for.
    var bring: String?
    /// What is wrong with the file that was given.
    var fileProblem: String?
    /// The names of linked chapters, to choose from.
    var chapters: [String] = []
    let button: String
    let isDanger: Bool
    let hadRoles: Bool
}

extension MembershipFormPage.Kind {
    init(_ type: MembershipType, chosen: String, _ words: Wording) {
        value = String(type.id)
        name = type.plan.name
        term = words.term(type.plan)
        isChosen = value == chosen
    }
}
