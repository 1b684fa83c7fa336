import Foundation

/// The second step: off, being set up, or on.
struct SecondStepPage: Page {
    static let template = "settings-second"

    /// What an app has to know, and the field for its first code.
    struct Setup: Sendable {
        let code: QRCode?
        /// What the picture is, for people who do not see it.
        let label: String
        let secret: String
        let address: String
        let digits: Field
    }

    /// What can be done with a second step that is on.
    struct On: Sendable {
        let left: String
        let isLow: Bool
        let renewal: Field
        let removal: Field
    }

    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let lead: String
    let isOff: Bool
    let setup: Setup?
    let on: On?
}

extension SecondStepPage.Setup {
    init(
        secret: String, chapter: String, account: String, _ problems: [Problem], _ words: Wording
    ) {
        // A colon parts chapter and account, so neither can have one.
        let issuer = String(chapter.replacing(":", with: " ").prefix(60)).forQuery
        let name = String(account.replacing(":", with: " ").prefix(60)).forQuery
        address =
            "otpauth://totp/\(issuer):\(name)?secret=\(secret)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=30"
        code = QRCode(address)
        label = words.say("second_qr")
        self.secret = stride(from: 0, to: secret.count, by: 4).map { start in
            String(secret.dropFirst(start).prefix(4))
        }.joined(separator: " ")
        digits = Field(
            "code", label: words.say("second_digits"), autocomplete: "one-time-code",
            isRequired: true, problems: problems)
    }
}

extension SecondStepPage.On {
    /// So few codes are called few.
    private static let few = 2

    init(left: Int, _ problems: [Problem], _ words: Wording) {
        self.left = words.count("second_left", left)
        isLow = left <= Self.few
        renewal = Field(
            "renewal", label: words.say("second_any_code"), autocomplete: "one-time-code",
            isRequired: true, problems: problems)
        removal = Field(
            "removal", label: words.say("second_any_code"), autocomplete: "one-time-code",
            isRequired: true, problems: problems)
    }
}

/// Recovery codes, shown once.
struct RecoveryCodesPage: Page {
    static let template = "settings-codes"
    let frame: Frame
    let t: Wording
    let title: String
    let codes: [String]
}
