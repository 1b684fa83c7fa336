import Chapter
import Federation
import Foundation

/// How the dashboard speaks of days, quarters and lists.
extension Wording {
    /// “Q2 2026”.
    func quarter(_ quarter: Quarter) -> String {
        say("dashboard_quarter", ["number": "\(quarter.number)", "year": "\(quarter.year)"])
    }

    /// “April 2026”, or “Apr” for an axis.
    func month(_ month: YearMonth, isWide: Bool = true) -> String {
        self.month(month.year, month.month, isWide: isWide)
    }

    /// “12 %”; nothing of nothing.
    func share(_ part: Int, of whole: Int) -> String {
        whole == 0
            ? say("people_none") : say("dashboard_percent", ["percent": "\(part * 100 / whole)"])
    }

    /// What a list of the dashboard is of.
    ///
    /// `place` is what the place is called that it is about.
    func title(
        of question: DashboardQuestion, on day: String?, at now: Timestamp, place: String? = nil
    ) -> String {
        let today = String(CivilTime.text(now, offset: 0).prefix(10))
        let asked = day.flatMap { $0.isEmpty ? nil : $0 } ?? today
        let values = ["day": self.day(asked), "days": "\(ChapterOverview.lately)"]
        switch question {
        case .known: return say("dashboard_list_known", values)
        case .helping: return say("dashboard_list_helping", values)
        case .members: return say("dashboard_list_members", values)
        case .came: return say("dashboard_list_came", values)
        case .inGoodStanding: return say("dashboard_list_good", values)
        case .notInGoodStanding: return say("dashboard_list_lacking", values)
        case .joined(let month): return say("dashboard_list_joined", ["when": self.month(month)])
        case .returned(let month):
            return say("dashboard_list_returned", ["when": self.month(month)])
        case .left(let month): return say("dashboard_list_left", ["when": self.month(month)])
        case .cohort(let quarter):
            return say("dashboard_list_joined", ["when": self.quarter(quarter)])
        case .kept(let quarter, let months):
            return count("dashboard_list_kept", months, ["when": self.quarter(quarter)])
        case .labelled(let kind, let name):
            return say(
                "dashboard_list_\(kind.rawValue)",
                values.merging(["name": name]) { _, new in new })
        case .worksAt(let which):
            let key = if case .thing = which { "thing" } else { "workplace" }
            return say(
                "dashboard_list_\(key)", values.merging(["name": place ?? ""]) { _, new in new })
        }
    }
}
