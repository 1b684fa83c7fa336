import Chapter
import Federation
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct `Searches in sentences` {
    /// Every condition can be said in both languages, asked for and not.
    @Test(arguments: Language.allCases) func `no condition is without words`(language: Language)
        throws
    {
        let words = PageKit.forTests.catalogue.wording(language)
        let sentence = SearchSentence(SearchNames(), words)
        for about in SearchAbout.allCases {
            let ofs: [String?] =
                switch about {
                case .field: PersonField.allCases.map(\.rawValue)
                case .address: AddressPart.allCases.map(\.rawValue)
                case .reachable: ReachWay.allCases.map(\.rawValue)
                default: [nil]
                }
            for of in ofs {
                for kind in ["line", "number", "day", "choice"] {
                    for test in about.tests(of: of, ownKind: kind) {
                        for isNot in [false, true] {
                            let condition = SearchCondition(
                                about, of: of, test, "member", isNot: isNot, days: 3, times: 2)
                            let text = sentence.phrase(condition)
                            #expect(!text.contains("⟨") && !text.contains("{"), "\(text)")
                            _ = SearchInputs(
                                condition, number: 0, names: SearchNames(), problem: nil, words)
                        }
                    }
                }
            }
        }
    }

    @Test func `a search reads as one sentence`() {
        let words = PageKit.forTests.catalogue.wording(.english)
        let query = SearchQuery(
            SearchGroup(
                .all,
                [
                    .condition(SearchCondition(.status, .is, "member")),
                    .condition(SearchCondition(.tag, .is, "night shift")),
                    .condition(SearchCondition(.attended, .least, isNot: true, days: 90, times: 1)),
                    .group(
                        SearchGroup(
                            .any,
                            [
                                .condition(SearchCondition(.reachable, of: "call", .known)),
                                .condition(
                                    SearchCondition(.field, of: "joined_on", .last, days: 30)),
                            ])),
                ]))
        #expect(
            SearchSentence(SearchNames(), words).whole(query)
                == "People who are members and have the tag “night shift” and did not come to a "
                + "meeting in the last 90 days and (may be telephoned or joined in the last 30 "
                + "days)")
    }

    @Test func `a number of the dashboard reads well`() throws {
        var names = SearchNames()
        names.contacts["12"] = "Harbour Hotel"
        for (of, value, from, english, spanish) in [
            (
                "members", nil, "2026-05-01", "were members on 1 May 2026",
                "estaban afiliadas el 1 de mayo de 2026"
            ),
            (
                "came", nil, nil,
                "were members today who had come to a meeting in the 90 days before",
                "estaban afiliadas hoy y habían venido a una reunión en los 90 días anteriores"
            ),
            (
                "left/2026-03", nil, nil, "left in March 2026", "se dieron de baja en marzo de 2026"
            ),
            (
                "left/2026-03", nil, "2026-03-15", "left in March 2026 until 15 March 2026",
                "se dieron de baja en marzo de 2026 hasta el 15 de marzo de 2026"
            ),
            (
                "organization", "12", nil, "were members today who worked at Harbour Hotel",
                "estaban afiliadas hoy y trabajaban en Harbour Hotel"
            ),
            (
                "kept/2026-Q1/12", nil, nil, "joined in Q1 2026 and were members 12 months later",
                nil
            ),
        ] as [(String, String?, String?, String, String?)] {
            let condition = SearchCondition(.dashboard, of: of, .is, value, from: from)
            let catalogue = PageKit.forTests.catalogue
            let said = SearchSentence(names, catalogue.wording(.english)).phrase(condition)
            #expect(said == english)
            guard let spanish else { continue }
            #expect(
                SearchSentence(names, catalogue.wording(.spanish)).phrase(condition) == spanish)
        }
    }
}
