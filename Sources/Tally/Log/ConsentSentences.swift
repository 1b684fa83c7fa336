extension ConsentCount {
    /// How a round of consent came out, in words: one sentence a line.
    ///
    /// Names are those of the people in the order of their positions.
    public func sentences(names: [String], in language: LogLanguage) -> [String] {
        let voice = language.voice
        func say(_ english: String, _ spanish: String) -> String {
            language == .english ? english : spanish
        }
        let (yes, aside) = (voice.number(consents), voice.number(concerns))
        let objectors = openObjections.compactMap { names.indices.contains($0) ? names[$0] : nil }
        let several = objectors.count > 1
        return [
            say(
                "\(yes) \(consents == 1 ? "consents" : "consent") and \(aside) "
                    + "\(concerns == 1 ? "stands" : "stand") aside.",
                "\(yes) \(consents == 1 ? "consiente" : "consienten") y \(aside) "
                    + "\(concerns == 1 ? "se hace" : "se hacen") a un lado."),
            objectors.isEmpty
                ? say(
                    "Nobody has an open objection with reasons.",
                    "Nadie tiene una objeción abierta con razones.")
                : say(
                    "\(voice.list(objectors)) \(several ? "have open objections" : "has an open objection")"
                        + " with reasons.",
                    "\(voice.list(objectors)) \(several ? "tienen objeciones abiertas" : "tiene una objeción abierta")"
                        + " con razones."),
            outcome.sentence(in: language),
        ]
    }
}

extension Consent.Outcome {
    fileprivate func sentence(in language: LogLanguage) -> String {
        switch (self, language) {
        case (.consented, .english): "The proposal is taken."
        case (.consented, .spanish): "La propuesta se acepta."
        case (.anotherRound, .english): "There is another round."
        case (.anotherRound, .spanish): "Hay otra ronda."
        case (.fallbackVote, .english):
            "The rounds that were agreed on are over, so people vote."
        case (.fallbackVote, .spanish): "Las rondas acordadas han terminado, así que se vota."
        case (.quorumMissed, .english): "Too few took part for a result."
        case (.quorumMissed, .spanish): "Ha participado muy poca gente para que haya resultado."
        }
    }
}
