import Federation
import GRDB

/// Moments and degrees as an archive writes them.
enum ArchiveMoment {
    /// A moment in UTC: 2026-05-01T12:00:00.000Z.
    static func text(_ milliseconds: Int64) -> String? {
        guard let day = CalendarDay(Timestamp(milliseconds: milliseconds)) else { return nil }
        let rest = Int(milliseconds - floored(milliseconds) * 86_400_000)
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(day)T\(clock).\(padded(rest % 1000, 3))Z"
    }

    /// The day since 1970, also before.
    private static func floored(_ milliseconds: Int64) -> Int64 {
        let days = milliseconds / 86_400_000
        return milliseconds % 86_400_000 < 0 ? days - 1 : days
    }

    /// Reads what `text` writes, and nothing else.
    static func read(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes[10] == 84, bytes[13] == 58, bytes[16] == 58,
            bytes[19] == 46, bytes[23] == 90, let day = CalendarDay(String(text.prefix(10)))
        else { return nil }
        func number(_ place: Int, _ count: Int) -> Int64? {
            let digits = bytes[place..<place + count]
            guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
        }
        guard let hour = number(11, 2), hour < 24, let minute = number(14, 2), minute < 60,
            let second = number(17, 2), second < 60, let part = number(20, 3)
        else { return nil }
        return Int64(day.sinceEpoch) * 86_400_000 + hour * 3_600_000 + minute * 60_000
            + second * 1000 + part
    }

    /// Millionths of a degree as degrees: -12.345678.
    static func degrees(_ millionths: Int64) -> String {
        let digits = String(abs(millionths) % 1_000_000)
        return (millionths < 0 ? "-" : "") + "\(abs(millionths) / 1_000_000)."
            + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Reads what `degrees` writes, and nothing else.
    static func millionths(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 6, parts[0].utf8.count <= 4,
            let whole = Int64(parts[0]), let part = Int64(parts[1])
        else { return nil }
        let sum = abs(whole) * 1_000_000 + part
        let value = text.hasPrefix("-") ? -sum : sum
        return degrees(value) == text ? value : nil
    }
}

extension CalendarDay {
    /// Days since 1970-01-01.
    fileprivate var sinceEpoch: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }
}
