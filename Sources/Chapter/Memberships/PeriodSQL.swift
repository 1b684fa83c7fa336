/// What follows from the columns of `membership_period`, as expressions with an index each.
///
/// `alias` is what the table is called in the query, with its point: `p.`.
enum PeriodSQL {
    /// The last day on which a period runs; the day before its first where it ended as it began.
    static func lastDay(_ alias: String) -> String {
        """
        min(coalesce(\(alias)runs_until, '9999-12-31'), \
        coalesce(date(\(alias)ended_on, '-1 day'), '9999-12-31'))
        """
    }

    /// The last day on which a period counts, grace included.
    static func countsUntil(_ alias: String) -> String {
        """
        coalesce(date(\(alias)ended_on, '-1 day'), \
        date(\(alias)runs_until, '+' || \(alias)grace_days || ' days'), '9999-12-31')
        """
    }

    /// Whether a period counts on a day, which is bound twice.
    static func counts(_ alias: String) -> String {
        "\(alias)starts_on <= ? AND \(countsUntil(alias)) >= ?"
    }
}
