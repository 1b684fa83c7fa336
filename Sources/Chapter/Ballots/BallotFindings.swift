import Federation

/// What is wrong with a result, in the light of its own papers.
struct BallotFindings {
    let ballot: ObjectID
    let chapter: ChapterID
    /// The payload of the announcement.
    let manifest: [UInt8]
    /// The payload of the closing.
    let closing: [UInt8]
    let papers: [BallotPaper]

    /// Every number that does not fit, each named.
    func all() -> [String] {
        guard let announced = try? BallotAnnounced(payload: manifest) else {
            return ["The announcement cannot be read."]
        }
        guard let said = try? BallotClosed(payload: closing) else {
            return ["The result cannot be read."]
        }
        if announced.method.hasNumbers, said.lots == nil {
            return ["The result does not say how lots were drawn."]
        }
        let count = BallotCount(
            announced: announced, ballot: ballot, chapter: chapter, papers: papers)
        let own = count.closing(
            manifestHash: BallotAnnounced.hash(payload: manifest), marks: said.marks,
            lotSecret: said.lots?.secret)
        guard let own else { return ["The rules of this ballot make no sense."] }
        return differences(said, own, announced) + numbers(said, announced)
    }

    private func differences(
        _ said: BallotClosed, _ own: BallotClosed, _ announced: BallotAnnounced
    ) -> [String] {
        var findings: [String] = []
        if said.papersRoot != own.papersRoot {
            findings.append("The papers are not the ones under the root in the result.")
        }
        for (option, counts) in zip(announced.options, zip(said.counts, own.counts))
        where counts.0 != counts.1 {
            findings.append(
                "The count of “\(option)” is wrong: the result says \(counts.0) and the papers "
                    + "say \(counts.1).")
        }
        if said.counts.count != own.counts.count {
            findings.append(
                "The result counts \(said.counts.count) options of \(own.counts.count).")
        }
        if said.invalid != own.invalid {
            findings.append(
                "The result says \(said.invalid) invalid papers and there are \(own.invalid).")
        }
        if said.papers != own.papers {
            findings.append("The result says \(said.papers) papers and there are \(own.papers).")
        }
        if said.outcome != own.outcome || said.leading != own.leading {
            findings.append(
                "The outcome is wrong: the result says “\(said.outcome.rawValue)” and the rules "
                    + "give “\(own.outcome.rawValue)”.")
        }
        if announced.method.hasNumbers { findings += lots(said, own) }
        return findings
    }

    private func lots(_ said: BallotClosed, _ own: BallotClosed) -> [String] {
        guard let drawn = own.lots else {
            return ["The lots were not drawn with what was fixed before voting began."]
        }
        return said.lots == drawn
            ? [] : ["The count went another way than the result says, stage by stage."]
    }

    private func numbers(_ said: BallotClosed, _ announced: BallotAnnounced) -> [String] {
        var findings: [String] = []
        if papers.count > said.marks {
            findings.append(
                "There are \(papers.count) papers and only \(said.marks) people have voted.")
        }
        if papers.count < said.marks {
            findings.append(
                "\(said.marks) people have voted and there are only \(papers.count) papers.")
        }
        if said.marks > announced.rollSize {
            findings.append(
                "\(said.marks) people have voted and only \(announced.rollSize) are on the roll.")
        }
        return findings
    }
}
