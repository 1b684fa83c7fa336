extension Matrix {
    /// Settings and the first run.
    static let settings = """
        #    address                visitor    member     coordinator admin      sent
        """
}
