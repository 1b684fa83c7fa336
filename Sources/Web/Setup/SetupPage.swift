/// The first step: what the chapter is called, in which language, and where its clocks are.
struct SetupNamePage: Page {
    static let template = "setup-name"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let problems: Problems
    let name: Field
    let languages: [Language]
    let zone: ZoneField

    /// A language to choose.
    struct Language: Sendable {
        let code: String
        let name: String
        let isChosen: Bool
    }
}

/// The second step: what kind of chapter it is.
struct SetupKindPage: Page {
    static let template = "setup-kind"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let problems: Problems
    let kinds: [Kind]
    let back: String

    /// A kind to choose.
    struct Kind: Sendable {
        let value: String
        let name: String
        let what: String
        let isChosen: Bool
    }
}

/// The third step: who the first coordinator is.
struct SetupPersonPage: Page {
    static let template = "setup-person"
    let frame: Frame
    let t: Wording
    let steps: Steps
    let problems: Problems
    let name: Field
    let email: Field
    let back: String
}
