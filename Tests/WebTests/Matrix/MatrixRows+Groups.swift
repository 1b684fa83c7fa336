extension Matrix {
    /// Groups.
    static let groups = """
        #    address                visitor    member     coordinator admin      sent
        """
}
