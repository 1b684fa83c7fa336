extension CountLog {
    /// The log in words: one sentence a line, from the papers to the winners.
    public func sentences(in language: LogLanguage) -> [String] {
        motion?.sentences(in: language) ?? LogSentences(log: self, voice: language.voice).all
    }
}

/// Puts the words of a language together.
private struct LogSentences {
    let log: CountLog
    let voice: any LogVoice

    var all: [String] {
        var all = [
            voice.counted(
                voice.number(log.papers), isOne: log.papers == 1, seats: voice.number(log.seats),
                isOneSeat: log.seats == 1)
        ]
        if log.blank > 0 { all.append(voice.blank(voice.number(log.blank), isOne: log.blank == 1)) }
        if log.invalid > 0 {
            all.append(voice.invalid(voice.number(log.invalid), isOne: log.invalid == 1))
        }
        if log.stopped > 0 {
            all.append(voice.stopped(voice.number(log.stopped), isOne: log.stopped == 1))
        }
        all += log.defeats.map { defeat in
            voice.defeat(
                log.slate.names[defeat.winner], log.slate.names[defeat.loser],
                voice.number(defeat.votesFor), voice.number(defeat.votesAgainst),
                stands: defeat.isLocked)
        }
        for index in log.stages.indices { all += sentences(of: index) }
        all.append(
            log.winners.isEmpty
                ? voice.noWinner()
                : voice.winners(names(log.winners), areSeveral: log.winners.count > 1))
        return all
    }

    private func sentences(of index: Int) -> [String] {
        let stage = log.stages[index]
        var said: [String] = []
        if log.stages.count > 1 { said.append(voice.stage(index + 1)) }
        if let quota = stage.quota, index == 0 || quota != log.stages[index - 1].quota {
            said.append(voice.quota(voice.number(quota)))
        }
        if !stage.totals.isEmpty {
            said.append(voice.totals(stage.measure, totals(of: index)))
        }
        if let exhausted = stage.exhausted, exhausted.units > 0 {
            said.append(voice.exhausted(voice.number(exhausted)))
        }
        if let residual = stage.residual, residual.units > 0 {
            said.append(voice.residual(voice.number(residual)))
        }
        // A tie about what is decided stands before the decision.
        said += stage.ties.map(sentence)
        said += elections(index)
        if !stage.guarded.isEmpty {
            said.append(
                voice.isGuarded(names(stage.guarded), areSeveral: stage.guarded.count > 1))
        }
        said += exclusions(stage)
        said += surpluses(stage)
        return said
    }

    /// The totals of everybody who is still in the count or was at the stage before.
    private func totals(of index: Int) -> String {
        let gone = Set(log.stages[..<index].flatMap(\.excluded))
        let stage = log.stages[index]
        let among = stage.among.isEmpty ? log.slate.standing : stage.among
        return among.filter { !gone.contains($0) }.map { candidate in
            "\(log.slate.names[candidate]) \(voice.number(stage.totals[candidate]))"
        }.joined(separator: "; ")
    }

    private func elections(_ index: Int) -> [String] {
        let stage = log.stages[index]
        switch log.method {
        case .scottishSTV, .meekSTV:
            let reached = stage.elected.filter { candidate in
                stage.quota.map { stage.totals[candidate] >= $0 } ?? false
            }
            let last = stage.elected.filter { !reached.contains($0) }
            return reached.map { voice.reachesQuota(name($0), voice.number(stage.totals[$0])) }
                + (last.isEmpty
                    ? [] : [voice.fillsLastSeats(names(last), areSeveral: last.count > 1)])
        case .irv:
            return stage.elected.map { winner in
                let others = stage.totals.reduce(-stage.totals[winner].units) { $0 + $1.units }
                return stage.totals[winner].units > others
                    ? voice.hasMajority(name(winner), voice.number(stage.totals[winner]))
                    : voice.isLeft(name(winner))
            }
        case .schulze, .rankedPairs, .debian:
            return pairs(stage)
        case .plurality where log.winners.isEmpty:
            return [voice.noMajority()]
        case .star where stage.measure == .points && stage.elected.isEmpty:
            let final = log.stages[(index + 1)...].first { $0.measure == .preferences }
            return (final?.among).map { [voice.goOn(names($0))] } ?? []
        default:
            return stage.elected.map {
                voice.isFirst(name($0), voice.number(stage.totals[$0]), stage.measure)
            }
        }
    }

