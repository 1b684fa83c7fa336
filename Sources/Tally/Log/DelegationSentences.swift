extension Delegation {
    /// Whose votes count for whom, in words: one sentence a line.
    ///
    /// `voters` is what ``voters(hasVoted:delegates:)`` has found, names are in the same order.
    public func sentences(voters: [Int?], names: [String], in language: LogLanguage) -> [String] {
        let voice = language.voice
        func say(_ english: String, _ spanish: String) -> String {
            language == .english ? english : spanish
        }
        let people = names.indices.prefix(voters.count)
        let own = people.filter { voters[$0] == $0 }
        var said = [
            say(
                "\(voice.number(own.count)) of \(voice.number(people.count)) voted themselves.",
                "\(own.count == 1 ? "Ha" : "Han") votado directamente \(voice.number(own.count)) "
                    + "de \(voice.number(people.count)) personas.")
        ]
        if let mostSteps {
            let steps = voice.number(mostSteps)
            said.append(
                say(
                    "A vote may be handed on \(steps) \(mostSteps == 1 ? "time" : "times").",
                    "Un voto puede pasar de mano en mano \(steps) "
                        + "\(mostSteps == 1 ? "vez" : "veces")."))
        }
        var represented: [Int: [Int]] = [:]
        for person in people where voters[person] != person {
            if let voter = voters[person] { represented[voter, default: []].append(person) }
        }
        for voter in own {
            guard let others = represented[voter] else { continue }
            let list = voice.list(others.map { names[$0] })
            said.append(
                say(
                    "The vote of \(names[voter]) counts for \(list) too.",
                    "El voto de \(names[voter]) cuenta también por \(list)."))
        }
        let lost = people.filter { voters[$0] == nil }.map { names[$0] }
        if !lost.isEmpty {
            said.append(
                say(
                    "Nothing is cast for \(voice.list(lost)): no vote was given or handed on to "
                        + "anybody who voted.",
                    "No se emite nada por \(voice.list(lost)): ningún voto se dio ni llegó a nadie "
                        + "que haya votado."))
        }
        return said
    }
}
