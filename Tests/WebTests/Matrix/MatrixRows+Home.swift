extension Matrix {
    /// The first page.
    static let home = """
        #    address                visitor    member     coordinator admin      sent
        GET  /                      door       page       page        page
        POST meetings/:meeting/answer forbidden onward    onward      onward     answer=yes
        """
}
