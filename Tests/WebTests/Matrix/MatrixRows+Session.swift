extension Matrix {
    /// The door.
    static let session = """
        #    address                visitor    member     coordinator admin      sent
        GET  sign-in                page       page       page        page
        GET  sign-in/:token         page       page       page        page
        POST sign-in/:token         onward     onward     onward      onward
        POST sign-in                refused    refused    refused     refused    email=nobody
        GET  sign-in/sent           page       page       page        page
        GET  sign-in/passphrase     page       page       page        page
        POST sign-in/passphrase     refused    refused    refused     refused    email=no@example.org&passphrase=x
        GET  sign-in/code           page       page       page        page
        POST sign-in/code           refused    refused    refused     refused    code=0000
        GET  sign-in/second         door       door       door        door
        POST sign-in/second         missing    missing    missing     missing    code=000000
        POST sign-out               door       door       door        door
        GET  static/:name           answer     answer     answer      answer
        GET  accent/:colour         answer     answer     answer      answer
        """
}
