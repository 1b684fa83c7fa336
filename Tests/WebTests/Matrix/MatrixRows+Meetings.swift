extension Matrix {
    /// Meetings.
    static let meetings = """
        #    address                visitor    member     coordinator admin      sent
        """
}
