extension Refusal {
    /// A file that cannot be unpacked.
    static let damagedFile = unreadableWorkbook("The spreadsheet is damaged or was cut off.")

    /// A file that looked like a spreadsheet and cannot be used, with what to do.
    static func unreadableWorkbook(_ what: String) -> Refusal {
        .invalid("file", "\(what) Nothing was imported; save it as XLSX or as CSV again.")
    }
}
