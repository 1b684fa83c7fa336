extension Matrix {
    /// People, without lists that come in.
    static let people = """
        #    address                visitor    member     coordinator admin      sent
        """
}
