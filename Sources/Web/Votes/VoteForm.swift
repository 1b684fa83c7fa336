import Chapter
import Federation
import Foundation

/// A vote as somebody fills it in.
struct VoteForm: Sendable {
    /// So many fields for answers are there at first.
    private static let answersAtFirst = 3
    /// So many more come with each press of the button.
    private static let answersMore = 2

    var question = ""
    /// A ``VoteKind``; nothing is chosen beforehand.
    var method = ""
    /// The rule that papers are counted by; empty for the usual one.
    var rule = ""
    /// How many are chosen; empty for one.
    var seats = ""
    var answers: [String] = []
    var threshold = ""
    /// A part of the roll such as `1/2`; empty for none.
    var quorum = ""
    var day = ""
    var time = ""

    /// An empty form.
    init() { answers = Array(repeating: "", count: Self.answersAtFirst) }

    /// What was filled in.
    init(_ form: Form) {
        question = form["question"]
        method = form["method"]
        rule = form["rule"]
        seats = form["seats"].trimmingCharacters(in: .whitespaces)
        answers = Array(form.all("answer").prefix(BallotAnnounced.optionCount.upperBound))
        threshold = form["threshold"]
        quorum = form["quorum"]
        day = form["closes_day"]
        time = form["closes_time"]
    }

    /// A draft to be changed.
    init(_ ballot: BallotRecord, in zone: TimeZone) {
        question = ballot.question
        let kind = VoteKind(ballot.method, seats: ballot.seats)
        method = kind.rawValue
        rule = ballot.method == kind.usual ? "" : ballot.method.rawValue
        seats = ballot.seats == 1 ? "" : "\(ballot.seats)"
        answers =
            ballot.method == .yesNoAbstain
            ? Array(repeating: "", count: Self.answersAtFirst) : ballot.options
        threshold = ballot.threshold.rawValue
        quorum = ballot.quorum.map { "\($0.numerator)/\($0.denominator)" } ?? ""
        if let closes = ballot.closes {
            (day, time) = WallTime.text(closes, in: zone)
        }
    }

    /// Adds fields for answers, as far as a vote can have them.
    mutating func widen() {
        let most = BallotAnnounced.optionCount.upperBound
        answers += Array(
            repeating: "", count: max(0, min(Self.answersMore, most - answers.count)))
    }

    /// The plan, or what has to be put right before an act is asked.
    func plan(in zone: TimeZone, _ words: Wording) -> Result<BallotPlan, FormProblems> {
        var problems: [Problem] = []
        let filled = answers.filter { !$0.trimmingCharacters(in: .whitespaces).isEmpty }
        if question.allSatisfy(\.isWhitespace) {
            problems.append(Problem("question", words.say("votes_write_question")))
        }
        let kind = VoteKind(rawValue: method)
        if kind == nil { problems.append(Problem("method", words.say("votes_choose_method"))) }
        if kind == .motion, !filled.isEmpty {
            problems.append(Problem("answer", words.say("votes_motion_answers")))
        }
        if let kind, kind != .motion, filled.count < BallotAnnounced.optionCount.lowerBound {
            problems.append(Problem("answer", words.say("votes_two_answers")))
        }
        let carries =
            kind?.hasThreshold == false ? .most : BallotThreshold(rawValue: threshold)
        if carries == nil {
            problems.append(Problem("threshold", words.say("votes_choose_threshold")))
        } else if carries == .most, kind == .motion {
            problems.append(Problem("threshold", words.say("votes_most_motion")))
        }
        problems += seatProblems(kind, filled.count, words)
        let counted = BallotMethod(rawValue: rule) ?? kind?.usual
        if let kind, let counted, counted != kind.usual, !kind.others.contains(counted) {
            problems.append(Problem("rule", words.say("votes_rule_other_kind")))
        }
        var closes: Timestamp?
        if !day.isEmpty || !time.isEmpty {
            closes = WallTime.moment(day: day, time: time, in: zone)
            if closes == nil {
                problems.append(Problem("closes_day", words.say("votes_closes_wrong")))
            }
        }
        guard problems.isEmpty, let carries, let kind, let counted else {
            return .failure(FormProblems(all: problems))
        }
        let parts = quorum.split(separator: "/").compactMap { Int($0) }
        let part = parts.count == 2 ? BallotQuorum(parts[0], of: parts[1]) : nil
        let plan =
            switch kind {
            case .motion:
                BallotPlan(motion: question, threshold: carries, quorum: part, closes: closes)
            case .choice:
                BallotPlan(
                    choice: question, of: filled, threshold: carries, quorum: part, closes: closes)
            default:
                BallotPlan(
                    election: question, of: filled, by: counted, seats: Int(seats) ?? 1,
                    quorum: part, closes: closes)
            }
        return .success(plan)
    }

    /// What is wrong with the number of those who are chosen.
    private func seatProblems(_ kind: VoteKind?, _ answers: Int, _ words: Wording) -> [Problem] {
        guard !seats.isEmpty, let kind else { return [] }
        guard let number = Int(seats), (1...BallotAnnounced.optionCount.upperBound).contains(number)
        else { return [Problem("seats", words.say("votes_seats_wrong"))] }
        if number > 1, kind.hasThreshold || kind == .ranking {
            return [Problem("seats", words.say("votes_seats_one"))]
        }
        return number > max(1, answers) ? [Problem("seats", words.say("votes_seats_many"))] : []
    }
}

/// What has to be put right in a form.
struct FormProblems: Error {
    let all: [Problem]
}

/// A day and a time as people write them on a wall: without a zone.
enum WallTime {
    /// The moment in a zone; nil for what is no day or time.
    static func moment(day: String, time: String, in zone: TimeZone) -> Timestamp? {
        let date = day.split(separator: "-").compactMap { Int($0) }
        let clock = time.split(separator: ":").compactMap { Int($0) }
        guard date.count == 3, clock.count >= 2, (0..<24).contains(clock[0]),
            (0..<60).contains(clock[1])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = DateComponents(
            year: date[0], month: date[1], day: date[2], hour: clock[0], minute: clock[1])
        guard (1970...2199).contains(date[0]), let moment = calendar.date(from: parts),
            calendar.dateComponents([.year, .month, .day], from: moment)
                == DateComponents(year: date[0], month: date[1], day: date[2])
        else { return nil }
        return Timestamp(milliseconds: Int64(moment.timeIntervalSince1970) * 1000)
    }

    /// What the fields of a form show for a moment.
    static func text(_ moment: Timestamp, in zone: TimeZone) -> (day: String, time: String) {
        let offset = zone.secondsFromGMT(for: moment.date) / 60
        let text = CivilTime.text(moment, offset: offset)
        return (String(text.prefix(10)), String(text.dropFirst(11).prefix(5)))
    }
}
