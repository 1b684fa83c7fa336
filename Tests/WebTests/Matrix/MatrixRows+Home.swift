extension Matrix {
    /// The first page.
    static let home = """
        #    address                visitor    member     coordinator admin      sent
        GET  /                      door       page       page        page
        GET  dashboard              door       forbidden  page        forbidden
        GET  dashboard/people       door       forbidden  missing     forbidden
        POST meetings/:meeting/answer forbidden onward    onward      onward     answer=yes
        """
}
