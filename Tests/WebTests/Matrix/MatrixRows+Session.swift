extension Matrix {
    /// The door.
    static let session = """
        #    address                visitor    member     coordinator admin      sent
        GET  sign-in                page       page       page        page
        GET  sign-in/:token         page       page       page        page
        POST sign-in/:token         onward     onward     onward      onward
        POST sign-out               door       door       door        door
        GET  static/:name           answer     answer     answer      answer
        """
}
