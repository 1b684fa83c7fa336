import TestSupport

/// A national membership list with invented people, in the columns that such lists have.
enum NationalList {
    static let columns = [
        "AK_ID", "first_name", "middle_name", "last_name", "family_members", "email", "do_not_call",
        "p2ptext_optout", "best_phone", "mobile_phone", "home_phone", "work_phone", "join_date",
        "xdate", "membership_type", "monthly_dues_status", "yearly_dues_status",
        "membership_status", "union_member", "union_name", "union_local", "student_yes_no",
        "accommodations", "mailing_pref", "address1", "address2", "city", "state", "zip",
        "country", "dsa_chapter", "congressional_district",
    ]

    private static let given = [
        "Ana", "Bálint", "Chiamaka", "Đorđe", "Eszter", "Fatima", "Giōrgos", "Hana", "Ibrahim",
        "Jūratė", "Kofi", "Łucja", "María José", "Ngọc", "O'Shea", "Pär",
    ]
    private static let family = [
        "Moreau", "de la Cruz", "Öztürk", "Nguyễn", "\"Red\" Smith", "van der Berg", "Ó Briain",
        "李", "Haddad", "Kowalska-Nowak",
    ]

    /// The list as CSV with this many people; the same each time.
    static func csv(rows: Int) -> String {
        var random = SplitMix64(seed: 5_000)
        var lines = [columns.joined(separator: ",")]
        for number in 1...rows {
            let first = pick(given, &random)
            let values = [
                "\(100_000 + number)", first, number.isMultiple(of: 7) ? "Q." : "",
                pick(family, &random), "", "person\(number)@mail.example",
                number.isMultiple(of: 11) ? "TRUE" : "FALSE", "FALSE",
                "+1 207 555 \(pad(number % 10_000))", "+1 207 555 \(pad(number % 10_000))", "", "",
                "2019-0\(1 + number % 9)-1\(number % 10)", "2027-01-31",
                pick(["yearly", "monthly", "lifetime", "income-based"], &random),
                pick(["never", "active", "past_due", "2mo_plus_failed"], &random), "never",
                pick(["member in good standing", "member", "lapsed"], &random), "Yes", "IBEW",
                "\(number % 90 + 1)", "No", number.isMultiple(of: 50) ? "Ramp, please" : "", "Yes",
                "\(number) Harbour Street", number.isMultiple(of: 3) ? "Apt. 4, rear" : "",
                "Portland", "ME", "0\(4000 + number % 999)", "United States", "Maine", "ME_01",
            ]
            lines.append(values.map(quoted).joined(separator: ","))
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func pick(_ words: [String], _ random: inout SplitMix64) -> String {
        words[Int(random.next() % UInt64(words.count))]
    }

    private static func pad(_ number: Int) -> String {
        String(repeating: "0", count: 4 - String(number).count) + String(number)
    }

    private static func quoted(_ value: String) -> String {
        guard value.contains(where: { $0 == "," || $0 == "\"" }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
