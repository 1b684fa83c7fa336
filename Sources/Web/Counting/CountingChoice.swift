import Foundation
import Tally

/// How somebody wants a file of papers counted, as the form sent it.
struct CountingChoice {
    var method = CountingMethod.scottishSTV.rawValue
    var seats = ""
    var unranked = Unranked.last.rawValue
    var lots = ""

    /// The methods that files of papers are counted by, the ones that organizers ask for first.
    static let methods: [CountingMethod] = [
        .scottishSTV, .meekSTV, .irv, .plurality, .approval, .score, .star, .borda, .schulze,
        .rankedPairs, .minimax, .copeland, .debian, .yesNo,
    ]

    init() {}

    init(_ fields: [String: String]) {
        func field(_ name: String) -> String {
            (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        method = field("method")
        seats = field("seats")
        unranked = field("unranked")
        lots = field("lots")
    }

    /// What is to be done, or what has to be put right first.
    func order() throws(CountingProblem) -> CountingOrder {
        guard let method = CountingMethod(rawValue: method), Self.methods.contains(method) else {
            throw .method
        }
        var number: Int?
        if !seats.isEmpty {
            guard let read = Int(seats), (1...Slate.mostCandidates).contains(read) else {
                throw .seats
            }
            number = read
        }
        return CountingOrder(
            method: method, seats: number, unranked: Unranked(rawValue: unranked) ?? .last,
            lots: lots)
    }
}
