import Tally
import Testing

@Suite struct `A log in words` {
    @Test func `Scottish STV in English`() throws {
        let papers = try Written.ranked([
            "4 Orange", "2 Pear > Orange", "8 Chocolate > Strawberry", "4 Chocolate > Hamburger",
            "1 Strawberry", "1 Hamburger",
        ])
        let log = try ScottishSTV().count(papers, seats: 3, lots: papers.lots())
        #expect(
            log.sentences(in: .english) == [
                "20 papers are counted for 3 seats.",
                "Stage 1.",
                "The quota is 6.00000.",
                "Votes: Chocolate 12.00000; Hamburger 1.00000; Orange 4.00000; Pear 2.00000; "
                    + "Strawberry 1.00000.",
                "Chocolate has 12.00000, which is no less than the quota, and is elected.",
                "Chocolate has 6.00000 more than the quota; 4 of these papers go to Hamburger "
                    + "(worth 2.00000) and 8 to Strawberry (worth 4.00000).",
                "Stage 2.",
                "Votes: Chocolate 6.00000; Hamburger 3.00000; Orange 4.00000; Pear 2.00000; "
                    + "Strawberry 5.00000.",
                "Pear has the fewest votes (2.00000) and is excluded; "
                    + "2 of these papers go to Orange.",
                "Stage 3.",
                "Votes: Chocolate 6.00000; Hamburger 3.00000; Orange 6.00000; Strawberry 5.00000.",
                "Orange has 6.00000, which is no less than the quota, and is elected.",
                "Hamburger has the fewest votes (3.00000) and is excluded; "
                    + "5 of these papers name nobody else.",
                "Stage 4.",
                "Votes: Chocolate 6.00000; Orange 6.00000; Strawberry 5.00000.",
                "Papers worth 3.00000 name nobody who could still have them.",
                "No more candidates are left than seats: Strawberry is elected.",
                "Elected: Chocolate, Orange and Strawberry.",
            ])
    }

    @Test func `the same in Spanish, with its own numbers`() throws {
        let papers = try Written.ranked(["120000 Ana > Irene", "60000 Luz", "1 Irene", "2"])
        let log = try ScottishSTV().count(papers, seats: 2, lots: papers.lots())
        #expect(
            log.sentences(in: .spanish) == [
                "Se cuentan 180\u{202F}001 papeletas para 2 puestos.",
                "2 papeletas no prefieren ninguna candidatura que siga en pie.",
                "Etapa 1.",
                "El cociente es 60\u{202F}001,00000.",
                "Votos: Ana 120\u{202F}000,00000; Irene 1,00000; Luz 60\u{202F}000,00000.",
                "Ana tiene 120\u{202F}000,00000, que no es menos que el cociente, y consigue un puesto.",
                "Ana tiene 59\u{202F}999,00000 por encima del cociente; 120\u{202F}000 de estas "
                    + "papeletas pasan a Irene (valen 59\u{202F}998,80000).",
                "Etapa 2.",
                "Votos: Ana 60\u{202F}001,00000; Irene 59\u{202F}999,80000; Luz 60\u{202F}000,00000.",
                "0,20000 se pierde por redondeo.",
                "Irene tiene menos votos que nadie (59\u{202F}999,80000) y queda fuera; "
                    + "120\u{202F}001 de estas papeletas no nombran a nadie más.",
                "Etapa 3.",
                "Votos: Ana 60\u{202F}001,00000; Luz 60\u{202F}000,00000.",
                "Papeletas por valor de 59\u{202F}999,80000 ya no nombran a nadie que pueda recibirlas.",
                "0,20000 se pierde por redondeo.",
                "No quedan más candidaturas que puestos: Luz consigue un puesto.",
                "Ganan: Ana y Luz.",
            ])
    }

    @Test func `ties are named with what resolved them`() throws {
        let papers = try Written.ranked(["9 A", "3 B", "2 C", "1 E > C", "5 D"])
        let earlier = try ScottishSTV().count(papers, seats: 1, lots: papers.lots())
        #expect(
            earlier.sentences(in: .english).contains(
                "B and C are equal; they were not in stage 1, which decides that C is excluded."))
        let equal = try Written.ranked(["2 Ana", "2 Inés"])
        let lot = try Approval().count(equal, lots: equal.lots("Inés", "Ana"))
        #expect(
            lot.sentences(in: .english).contains(
                "Ana and Inés are equal; the lot decides for Inés."))
        #expect(
            lot.sentences(in: .spanish).contains(
                "Hay empate entre Ana e Inés; decide el sorteo: pasa delante Inés."))
    }

    @Test func `pairs and their defeats`() throws {
        let papers = try Written.letters(["40 ABC", "35 BCA", "25 CAB"])
        let log = try RankedPairs().count(papers, lots: papers.lots())
        #expect(
            log.sentences(in: .english) == [
                "100 papers are counted for 1 seat.",
                "75 prefer B to C and 25 the other way round: this stands.",
                "65 prefer A to B and 35 the other way round: this stands.",
                "60 prefer C to A and 40 the other way round: stronger ones say the opposite, "
                    + "so this does not stand.",
                "Pair by pair, A comes first.",
                "Elected: A.",
            ])
        let tennessee = try Written.ranked(CondorcetCases.tennessee)
        let schulze = try Schulze().count(tennessee, lots: tennessee.lots())
        #expect(
            schulze.sentences(in: .spanish).contains(
                "Más papeletas prefieren a N frente a cada una de las demás candidaturas."))
    }

    @Test func `numbers are grouped by hand in each language`() throws {
        let papers = try Written.ranked(["1835 A", "1234567 B"])
        let log = try Plurality().count(papers, lots: papers.lots())
        #expect(log.sentences(in: .english)[1] == "Votes: A 1,835; B 1,234,567.")
        #expect(log.sentences(in: .spanish)[1] == "Votos: A 1835; B 1\u{202F}234\u{202F}567.")
    }

    @Test(arguments: LogLanguage.allCases)
    func `every method has words for whatever happens`(language: LogLanguage) throws {
        for seed in UInt64(0)..<40 {
            var random = Seeded(seed)
            let papers = try InventedPapers(&random, equalRanks: true).gathered()
            let lots = papers.lots()
            let logs = [
                try ScottishSTV().count(papers, seats: 2, lots: lots),
                try MeekSTV().count(papers, seats: 2, lots: lots),
                try InstantRunoff(equalRanks: .split).count(papers, lots: lots),
                try Schulze().count(papers, lots: lots),
                try RankedPairs().count(papers, lots: lots),
                try Minimax(strength: .margins).count(papers, lots: lots),
                try Copeland(second: .minimax(.margins)).count(papers, lots: lots),
                try DebianRule(defaultOption: 0, quorum: .papers(3)).count(papers, lots: lots),
                try Plurality(needsMajority: true).count(papers, lots: lots),
                try Borda().count(papers, lots: lots),
            ]
            for log in logs {
                let said = log.sentences(in: language)
                #expect(said.allSatisfy { $0.hasSuffix(".") }, "seed \(seed)")
                #expect(
                    said.allSatisfy { !$0.contains("  ") && !$0.contains("; .") }, "seed \(seed)")
                for name in log.winnerNames {
                    #expect(said.last?.contains(name) == true, "seed \(seed)")
                }
            }
        }
    }

    @Test func `a motion with two requirements`() throws {
        let half = MotionRule.Requirement.majority(of: .present(1_300))
        let thirds = try #require(
            MotionRule.Requirement(2, of: 3, moreThan: false, base: .yesAndNo))
        let rule = try #require(MotionRule([half, thirds]))
        let count = try rule.count(MotionPapers(yes: 700, no: 400, abstain: 200))
        #expect(
            count.sentences(in: .english) == [
                "700 in favour, 400 against, 200 abstaining.",
                "More than 1/2 of 1,300 people present takes 651: reached.",
                "At least 2/3 of 1,100 in favour and against takes 734: not reached.",
                "The motion has not passed.",
            ])
        #expect(
            count.sentences(in: .spanish) == [
                "700 a favor, 400 en contra, 200 abstenciones.",
                "Más de 1/2 de 1300 personas presentes son 651: se alcanza.",
                "Al menos 2/3 de 1100 a favor y en contra son 734: no se alcanza.",
                "La moción no se aprueba.",
            ])
    }
}
