/// Reads the words of lists as our values.
enum ListedValue {
    /// Whether a value says that there is none.
    static func isNothing(_ value: String) -> Bool {
        value.isEmpty || nothings.contains(value.lowercased())
    }

    private static let nothings: Set<String> = [
        "n/a", "na", "none", "null", "-", "--", "unknown", "nil", "#n/a",
    ]

    /// Yes or no in several languages; nil for anything else.
    static func yesNo(_ value: String) -> String? {
        let word = foldedWords(value).first ?? ""
        if ["yes", "y", "true", "t", "1", "x", "on", "ja", "si", "oui", "sim", "tak"]
            .contains(word)
        {
            return "yes"
        }
        if ["no", "n", "false", "f", "0", "off", "nein", "non", "nee", "nao", "nie", "never"]
            .contains(word)
        {
            return "no"
        }
        return nil
    }

    /// One of our choices for a field; nil for anything else.
    static func choice(_ field: PersonField, _ value: String) -> String? {
        guard case .choice(let values) = field.shape else { return nil }
        let key = foldedWords(value).joined(separator: " ")
        if let same = values.first(where: { foldedWords($0).joined(separator: " ") == key }) {
            return same
        }
        return synonyms[field]?[key]
    }

    /// The form in which words of a column are compared.
    static func key(_ value: String) -> String {
        let words = foldedWords(value).joined(separator: " ")
        return words.isEmpty ? value.trimmed : words
    }

    /// The kind of a phone or an address; nil for anything else.
    static func reach(_ value: String) -> ReachKind? {
        switch foldedWords(value).first ?? "" {
        case "mobile", "cell", "handy", "movil": .mobile
        case "home", "private", "privat", "personal": .home
        case "work", "business", "office", "buro", "trabajo": .work
        case "other", "main", "billing", "phone": .other
        default: nil
        }
    }

    private static let dues: [String: String] = [
        "canceled by user": "cancelled by member", "cancelled by user": "cancelled by member",
        "canceled by member": "cancelled by member", "canceled by admin": "cancelled by admin",
        "canceled by failure": "cancelled after failures",
        "cancelled by failure": "cancelled after failures",
        "canceled by processor": "cancelled by processor",
        "2mo plus failed": "failed two months or more",
        "2mo failed": "failed two months or more", "current": "active", "pastdue": "past due",
    ]

    private static let synonyms: [PersonField: [String: String]] = [
        .monthlyDues: dues, .yearlyDues: dues,
        .standing: [
            "member in good standing": "in good standing", "good standing": "in good standing",
            "migs": "in good standing", "expired": "lapsed", "constitutional member": "member",
        ],
        .membershipType: [
            "annual": "yearly", "onetime": "one-time", "one time": "one-time",
            "income based": "income-based", "life": "lifetime", "solidarity": "income-based",
        ],
        .status: [
            "mitglied": "member", "membre": "member", "miembro": "member", "active": "member",
            "sympathisant": "supporter", "simpatizante": "supporter", "kontakt": "contact",
            "prospect": "contact", "lead": "contact", "ex member": "former", "left": "former",
            "lapsed": "former", "inactive": "former", "alta": "member", "de alta": "member",
            "activo": "member", "activa": "member", "socio": "member", "socia": "member",
            "afiliado": "member", "afiliada": "member", "militante": "member",
            "baja": "former", "de baja": "former", "exsocio": "former", "exsocia": "former",
            "inactivo": "former", "inactiva": "former", "ausgetreten": "former",
            "contacto": "contact",
        ],
    ]
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        let text = drop { $0.isWhitespace }
        return text.lastIndex { !$0.isWhitespace }.map { String(text[...$0]) } ?? ""
    }
}
