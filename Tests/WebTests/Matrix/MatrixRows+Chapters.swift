extension Matrix {
    /// Linked chapters.
    static let chapters = """
        #    address                visitor    member     coordinator admin      sent
        """
}
