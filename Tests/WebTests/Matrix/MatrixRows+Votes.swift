extension Matrix {
    /// Votes.
    static let votes = """
        #    address                visitor    member     coordinator admin      sent
        """
}
