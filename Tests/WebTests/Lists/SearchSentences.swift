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

    @Test func `things, agreements, answers, outcomes, tasks, roles and ages read well`() {
        var names = SearchNames()
        names.things["7"] = "Pier 4"
        let catalogue = PageKit.forTests.catalogue
        let (english, spanish) = (catalogue.wording(.english), catalogue.wording(.spanish))
        for (condition, said, dicho) in [
            (
                SearchCondition(.thing, .is, "#7", capacity: "steward", isEver: true),
                "have to do with “Pier 4” as “steward” now or ever",
                "tienen que ver con «Pier 4» como «steward» ahora o alguna vez"
            ),
            (
                SearchCondition(.agreement, of: "volunteer", .is, "not signed"),
                "have not signed yet an agreement of the kind “Volunteer agreement” that they are "
                    + "a party of", nil
            ),
            (
                SearchCondition(.agreement, .next, days: 30),
                "are a party of an agreement that ends in the next 30 days",
                "son parte de un acuerdo que termina en los próximos 30 días"
            ),
            (
                SearchCondition(.answered, .is, "none", days: 30),
                "gave no answer to any invitation in the last 30 days",
                "no dieron respuesta a ninguna invitación en los últimos 30 días"
            ),
            (
                SearchCondition(.outcome, of: "call", .is, "no answer", days: 7),
                "have “no answer” as the outcome of an entry of the kind “Call” in the last 7 days",
                nil
            ),
            (
                SearchCondition(.overdueTask, of: "assigned", .known, isNot: true),
                "have no overdue task to do", "no tienen que hacer ninguna tarea atrasada"
            ),
            (
                SearchCondition(.role, .is, "coordinator"),
                "hold the role “Coordinator” in the chapter", nil
            ),
            (
                SearchCondition(.age, .between, from: "18", until: "25"),
                "are 18 to 25 years old", "tienen de 18 a 25 años"
            ),
            (SearchCondition(.age, .between, until: "25"), "are at most 25 years old", nil),
        ] as [(SearchCondition, String, String?)] {
            #expect(SearchSentence(names, english).phrase(condition) == said)
            if let dicho {
                #expect(SearchSentence(names, spanish).phrase(condition) == dicho)
            }
        }
    }
}
