import Tally
import Testing

@Suite struct `Pictures of counts` {
    /// Names that would be markup, and one that XML cannot hold.
    private static let nasty = ["<b>&\"Ana'", "]]>", "Bo\u{1}", "فاطمة", "Zoë"]

    private func nasty(_ seats: Int = 2) throws -> CountLog {
        var papers = RankedPapers(try Slate(Self.nasty))
        for (count, ranking) in [
            (9, [0, 1, 2]), (4, [1, 3]), (3, [2, 4]), (2, [3]), (2, [4, 0]),
        ] {
            try papers.add(ranking, count: count)
        }
        return try ScottishSTV().count(papers, seats: seats, lots: papers.lots())
    }

    private func pictures(_ log: CountLog, _ language: LogLanguage = .english) -> [String] {
        let bars = log.stages.indices.map { log.bars(ofStage: $0, id: "bars\($0)", in: language) }
        return (bars + [log.pairs(id: "pairs", in: language), log.flow(id: "flow", in: language)])
            .compactMap(\.self)
    }

    @Test(arguments: LogLanguage.allCases)
    func `are well-formed for whatever is counted`(language: LogLanguage) throws {
        for seed in UInt64(0)..<12 {
            var random = Seeded(seed)
            let papers = try InventedPapers(&random, equalRanks: true).gathered()
            for method in CountingMethod.allCases {
                guard
                    let log = try? method.count(.ranked(papers), seats: 1, lots: papers.lots())
                else { continue }
                for picture in pictures(log, language) {
                    #expect(Markup(picture).isWellFormed, "seed \(seed), \(method)")
                }
            }
        }
    }

    @Test func `names are escaped and what XML cannot hold is replaced`() throws {
        for picture in pictures(try nasty()) {
            let markup = Markup(picture)
            #expect(markup.isWellFormed)
            #expect(picture.contains("&lt;b&gt;&amp;&quot;Ana&#39;"))
            #expect(picture.contains("Bo\u{FFFD}"))
            #expect(!markup.names.contains("b"))
        }
    }

    @Test func `have a name and a description in both languages`() throws {
        let log = try nasty()
        let english = try #require(log.flow(id: "x", in: .english))
        #expect(english.contains(" role=\"img\""))
        #expect(english.contains(" aria-labelledby=\"x-title\" aria-describedby=\"x-description\""))
        #expect(english.contains("<title id=\"x-title\">Votes from stage to stage</title>"))
        #expect(english.contains("Elected: &lt;b&gt;&amp;&quot;Ana&#39; and ]]&gt;.</desc>"))
        let spanish = try #require(log.flow(id: "x", in: .spanish))
        #expect(spanish.contains("<title id=\"x-title\">Votos de etapa en etapa</title>"))
        #expect(spanish.contains("Ganan: &lt;b&gt;&amp;&quot;Ana&#39; y ]]&gt;.</desc>"))
    }

    @Test func `have neither colours nor styles of their own`() throws {
        for picture in pictures(try nasty()) + pictures(try tennessee()) {
            for word in ["style=", "<style", "fill=", "stroke=", "#1", "rgb(", "<script"] {
                #expect(!picture.contains(word), "\(word)")
            }
        }
    }

    @Test func `have a rule for every class`() throws {
        var classes: Set<Substring> = []
        for picture in pictures(try nasty()) + pictures(try tennessee()) {
            for tag in Markup(picture).tags {
                let parts = tag.split(separator: "\"", omittingEmptySubsequences: false)
                guard let at = parts.firstIndex(where: { $0.hasSuffix(" class=") }) else {
                    continue
                }
                classes.formUnion(parts[at + 1].split(separator: " "))
            }
        }
        // What says only which picture it is needs no rule.
        classes.subtract(["bars", "flow"])
        #expect(classes.count > 10)
        for name in classes { #expect(PictureStyle.rules.contains(".\(name)"), "\(name)") }
    }

    private func tennessee() throws -> CountLog {
        let papers = try Written.ranked(CondorcetCases.tennessee)
        return try Schulze().count(papers, lots: papers.lots())
    }

    @Test func `bars are as long as the totals, and winners have a tick`() throws {
        let papers = try Written.ranked(["40 A", "20 B", "10 C"])
        let log = try Plurality().count(papers, lots: papers.lots())
        let picture = try #require(log.bars(id: "x", in: .english))
        let bars = Markup(picture).elements("rect").filter { $0.contains("class=\"bar") }
        #expect(bars.map { $0.contains(" width=\"100%\"") } == [true, false, false])
        #expect(bars[1].contains(" width=\"50%\""))
        #expect(bars[2].contains(" width=\"25%\""))
        #expect(bars.map { $0.contains("bar won") } == [true, false, false])
        #expect(Markup(picture).elements("path").count == 1)
    }

    @Test func `totals below 0 go to the left`() throws {
        let papers = try Written.letters(["2 ABC"])
        let log = try Copeland().count(papers, lots: papers.lots())
        let picture = try #require(log.bars(id: "x", in: .english))
        let bars = Markup(picture).elements("rect").filter { $0.contains("class=\"bar") }
        // 2, 0 and -2.
        #expect(bars[0].contains(" x=\"50%\" ") && bars[0].contains(" width=\"50%\""))
        #expect(bars[1].contains(" width=\"0%\""))
        #expect(bars[2].contains(" x=\"0%\" ") && bars[2].contains(" width=\"50%\""))
        #expect(picture.contains(">−2</text>"))
    }

    @Test func `pairs say who is preferred by how many`() throws {
        let picture = try #require(try tennessee().pairs(id: "x", in: .english))
        #expect(picture.contains("Nashville over Memphis 58 to 42") == false)
        #expect(picture.contains("N over M 58 to 42"))
        #expect(Markup(picture).elements("rect").count { $0.contains("cell more") } == 6)
        #expect(Markup(picture).elements("rect").count { $0.contains("cell self") } == 4)
        let papers = try Written.ranked(["1 A"])
        #expect(
            try Plurality().count(papers, lots: papers.lots()).pairs(id: "x", in: .english) == nil)
    }

