import Chapter
import Foundation

/// What was typed into a form that came too late, beside what there was and what there is now.
///
/// What only others have changed is taken over. Where both have changed the same, both are shown,
/// and what was typed stays in the form until somebody chooses.
struct LateForm {
    /// A part of the form: when it was opened, now, and as it was sent.
    struct Part {
        let then: String
        let now: String
        let mine: String
    }

    private let words: Wording
    /// Who changed it last and when; nil where nobody can tell.
    private let latest: (who: String, when: String)?
    private var differences: [RecordDifference] = []
    private var taken: [String] = []

    init(_ words: Wording, latest: (who: String, when: String)?) {
        self.words = words
        self.latest = latest
    }

    /// Compares a part and says whether theirs is to be taken over.
    mutating func takesTheirs(
        _ legend: String, _ name: String, _ part: Part, shown: (String) -> String = { $0 }
    ) -> Bool {
        let (then, now) = (part.then.asCompared, part.now.asCompared)
        let mine = part.mine.asCompared
        guard then != now, mine != now else { return false }
        guard mine != then else {
            taken.append(legend)
            return true
        }
        func said(_ text: String) -> String {
            text.isEmpty ? words.say("people_empty") : shown(text)
        }
        differences.append(
            RecordDifference(
                legend: legend, name: name, theirs: said(now),
                theirsBy: latest.map { "\($0.who), \($0.when)" } ?? "", mine: said(mine)))
        return false
    }

    /// What to tell whoever sent the form.
    var conflict: RecordConflict {
        RecordConflict(
            heading: latest.map {
                words.say("people_meanwhile", ["who": $0.who, "when": $0.when])
            } ?? words.say("relations_meanwhile"),
            differences: differences, hasDifferences: !differences.isEmpty,
            taken: taken.isEmpty
                ? nil : words.say("people_taken_over", ["fields": words.list(taken)]))
    }
}

extension String {
    /// A text as it is kept, apart from how its lines end.
    fileprivate var asCompared: String {
        replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
