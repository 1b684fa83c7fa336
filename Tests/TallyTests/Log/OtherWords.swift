import Tally
import Testing

@Suite struct `Words about seats, chapters, consent and delegates` {
    @Test func `seats by remainders, with a lot and a threshold`() throws {
        let twentieth = try #require(Ratio(1, 20))
        let rule = Apportionment(.hamilton, threshold: twentieth)
        let votes = [40, 40, 20, 1]
        let names = ["Ana", "Inés", "Luz", "Sol"]
        let lots = try #require(Lots([1, 0, 2, 3]))
        let count = try rule.count(votes, seats: 4, lots: lots)
        #expect(
            count.sentences(by: rule, names: names, votes: votes, in: .english) == [
                "4 seats are given out by Hamilton: whole shares, then the largest remainders.",
                "Sol has less than 1/20 of the votes and no seat.",
                "Ana and Inés have equal claims; the lot decides for Inés.",
                "Seats: Ana 1; Inés 2; Luz 1; Sol 0.",
            ])
        #expect(
            count.sentences(by: rule, names: names, votes: votes, in: .spanish) == [
                "Se reparten 4 puestos por Hamilton: partes enteras y luego los restos mayores.",
                "Sol tiene menos de 1/20 de los votos y ningún puesto.",
                "Ana e Inés tienen el mismo derecho; decide el sorteo: pasa delante Inés.",
                "Puestos: Ana 1; Inés 2; Luz 1; Sol 0.",
            ])
    }

    @Test(arguments: Apportionment.Method.allCases, LogLanguage.allCases)
    func `every rule for seats has words`(method: Apportionment.Method, language: LogLanguage)
        throws
    {
        let rule = Apportionment(method, isOneSure: true)
        let count = try rule.count([5, 2], seats: 4, lots: #require(Lots([0, 1])))
        let said = count.sentences(by: rule, names: ["A", "B"], votes: [5, 2], in: language)
        #expect(said.count == 3)
        #expect(said.allSatisfy { $0.hasSuffix(".") })
    }

    private func chapters() throws -> [ChapterVotes] {
        try [
            #require(ChapterVotes("Norte", rollSize: 2_000, votes: [900, 300])),
            #require(ChapterVotes("Sur", rollSize: 200, votes: [40, 60])),
            #require(ChapterVotes("Este", rollSize: 200, votes: nil)),
        ]
    }

    @Test func `a motion of chapters that needs two majorities`() throws {
        let half = try #require(Quorum(1, of: 2))
        let quorum = Aggregation.Quorum(chapters: 2, turnout: half)
        let rule = Aggregation(.double, quorum: quorum)
        let chapters = try chapters()
        let count = try rule.count(chapters, options: 2)
        #expect(
            count.sentences(by: rule, of: chapters, in: .english) == [
                "More than half of the votes of 3 chapters is needed, and of the chapters.",
                "Este has sent nothing: this result is partial.",
                "At least 2 chapters must have a turnout of 1/2: reached.",
                "In favour 940; against 360.",
                "1 of 3 chapters are in favour: not more than half.",
                "The motion has not passed.",
            ])
        #expect(
            count.sentences(by: rule, of: chapters, in: .spanish) == [
                "Hace falta más de la mitad de los votos de 3 secciones, y de las secciones.",
                "Este no ha enviado nada: este resultado es parcial.",
                "Al menos 2 secciones deben tener una participación de 1/2: se alcanza.",
                "A favor 940; en contra 360.",
                "1 de 3 secciones están a favor: no más de la mitad.",
                "La moción no se aprueba.",
            ])
    }

    @Test func `chapters that weigh the root of their members and choose`() throws {
        let rule = Aggregation(.weights(.squareRoot, isSplit: false))
        let chapters = try chapters()
        let count = try rule.count(chapters, options: 2)
        #expect(
            count.sentences(by: rule, of: chapters, options: ["Ana", "Luz"], in: .english) == [
                "Each of 3 chapters weighs the square root of its members, "
                    + "which goes where most of its votes go.",
                "Este has sent nothing: this result is partial.",
                "Ana 44.72135; Luz 14.14213.",
                "Ana has most.",
            ])
    }

    @Test func `consent and what stands against it`() throws {
        let rule = Tally.Consent(rollSize: 5, rounds: 2)
        let open = Tally.Consent.Position.objection(hasReasons: true, isIntegrated: false)
        let count = try rule.count([.consent, open, .concern, open], round: 1)
        let names = ["Ana", "Inés", "Luz", "Irene"]
        #expect(
            count.sentences(names: names, in: .english) == [
                "1 consents and 1 stands aside.",
                "Inés and Irene have open objections with reasons.",
                "There is another round.",
            ])
        #expect(
            count.sentences(names: names, in: .spanish) == [
                "1 consiente y 1 se hace a un lado.",
                "Inés e Irene tienen objeciones abiertas con razones.",
                "Hay otra ronda.",
            ])
        let taken = try rule.count([.consent, .consent], round: 1)
        #expect(
            taken.sentences(names: names, in: .english) == [
                "2 consent and 0 stand aside.", "Nobody has an open objection with reasons.",
                "The proposal is taken.",
            ])
    }

    @Test func `votes that were handed on`() throws {
        // A to B to C, who votes; D to E, who does not.
        let rule = Tally.Delegation()
        let voters = try rule.voters(
            hasVoted: [false, false, true, false, false], delegates: [1, 2, nil, 4, nil])
        let names = ["Ana", "Berta", "Carla", "Dora", "Eva"]
        #expect(
            rule.sentences(voters: voters, names: names, in: .english) == [
                "1 of 5 voted themselves.",
                "The vote of Carla counts for Ana and Berta too.",
                "Nothing is cast for Dora and Eva: no vote was given or handed on to anybody who "
                    + "voted.",
            ])
        #expect(
            Tally.Delegation(mostSteps: 3).sentences(voters: voters, names: names, in: .spanish)
                == [
                    "Ha votado directamente 1 de 5 personas.",
                    "Un voto puede pasar de mano en mano 3 veces.",
                    "El voto de Carla cuenta también por Ana y Berta.",
                    "No se emite nada por Dora y Eva: ningún voto se dio ni llegó a nadie que haya votado.",
                ])
    }
}
