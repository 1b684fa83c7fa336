extension CalendarDay {
    /// How many whole years lie between this day of birth and another; nil for a day before it.
    ///
    /// Who was born on 29 February has their birthday on 1 March of other years.
    func age(on day: CalendarDay) -> Int? {
        guard self <= day else { return nil }
        let hadBirthday = (day.month, day.day) >= (month, self.day)
        return day.year - year - (hadBirthday ? 0 : 1)
    }
}
