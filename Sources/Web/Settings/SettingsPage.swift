import Chapter
import Foundation

/// One's own settings, and the chapter's.
struct SettingsPage: Page {
    static let template = "settings-settings"

    /// A language to choose.
    struct Choice: Sendable {
        let value: String
        let name: String
        /// The language that the name is in; nil for the page's own.
        let code: String?
        let isChosen: Bool
    }

    /// A colour to choose.
    struct Swatch: Sendable {
        let colour: String
        let fill: String
        let name: String
        let isChosen: Bool
    }

    /// What the chapter has chosen for itself.
    struct Chapter: Sendable {
        let swatches: [Swatch]
        let own: Field
        /// What becomes of the chosen colour; nil for none.
        let accentNote: String?
        let zone: ZoneField
        let country: SelectField
        let order: SelectField
    }

    let frame: Frame
    let t: Wording
    let problems: Problems
    let person: String
    let languages: [Choice]
    let mail: String
    let passphrase: String
    let passphraseAct: String
    let second: String
    let secondAct: String
    let sessions: String
    let chapter: Chapter?
    let roles: String?

    static func languages(_ chosen: String?, _ words: Wording) -> [Choice] {
        let present = chosen.flatMap { Language(chosen: $0) }
        return [
            Choice(
                value: "", name: words.say("settings_language_browser"), code: nil,
                isChosen: present == nil),
            Choice(value: "en", name: "English", code: "en", isChosen: present == .english),
            Choice(value: "es", name: "Español", code: "es", isChosen: present == .spanish),
        ]
    }
}

extension SettingsPage.Chapter {
    /// Colours that go well with the rest; the first is the program's own.
    private static let swatches = [
        ("leaf", "#14604c"), ("brick", "#a33b20"), ("plum", "#7c2d6b"), ("sea", "#1c5d8c"),
        ("gold", "#946200"), ("rose", "#b01650"), ("night", "#3d3f8f"), ("ink", "#30363a"),
    ]

    /// The colours with the present one chosen; `own` is what somebody has just entered.
    init(
        _ accent: String?, own: String?, country: PhoneCountry?, order: MemberList.Order,
        _ problems: [Problem], _ words: Wording
    ) {
        self.country = CountryField.select(country, words)
        self.order = SelectField(
            name: "order", label: words.say("settings_order"),
            help: words.say("settings_order_help"),
            options: [MemberList.Order.name, .family].map {
                PeopleFilters.Option(
                    value: $0.rawValue, name: words.say("people_by_\($0.rawValue)"),
                    isChosen: $0 == order)
            })
        let isNamed = accent == nil || Self.swatches.contains { $0.1 == accent }
        let isOwn = own != nil || !isNamed
        let typed = own ?? (isNamed ? "" : accent ?? "")
        swatches =
            Self.swatches.enumerated().map { index, swatch in
                let colour = index == 0 ? "" : swatch.1
                return SettingsPage.Swatch(
                    colour: colour, fill: swatch.1, name: words.say("colour_\(swatch.0)"),
                    isChosen: !isOwn && colour == (accent == "#14604c" ? "" : accent ?? ""))
            } + [
                SettingsPage.Swatch(
                    colour: "own", fill: isNamed ? "#868b84" : accent ?? "#868b84",
                    name: words.say("colour_own"), isChosen: isOwn)
            ]
        self.own = Field(
            "own", label: words.say("settings_accent_own"), value: typed,
            help: words.say("settings_accent_help"), problems: problems)
        zone = ZoneField(
            words.zone.identifier, help: words.say("settings_zone_help"), problems: problems, words)
        accentNote = accent.flatMap(AccentStyle.init).flatMap { style in
            let isDarkened = style.lightness > AccentStyle.darkestByDay
            let isLightened = style.lightness < AccentStyle.lightestByNight
            let key = isDarkened ? isLightened ? "both" : "day" : isLightened ? "night" : nil
            return key.map { words.say("accent_\($0)", ["colour": style.colour]) }
        }
    }
}
