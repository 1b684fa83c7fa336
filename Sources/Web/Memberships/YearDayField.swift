import Chapter
import Foundation

/// A day of every year: a month and a number, for the partial `memberships-year-day`.
struct YearDayField: Sendable {
    /// One month to choose.
    struct Month: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    let name: String
    let label: String
    let help: String
    let day: String
    let months: [Month]
    let problem: String?

    /// A field with a day that was chosen, or typed; nil for none.
    init(
        _ name: String, label: String, help: String, day: String, month: String, _ words: Wording,
        _ problems: [Problem]
    ) {
        self.name = name
        self.label = label
        self.help = help
        self.day = day
        problem = problems.first { $0.field == name }?.sentence
        let names = words.months
        months =
            [Month(value: "", name: "—", isChosen: month.isEmpty)]
            + names.enumerated().map { index, name in
                Month(value: String(index + 1), name: name, isChosen: month == String(index + 1))
            }
    }
}

extension Wording {
    /// The months by their names.
    fileprivate var months: [String] {
        let formatter = DateFormatter()
        formatter.locale = dateLocale
        return formatter.standaloneMonthSymbols
    }
}

extension Form {
    /// The day of every year that was chosen; nil for none, and a refusal for one that is none.
    func yearDay(_ name: String) throws -> MonthDay? {
        let (month, day) = (self["\(name)-month"], self["\(name)-day"])
        guard !month.isEmpty || !day.isEmpty else { return nil }
        guard let month = Int(month), let day = Int(day),
            let found = MonthDay(month: month, day: day)
        else {
            throw Refusal.invalid(name, "Choose a month and a day that every year has.")
        }
        return found
    }

    /// A whole number that was typed; nil for none, and a refusal for one that is none.
    func whole(_ name: String) throws -> Int? {
        guard !self[name].isEmpty else { return nil }
        guard let number = Int(self[name].trimmingCharacters(in: .whitespaces)) else {
            throw Refusal.invalid(name, "“\(self[name])” is no whole number.")
        }
        return number
    }
}
