extension Refusal {
    /// What is no archive, or is not whole.
    static let damagedArchive = Refusal.invalid(
        "file",
        "The archive is damaged or was cut off. Nothing was kept; have it made again.")

    /// A file that is something else.
    static let noArchive = Refusal.invalid(
        "file",
        "This file is no archive of a chapter. Nothing was kept; choose one that was made on the "
            + "page “Archive”.")

    /// An archive of a version with fewer lists and columns.
    static let olderArchive = Refusal.invalid(
        "file",
        "This archive was made by an older program, and lacks what this one keeps. Nothing was "
            + "kept; bring the program that made it up to date and have the archive made again.")

    /// An archive of a version to come.
    static let newerArchive = Refusal.invalid(
        "file",
        "This archive was made by a newer program than this one. Nothing was kept; bring this "
            + "computer's program up to date first.")

    /// More than fits.
    static let tooLargeArchive = Refusal.invalid(
        "file", "The archive is larger than 4 GB, which is more than one file holds.")

    /// A cell whose value no act would keep.
    static func strangeCell(_ column: String) -> Refusal {
        .invalid("file", "The value in the column “\(column)” is none that fits there.")
    }

    /// A number that no row of the archive has.
    static func danglingNumber(_ column: String) -> Refusal {
        .invalid("file", "The column “\(column)” names a row that is not in the archive.")
    }

    /// A line of a list that cannot be taken.
    static func badLine(_ file: String, _ line: Int, _ why: Refusal) -> Refusal {
        .invalid(
            "file",
            "The archive cannot be read at line \(line) of \(file), and nothing was kept. "
                + why.sentence)
    }

    /// A row that the table does not take.
    static let rowDoesNotFit = Refusal.invalid(
        "file", "A value is too long, is none of those that are possible, or is there twice.")
}
