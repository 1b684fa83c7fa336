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
}
