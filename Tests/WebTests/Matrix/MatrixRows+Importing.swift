extension Matrix {
    /// Lists that come in.
    static let importing = """
        #    address                visitor    member     coordinator admin      sent
        """
}
