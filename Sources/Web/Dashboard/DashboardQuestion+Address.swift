import Chapter
import Foundation

/// How a number of the dashboard names its list in an address: `of=joined&month=2026-04`.
extension DashboardQuestion {
    /// What the address carries, in order.
    var pairs: [(name: String, value: String)] {
        switch self {
        case .known: [("of", "known")]
        case .helping: [("of", "helping")]
        case .members: [("of", "members")]
        case .came: [("of", "came")]
        case .inGoodStanding: [("of", "good")]
        case .notInGoodStanding: [("of", "not-good")]
        case .joined(let month): [("of", "joined"), ("month", "\(month)")]
        case .returned(let month): [("of", "returned"), ("month", "\(month)")]
        case .left(let month): [("of", "left"), ("month", "\(month)")]
        case .cohort(let quarter): [("of", "cohort"), ("quarter", "\(quarter)")]
        case .kept(let quarter, let months):
            [("of", "kept"), ("quarter", "\(quarter)"), ("months", "\(months)")]
        case .labelled(let kind, let name): [("of", kind.rawValue), ("name", name)]
        case .worksAt(.organization(let id)): [("of", "organization"), ("id", "\(id)")]
        case .worksAt(.thing(let id)): [("of", "thing"), ("id", "\(id)")]
        }
    }

    /// Reads what an address carries; refused where it names no list.
    init(_ form: Form) throws {
        let question = form["of"]
        let month = YearMonth(form["month"])
        let quarter = Quarter(form["quarter"])
        let months = Int(form["months"]).flatMap { (1...Self.monthsAtMost).contains($0) ? $0 : nil }
        switch (question, month, quarter) {
        case ("known", _, _): self = .known
        case ("helping", _, _): self = .helping
        case ("members", _, _): self = .members
        case ("came", _, _): self = .came
        case ("good", _, _): self = .inGoodStanding
        case ("not-good", _, _): self = .notInGoodStanding
        case ("joined", .some(let month), _): self = .joined(month)
        case ("returned", .some(let month), _): self = .returned(month)
        case ("left", .some(let month), _): self = .left(month)
        case ("cohort", _, .some(let quarter)): self = .cohort(quarter)
        case ("kept", _, .some(let quarter)):
            guard let months else { throw Self.unknown }
            self = .kept(quarter, months: months)
        case ("organization", _, _), ("thing", _, _):
            guard let id = Int64(form["id"]) else { throw Self.unknown }
            self = .worksAt(question == "thing" ? .thing(id) : .organization(id))
        default:
            guard let kind = DashboardLabel(rawValue: question), !form["name"].isEmpty else {
                throw Self.unknown
            }
            self = .labelled(kind, form["name"])
        }
    }

    /// Where whoever is in the list works, if it is about that.
    var place: DashboardPlace? {
        if case .worksAt(let place) = self { place } else { nil }
    }

    private static let unknown = Refusal(.notFound, "No number of the dashboard has this list.")

    /// The address of the list on a day.
    func address(on day: String) -> String {
        let query = (pairs + [("on", day)]).map { "\($0.name)=\(Self.encoded($0.value))" }
        return "/dashboard/people?" + query.joined(separator: "&")
    }

    /// A value as an address carries it.
    static func encoded(_ text: String) -> String {
        var safe = CharacterSet.alphanumerics.intersection(
            CharacterSet(charactersIn: "\0"..."\u{7F}"))
        safe.insert(charactersIn: "-._~")
        return text.addingPercentEncoding(withAllowedCharacters: safe) ?? ""
    }
}