    @Test func `a flow has a band for each move and a bar for each total`() throws {
        let papers = try Written.ranked([
            "4 Orange", "2 Pear > Orange", "8 Chocolate > Strawberry", "4 Chocolate > Hamburger",
            "1 Strawberry", "1 Hamburger",
        ])
        let log = try ScottishSTV().count(papers, seats: 3, lots: papers.lots())
        let markup = Markup(try #require(log.flow(id: "x", in: .english)))
        // Two of a surplus, one of Pear, and Hamburger's that name nobody else.
        #expect(markup.elements("path").count { $0.contains("class=\"move\"") } == 4)
        let totals = log.stages.flatMap(\.totals).count { $0 > Fixed(0) }
        #expect(markup.elements("rect").count == totals + 1)
        #expect(try tennessee().flow(id: "x", in: .english) == nil)
    }

    @Test func `many candidates are a picture of a usual size`() throws {
        func papers(_ candidates: Int) throws -> RankedPapers {
            var papers = RankedPapers(try Slate((0..<candidates).map { "Candidate \($0)" }))
            for candidate in 0..<candidates {
                let next = (candidate * 7 + 1) % candidates
                let ranking = next == candidate ? [candidate] : [candidate, next]
                try papers.add(ranking, count: 1 + candidate % 13)
            }
            return papers
        }
        let (most, many) = (try papers(Slate.mostCandidates), try papers(200))
        let plurality = try Plurality().count(most, lots: most.lots())
        let transferred = try ScottishSTV().count(many, seats: 5, lots: many.lots())
        let copeland = try Copeland().count(many, lots: many.lots())
        let bars = try #require(plurality.bars(id: "x", in: .english))
        let flow = try #require(transferred.flow(id: "x", in: .english))
        let pairs = try #require(copeland.pairs(id: "x", in: .english))
        #expect(bars.contains(">and 960 more, in the table</text>"))
        #expect(flow.contains("188 others"))
        for picture in [bars, flow, pairs] {
            #expect(picture.utf8.count < 80_000)
            let parts = Markup(picture).elements("svg")[0].split(separator: "\"")
            let height = try #require(parts.firstIndex(of: " height="))
            #expect(try #require(Int(parts[height + 1])) < 2_200)
        }
    }
}

/// Reads markup as far as these tests ask: whether tags close in order, and their attributes.
private struct Markup {
    private(set) var isWellFormed = true
    private(set) var tags: [String] = []

    init(_ text: String) {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            let before = rest[..<start]
            if before.contains(">") || (open.isEmpty && !before.isEmpty) { isWellFormed = false }
            guard let end = rest[start...].firstIndex(of: ">") else {
                isWellFormed = false
                return
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                if open.popLast() != tag.dropFirst() { isWellFormed = false }
                continue
            }
            tags.append(String(tag))
            if tag.count(where: { $0 == "\"" }) % 2 != 0 || tag.contains("<") {
                isWellFormed = false
            }
            if !tag.hasSuffix("/") { open.append(tag.prefix { $0 != " " }) }
        }
        if !open.isEmpty || !rest.isEmpty { isWellFormed = false }
        let forbidden = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0xFFFE }
        if forbidden { isWellFormed = false }
    }

    var names: Set<String> { Set(tags.map { String($0.prefix { $0 != " " && $0 != "/" }) }) }

    func elements(_ name: String) -> [String] {
        tags.filter { $0 == name || $0.hasPrefix(name + " ") }
    }
}
