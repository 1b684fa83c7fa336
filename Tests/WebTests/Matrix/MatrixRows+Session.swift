extension Matrix {
    /// The door.
    static let session = """
        #    address                                visitor   member    coordinator admin     sent
        GET  sign-in                                page      page      page        page
        POST sign-in                                refused   refused   refused     refused
        GET  sign-in/sent                           page      page      page        page
        GET  sign-in/passphrase                     page      page      page        page
        POST sign-in/passphrase                     refused   refused   refused     refused
        GET  sign-in/code                           page      page      page        page
        POST sign-in/code                           refused   refused   refused     refused
        GET  sign-in/second                         door      door      door        door
        POST sign-in/second                         door      door      door        door
        GET  sign-in/:token                         page      page      page        page
        POST sign-in/:token                         onward    onward    onward      onward
        POST sign-out                               door      door      door        door
        GET  people/:person/sign-in-code            door      forbidden page        forbidden
        POST people/:person/sign-in-code            forbidden forbidden page        forbidden
        GET  static/:name                           answer    answer    answer      answer
        GET  accent/:colour                         answer    answer    answer      answer
        """
}
