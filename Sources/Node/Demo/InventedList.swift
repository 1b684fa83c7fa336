import Federation
import Foundation

/// The text of one of the demo's lists, with every day moved so that the last people in it have
/// just joined, whenever the demo is tried.
///
/// The lists are in several encodings; their days are ASCII in all of them, so the bytes are read
/// as Latin-1 and nothing else changes.
struct InventedList {
    /// The last day in the lists, on which `scripts/make-demo-lists` lets somebody join.
    static let lastDay = (year: 2025, month: 9, day: 30)

    private static let calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private let data: Data

    /// A list as it stands in its file.
    init(_ data: Data) { self.data = data }

    /// The list with its last day the day before a moment, in UTC.
    ///
    /// What is no day of the calendar stays as it is: some rows are wrong on purpose.
    func moved(to now: Timestamp) -> Data {
        guard let text = String(data: data, encoding: .isoLatin1),
            let last = Self.date(Self.lastDay.year, Self.lastDay.month, Self.lastDay.day)
        else { return data }
        let yesterday = Double(now.milliseconds) / 1000 - 86_400
        let days = Int(((yesterday - last.timeIntervalSince1970) / 86_400).rounded(.down))
        let iso = text.replacing(
            /\b([12][0-9]{3})-([0-9]{2})-([0-9]{2})\b/.wordBoundaryKind(.simple)
        ) { match in
            Self.moved(match.output.1, match.output.2, match.output.3, by: days)
                .map { "\($0)-\($1)-\($2)" } ?? String(match.output.0)
        }
        let all = iso.replacing(
            /\b([0-9]{2})\/([0-9]{2})\/([12][0-9]{3})\b/.wordBoundaryKind(.simple)
        ) { match in
            Self.moved(match.output.3, match.output.2, match.output.1, by: days)
                .map { "\($2)/\($1)/\($0)" } ?? String(match.output.0)
        }
        return all.data(using: .isoLatin1) ?? data
    }

    private static func date(_ year: Int, _ month: Int, _ day: Int) -> Date? {
        let parts = DateComponents(calendar: calendar, year: year, month: month, day: day)
        return parts.isValidDate ? parts.date : nil
    }

    /// Year, month and day, each as a list writes it.
    private static func moved(
        _ year: Substring, _ month: Substring, _ day: Substring, by days: Int
    ) -> (String, String, String)? {
        guard let year = Int(year), let month = Int(month), let day = Int(day),
            let date = date(year, month, day),
            let moved = calendar.date(byAdding: .day, value: days, to: date)
        else { return nil }
        let parts = calendar.dateComponents([.year, .month, .day], from: moved)
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        return (two(parts.year), two(parts.month), two(parts.day))
    }
}
