import Chapter

/// One kind of membership, to be added or changed.
struct KindPage: Page {
    /// How long a period runs.
    struct Term: Sendable {
        let value: String
        let name: String
        let help: String
        let isChosen: Bool
    }

    static let template = "memberships-kind"
    let frame: Frame
    let t: Wording
    let problems: Problems
    let title: String
    let action: String
    let version: String
    let name: Field
    let terms: [Term]
    let months: Field
    let starts: YearDayField
    let rollover: YearDayField
    let graceDays: Field
    let rank: Field
    let button: String
    /// What retires it, or brings it back; nil for a new one.
    let retire: String?
    let retireLabel: String
    let retireValue: String
    let retireHow: String
}

extension Form {
    /// What was filled in of a kind of membership.
    func kindPlan() throws -> MembershipTypePlan {
        let term: MembershipTerm
        switch self["term"] {
        case "rolling":
            guard let months = try whole("months") else {
                throw Refusal.invalid("months", "Say how many months a period has.")
            }
            term = .rolling(months: months)
        case "fixed":
            guard let starts = try yearDay("starts") else {
                throw Refusal.invalid("starts", "Say on which day the membership year begins.")
            }
            term = .fixed(yearStarts: starts, rollover: try yearDay("rollover"))
        case "open": term = .open
        default: throw Refusal.invalid("term", "Choose how long a period runs.")
        }
        return MembershipTypePlan(
            name: self["name"], term: term, graceDays: try whole("graceDays") ?? 0,
            rank: try whole("rank") ?? 0)
    }
}

extension MembershipTypePlan {
    /// The fields of the form that it fills in.
    var filledIn: [String: String] {
        var values = ["name": name, "graceDays": String(graceDays), "rank": String(rank)]
        switch term {
        case .open: values["term"] = "open"
        case .rolling(let months):
            values["term"] = "rolling"
            values["months"] = String(months)
        case .fixed(let starts, let rollover):
            values["term"] = "fixed"
            values["starts-month"] = String(starts.month)
            values["starts-day"] = String(starts.day)
            if let rollover {
                values["rollover-month"] = String(rollover.month)
                values["rollover-day"] = String(rollover.day)
            }
        }
        return values
    }
}
