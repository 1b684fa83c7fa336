public import Federation

/// The proleptic Gregorian calendar, as far as ISO 8601 needs it.
///
/// Own arithmetic, because Foundation's `.iso8601` drops fractions of a second and accepts what
/// it should not.
public enum CivilTime {
    /// What to tell somebody whose text is not a moment.
    public static func expectation(_ text: String) -> String {
        "“\(text.prefix(40))” is not a time with an offset. Write it like 2026-11-22T18:00+01:00, "
            + "or end it with Z for UTC."
    }

    /// ISO 8601 in the given offset, in minutes east of Greenwich.
    public static func text(_ moment: Timestamp, offset: Int) -> String {
        let local = moment.milliseconds + Int64(offset) * 60_000
        let day = floorDivide(local, 86_400_000)
        let rest = local - day * 86_400_000
        let date = civil(fromDays: day)
        let second = rest / 1000
        var text = "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))T"
        text += "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
        if rest % 1000 != 0 { text += ".\(pad(rest % 1000, 3))" }
        if offset == 0 { return text + "Z" }
        let minutes = Int64(abs(offset))
        text += offset < 0 ? "-" : "+"
        return text + "\(pad(minutes / 60, 2)):\(pad(minutes % 60, 2))"
    }

    /// Reads `YYYY-MM-DDTHH:MM[:SS[.fff]]` followed by `Z`, `+HH:MM` or `-HH:MM`.
    public static func parse(_ text: String) -> (moment: Timestamp, offset: Int)? {
        var rest = Substring(text)
        guard let year = digits(4, from: &rest), take("-", from: &rest),
            let month = digits(2, from: &rest), take("-", from: &rest),
            let day = digits(2, from: &rest),
            take("T", from: &rest) || take("t", from: &rest) || take(" ", from: &rest),
            let hour = digits(2, from: &rest), take(":", from: &rest),
            let minute = digits(2, from: &rest), year >= 1, (1...12).contains(month),
            day >= 1, day <= lengthOfMonth(year, month), hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        var fraction: Int64 = 0
        if take(":", from: &rest) {
            guard let value = digits(2, from: &rest), value < 60 else { return nil }
            second = value
            if take(".", from: &rest) {
                guard let value = milliseconds(from: &rest) else { return nil }
                fraction = value
            }
        }
        guard let offset = offset(from: rest) else { return nil }
        let seconds = (hour * 60 + minute - Int64(offset)) * 60 + second
        let total = days(year, month, day) * 86_400_000 + seconds * 1000 + fraction
        return (Timestamp(milliseconds: total), offset)
    }

    // MARK: - Pieces

    private static func offset(from text: Substring) -> Int? {
        if text == "Z" || text == "z" { return 0 }
        var rest = text
        let sign: Int
        if take("+", from: &rest) {
            sign = 1
        } else if take("-", from: &rest) {
            sign = -1
        } else {
            return nil
        }
        guard let hours = digits(2, from: &rest) else { return nil }
        _ = take(":", from: &rest)
        guard let minutes = digits(2, from: &rest), rest.isEmpty, hours <= 14, minutes < 60 else {
            return nil
        }
        return sign * Int(hours * 60 + minutes)
    }

    private static func milliseconds(from text: inout Substring) -> Int64? {
        let run = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...9).contains(run.count) else { return nil }
        text = text.dropFirst(run.count)
        return Int64((run + "00").prefix(3))
    }

    private static func digits(_ count: Int, from text: inout Substring) -> Int64? {
        let run = text.prefix(count)
        guard run.count == count, run.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        text = text.dropFirst(count)
        return Int64(run)
    }

    private static func take(_ mark: Character, from text: inout Substring) -> Bool {
        guard text.first == mark else { return false }
        text = text.dropFirst()
        return true
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    private static func lengthOfMonth(_ year: Int64, _ month: Int64) -> Int64 {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        switch month {
        case 2: return leap ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Days since 1970-01-01, counting years from March so that the leap day comes last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let leaps = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}
