import Mustache
import Tally

/// What came out of a file of papers: who has won, how it went, and why.
struct CountedPage: Page {
    /// Everybody on one rank.
    struct Place: Sendable {
        let place: String
        let name: String
        let isWon: Bool
    }

    /// Somebody's totals from stage to stage.
    struct Row: Sendable {
        let name: String
        let cells: [String]
    }

    /// A picture as the text of an SVG, whose words are escaped, under a heading.
    struct Picture: Sendable {
        let heading: String
        let svg: MustacheTemplate
    }

    static let template = "counting-counted"
    let frame: Frame
    let t: Wording
    /// Where one comes back to, and what that is called.
    let back: String
    let backName: String
    /// Whether the papers came from somebody's file, of which nothing is kept.
    let isFromFile: Bool
    let file: String
    let lead: String
    /// Who has won, or that the motion is passed; whether anything has.
    let outcome: String
    let isGood: Bool
    let lots: String?
    let pictures: [Picture]
    /// Everybody in order; a motion has none.
    let hasPlaces: Bool
    let places: [Place]
    /// What stands above the totals, and above the names beside them.
    let stagesName: String
    let whoName: String
    let hasStages: Bool
    let stages: [String]
    let rows: [Row]
    /// How many prefer whom to whom, in rows and columns.
    let hasPairs: Bool
    let pairNames: [String]
    let pairRows: [Row]
    let sentences: [String]

    /// The count of a file.
    init(frame: Frame, t words: Wording, file: String, title: String, log: CountLog) {
        self.init(
            frame: frame, t: words, heading: title.isEmpty ? file : title, back: "/votes/count",
            backName: words.say("counting_again"), isFromFile: true, log: log)
    }

    /// The count of a vote.
    init(frame: Frame, t words: Wording, question: String, back: String, log: CountLog) {
        self.init(
            frame: frame, t: words, heading: question, back: back,
            backName: words.say("votes_back_result"), isFromFile: false, log: log)
    }

    private init(
        frame: Frame, t words: Wording, heading: String, back: String, backName: String,
        isFromFile: Bool, log: CountLog
    ) {
        self.frame = frame
        t = words
        file = heading
        self.back = back
        self.backName = backName
        self.isFromFile = isFromFile
        let isMotion = log.motion != nil
        let names =
            isMotion
            ? ["votes_yes", "votes_no", "votes_abstain"].map { words.say($0) } : log.slate.names
        let papers = words.count("counting_papers", log.papers)
        lead =
            isMotion
            ? papers
            : words.say(
                "counting_lead",
                [
                    "method": words.name(log.method), "papers": papers,
                    "seats": words.count("counting_for_seats", log.seats),
                ])
        outcome = words.outcome(log)
        isGood = log.motion?.isPassed ?? !log.winners.isEmpty
        lots =
            log.lotsUsed.isEmpty ? nil : words.count("counting_lots_used", log.lotsUsed.count)
        pictures = isMotion ? [] : words.pictures(log)
        var placed: [Place] = []
        for group in log.ranking {
            let place = placed.count + 1
            placed += group.map {
                Place(
                    place: words.number(place), name: names[$0],
                    isWon: !isMotion && log.winners.contains($0))
            }
        }
        places = placed
        hasPlaces = !isMotion
        whoName = words.say(isMotion ? "votes_answer_head" : "counting_candidate")
        let counted = log.stages.filter { !$0.totals.isEmpty }
        hasStages = !counted.isEmpty
        stagesName = words.say(counted.count > 1 ? "counting_stages" : "counting_bars")
        stages = counted.indices.map {
            words.say("counting_stage", ["number": words.number($0 + 1)])
        }
        let voice = words.logLanguage
        let ranked = log.ranking.flatMap(\.self)
        var rows = (ranked + log.slate.standing.filter { !ranked.contains($0) }).map { candidate in
            Row(
                name: names[candidate],
                cells: counted.map { stage in
                    stage.among.isEmpty || stage.among.contains(candidate)
                        ? voice.number(stage.totals[candidate]) : ""
                })
        }
        let others = [
            ("counting_exhausted", counted.map(\.exhausted)),
            ("counting_quota", counted.map(\.quota)),
        ]
        rows += others.filter { $0.1.contains { $0 != nil } }.map { key, numbers in
            Row(name: words.say(key), cells: numbers.map { $0.map(voice.number) ?? "" })
        }
        self.rows = rows
        let order = log.pairwise == nil ? [] : ranked
        hasPairs = order.count > 1
        pairNames = order.map { names[$0] }
        pairRows = order.map { row in
            Row(
                name: names[row],
                cells: order.map { other in
                    row == other ? "" : log.pairwise.map { words.number($0[row, other]) } ?? ""
                })
        }
        sentences = log.sentences(in: voice)
    }
}

extension Wording {
    /// Who has won, in a sentence.
    fileprivate func outcome(_ log: CountLog) -> String {
        if let motion = log.motion {
            return say(motion.isPassed ? "counting_passed" : "counting_not_passed")
        }
        let names = log.winners.map { log.slate.names[$0] }
        switch names.count {
        case 0: return say("counting_nobody")
        case 1: return say("counting_elected_one", ["name": names[0]])
        default: return say("counting_elected", ["names": list(names)])
        }
    }

    /// The pictures that fit the method: who beats whom, what moves from stage to stage, or bars.
    fileprivate func pictures(_ log: CountLog) -> [CountedPage.Picture] {
        let language = logLanguage
        let drawn: [(String, String?)] = [
            ("counting_flow", log.stages.count > 1 ? log.flow(id: "flow", in: language) : nil),
            ("counting_pairs", log.pairs(id: "pairs", in: language)),
            ("counting_bars", log.bars(id: "bars", in: language)),
        ]
        // Where pairs decide, the totals of the single stage say less than the pairs.
        return drawn.filter { log.pairwise == nil || $0.0 != "counting_bars" }.compactMap {
            key, svg in
            svg.flatMap(MustacheTemplate.init(drawn:)).map {
                CountedPage.Picture(heading: say(key), svg: $0)
            }
        }
    }
}