    /// What pairs of candidates say of the first ones.
    private func pairs(_ stage: Stage) -> [String] {
        guard let first = log.ranking.first, let pairwise = log.pairwise else { return [] }
        let others = log.slate.standing.filter { $0 != first[0] && !stage.excluded.contains($0) }
        if first.count == 1, !others.isEmpty, others.allSatisfy({ pairwise.beats(first[0], $0) }) {
            return [voice.beatsAll(name(first[0]))]
        }
        return [voice.winsPairs(names(first), areSeveral: first.count > 1)]
    }

    private func exclusions(_ stage: Stage) -> [String] {
        guard let reason = stage.reason else { return [] }
        let several = stage.excluded.count > 1
        let who = names(stage.excluded)
        switch reason {
        case .belowDefault: return [voice.belowDefault(who, areSeveral: several)]
        case .littleSupport: return [voice.littleSupport(who, areSeveral: several)]
        case .fewestVotes:
            let total = stage.excluded.first.map { voice.number(stage.totals[$0]) } ?? ""
            return [voice.hasFewest(who, total) + moves(stage) + "."]
        case .quotasOnSeats:
            return [voice.breaksQuotas(who, areSeveral: several) + moves(stage) + "."]
        }
    }

    /// Where the papers of the excluded go; Meek's count has no papers that move.
    private func moves(_ stage: Stage) -> String {
        if log.method == .meekSTV { return "" }
        let moves = said(stage.transfers.filter { !$0.isSurplus })
        return "; " + (moves.isEmpty ? voice.noPapers() : moves)
    }

    private func surpluses(_ stage: Stage) -> [String] {
        let transfers = stage.transfers.filter(\.isSurplus)
        guard let from = transfers.first?.from, let quota = stage.quota else { return [] }
        let more = Fixed(
            units: stage.totals[from].units - quota.units, decimals: quota.decimals)
        return [voice.surplus(name(from), voice.number(more)) + "; " + said(transfers) + "."]
    }

    private func said(_ transfers: [Transfer]) -> String {
        voice.list(
            transfers.enumerated().map { index, transfer in
                let papers = voice.number(transfer.papers)
                let isOne = transfer.papers == 1
                guard let to = transfer.to else {
                    return voice.goNowhere(papers, isOne: isOne, isFirst: index == 0)
                }
                // The value is worth saying where papers do not count one each.
                let full = Fixed(transfer.papers, decimals: transfer.value.decimals)
                let value = full == transfer.value ? nil : voice.number(transfer.value)
                return voice.goTo(name(to), papers, isOne: isOne, of: value, isFirst: index == 0)
            })
    }

    private func sentence(_ tie: Tie) -> String {
        if tie.question == .defeats { return voice.equalDefeats(names(tie.candidates)) }
        let picked = names(tie.picked)
        let several = tie.picked.count > 1
        let why =
            switch tie.resolution {
            case .earlierStage(let stage):
                voice.byStage(tie.question, picked, areSeveral: several, stage)
            case .lot: voice.byLot(tie.question, picked, areSeveral: several)
            default: voice.byRule(tie.resolution, picked, areSeveral: several)
            }
        return voice.equal(names(tie.candidates)) + "; " + why + "."
    }

    private func name(_ candidate: Int) -> String { log.slate.names[candidate] }

    private func names(_ candidates: [Int]) -> String { voice.list(candidates.map(name)) }
}
