import FoundationEssentials
import SwiftProtobuf

@testable import Federation

/// Payloads about what chapters call things.
extension PayloadVectors {
    static var vocabulary: [Vector] {
        func kind(_ change: (inout WireSharedMembershipKind) -> Void) -> WireSharedMembershipKind {
            var kind = WireSharedMembershipKind()
            kind.name = "Standard"
            change(&kind)
            return kind
        }
        let shared = WireVocabularyShared.with {
            $0.kinds = [
                kind { $0.months = 12 },
                kind {
                    $0.name = "Year"
                    $0.yearStarts = 701
                    $0.rollover = 501
                    $0.graceDays = 366
                },
                kind { $0.name = "Life" },
            ]
            $0.interests = ["Housing", "Night shifts"]
            $0.skills = ["First aid", "اسعافات"]
        }
        return cases(
            .vocabularyShared, shared,
            [
                (
                    "kinds: at most 32",
                    { wire in wire.kinds = (0..<33).map { n in kind { $0.name = "K\(n)" } } }
                ),
                ("kinds: names all different", { $0.kinds.append($0.kinds[0]) }),
                ("name: 1 to 160 bytes, none", { $0.kinds[0].name = "" }),
                ("name: 1 to 160 bytes, 161", { $0.kinds[0].name = letters(161) }),
                ("name: one line", { $0.kinds[0].name = "a\nb" }),
                ("months: at most 120", { $0.kinds[0].months = 121 }),
                ("year_starts: not beside months", { $0.kinds[0].yearStarts = 101 }),
                ("year_starts: a day of every year", { $0.kinds[1].yearStarts = 229 }),
                ("year_starts: a month", { $0.kinds[1].yearStarts = 1301 }),
                ("year_starts: a day", { $0.kinds[1].yearStarts = 100 }),
                ("rollover: another day", { $0.kinds[1].rollover = 701 }),
                ("rollover: not without a year", { $0.kinds[2].rollover = 501 }),
                ("rollover: a day of every year", { $0.kinds[1].rollover = 431 }),
                ("grace_days: at most 366", { $0.kinds[2].graceDays = 367 }),
                ("interests: at most 100", { $0.interests = (0..<101).map { "i\($0)" } }),
                ("interests: 1 to 160 bytes", { $0.interests = [letters(161)] }),
                ("interests: all different", { $0.interests = ["Housing", "Housing"] }),
                ("skills: at most 100", { $0.skills = (0..<101).map { "s\($0)" } }),
                ("skills: 1 to 160 bytes", { $0.skills = [""] }),
                ("skills: one line", { $0.skills = ["a\u{2028}b"] }),
            ] as Changes<WireVocabularyShared>)
    }
}
