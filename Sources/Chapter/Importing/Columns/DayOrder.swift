import Federation

/// Learns from a column of dates whether the day or the month comes first.
struct DayOrder {
    private var dayFirst = 0
    private var monthFirst = 0
    private var dotted = 0
    private var slashed = 0

    /// Looks at one value.
    mutating func look(_ value: String) {
        guard let parts = numbers(value), parts.count == 3, parts[0] < 1000 else { return }
        if value.contains("/") { slashed += 1 } else { dotted += 1 }
        if parts[0] > 12 { dayFirst += 1 }
        if parts[1] > 12 { monthFirst += 1 }
    }

    /// Whether the day comes first; where no value tells, it does unless there are slashes.
    var isDayFirst: Bool { isKnown ? dayFirst > monthFirst : dotted > slashed }

    /// Whether a value is a date that can be read with the day or with the month first.
    static func isUnsure(_ value: String) -> Bool {
        guard let parts = numbers(value), parts.count == 3 else { return false }
        return parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1]
    }

    /// Whether a value told.
    var isKnown: Bool { dayFirst != monthFirst }

    /// Whether there was a value whose order matters.
    var matters: Bool { dotted + slashed > 0 }
}

/// Reads a day as lists write it: year first, or day and month in the order of the column; what
/// follows a space or a T is a time and does not matter.
func listedDay(_ value: String, dayFirst: Bool, latestYear: Int) -> CalendarDay? {
    guard let parts = numbers(value) else { return nil }
    if parts.count == 1, value.utf8.count == 8 {
        return CalendarDay(
            year: parts[0] / 10_000, month: parts[0] / 100 % 100, day: parts[0] % 100)
    }
    guard parts.count == 3 else { return nil }
    if parts[0] >= 1000 { return CalendarDay(year: parts[0], month: parts[1], day: parts[2]) }
    var year = parts[2]
    if year < 100 { year += latestYear / 100 * 100 }
    if year > latestYear, parts[2] < 100 { year -= 100 }
    let (day, month) = dayFirst ? (parts[0], parts[1]) : (parts[1], parts[0])
    return CalendarDay(year: year, month: month, day: day)
}

/// The numbers of a date; nil where there is anything but numbers and one kind of separator.
private func numbers(_ value: String) -> [Int]? {
    var day = Substring(value)
    if let end = day.firstIndex(where: { $0 == " " || $0 == "T" }) { day = day[..<end] }
    guard let separator = day.first(where: { !("0"..."9").contains($0) }) else {
        return Int(day).map { [$0] }
    }
    guard "/.-".contains(separator) else { return nil }
    let parts = day.split(separator: separator, omittingEmptySubsequences: true)
    let numbers = parts.compactMap { $0.utf8.count <= 4 ? Int($0) : nil }
    return numbers.count == parts.count ? numbers : nil
}
