extension MotionCount {
    /// The count of a motion in words: one sentence a line.
    public func sentences(in language: LogLanguage) -> [String] {
        let voice = language.voice
        let (yes, no, abstain) = (papers.yes, papers.no, papers.abstain)
        var said: [String]
        switch language {
        case .english:
            said = [
                "\(voice.number(yes)) in favour, \(voice.number(no)) against, "
                    + "\(voice.number(abstain)) abstaining."
            ]
        case .spanish:
            said = [
                "\(voice.number(yes)) a favor, \(voice.number(no)) en contra, "
                    + "\(voice.number(abstain)) \(abstain == 1 ? "abstención" : "abstenciones")."
            ]
        }
        if papers.invalid > 0 {
            said.append(voice.invalid(voice.number(papers.invalid), isOne: papers.invalid == 1))
        }
        said += findings.map { $0.sentence(in: language) }
        switch language {
        case .english: said.append("The motion has \(isPassed ? "" : "not ")passed.")
        case .spanish: said.append("La moción \(isPassed ? "" : "no ")se aprueba.")
        }
        return said
    }
}

extension MotionCount.Finding {
    /// What is needed, of whom, and whether it is there.
    fileprivate func sentence(in language: LogLanguage) -> String {
        let voice = language.voice
        let share = "\(requirement.numerator)/\(requirement.denominator)"
        let (size, needed) = (voice.number(size), voice.number(needed))
        switch language {
        case .english:
            return "\(requirement.isMoreThan ? "More than" : "At least") \(share) of \(size) "
                + "\(base(in: language)) takes \(needed): \(isReached ? "reached" : "not reached")."
        case .spanish:
            return "\(requirement.isMoreThan ? "Más de" : "Al menos") \(share) de \(size) "
                + "\(base(in: language)) son \(needed): "
                + "\(isReached ? "se alcanza" : "no se alcanza")."
        }
    }

    private func base(in language: LogLanguage) -> String {
        switch (requirement.base, language) {
        case (.yesAndNo, .english): "in favour and against"
        case (.yesAndNo, .spanish): "a favor y en contra"
        case (.cast, .english): "votes with abstentions"
        case (.cast, .spanish): "votos con las abstenciones"
        case (.present, .english): "people present"
        case (.present, .spanish): "personas presentes"
        case (.roll, .english): "people on the roll"
        case (.roll, .spanish): "personas con derecho a voto"
        }
    }
}
