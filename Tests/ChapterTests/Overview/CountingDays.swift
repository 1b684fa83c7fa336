import Federation
import Testing

@testable import Chapter

@Suite struct `Counting in days` {
    @Test func `every day has the number after that of the day before`() throws {
        var number = DayNumber(try #require(CalendarDay("1899-12-31")))
        while let day = number.calendar, day.year < 2101 {
            #expect(DayNumber(day) == number)
            #expect(DayNumber(day.description) == number)
            let next = number.plus(days: 1)
            #expect(next.value == number.value + 1)
            number = next
        }
        #expect(number.description == "2101-01-01")
        #expect(DayNumber("1970-01-01")?.value == 0)
        #expect(DayNumber(milliseconds: -1).description == "1969-12-31")
    }

    @Test func `what is no day has no number`() {
        for text in [
            "", "2026-5-01", "2026-02-29", "2026-13-01", "2026-00-10", "2026/05/01", "2026-05-0x",
            "12026-05-01", "２026-05-01",
        ] { #expect(DayNumber(text) == nil, "\(text)") }
        #expect(DayNumber("2024-02-29") != nil)
    }

    @Test func `a month later is the last day of a month that is too short`() throws {
        let day = try #require(DayNumber("2025-10-31"))
        #expect(day.plus(months: 1).description == "2025-11-30")
        #expect(day.plus(months: 4).description == "2026-02-28")
        #expect(day.plus(months: -8).description == "2025-02-28")
        #expect(day.plus(months: 24).description == "2027-10-31")
    }

    @Test func `months and quarters are read as they are written`() throws {
        let month = try #require(YearMonth("2026-02"))
        #expect("\(month)" == "2026-02")
        #expect(month.first.description == "2026-02-01")
        #expect(month.lastDay == "2026-02-28")
        #expect("\(month.plus(-2))" == "2025-12")
        let quarter = try #require(Quarter("2025-Q4"))
        #expect("\(quarter)" == "2025-Q4")
        #expect(quarter.first.description == "2025-10-01")
        #expect(quarter.last.description == "2025-12-31")
        #expect("\(quarter.plus(1))" == "2026-Q1")
        for text in ["2026-13", "2026", "2026-1", "x", ""] { #expect(YearMonth(text) == nil) }
        for text in ["2026-Q5", "2026-Q0", "Q1", "26-Q1", "2026-Q", "2026-Q1-Q2"] {
            #expect(Quarter(text) == nil, "\(text)")
        }
    }
}
