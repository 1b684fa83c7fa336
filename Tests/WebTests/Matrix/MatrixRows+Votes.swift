extension Matrix {
    /// Votes.
    static let votes = """
        #    address                                visitor   member    coordinator admin
        GET  votes                                  door      page      page        page
        GET  votes/:ballot                          door      page      page        page
        GET  votes/:ballot/papers                   door      page      page        page
        GET  votes/:ballot/check                    door      refused   refused     refused
        GET  votes/:ballot/file                     door      refused   refused     refused
        GET  votes/:ballot/cast                     door      page      page        page
        POST votes/:ballot/look                     forbidden refused   refused     refused
        POST votes/:ballot/cast                     forbidden onward    onward      onward
        GET  votes/make                             door      forbidden page        forbidden
        POST votes/make                             forbidden forbidden refused     forbidden
        GET  votes/:ballot/edit                     door      forbidden refused     forbidden
        POST votes/:ballot/edit                     forbidden forbidden refused     forbidden
        POST votes/:ballot/open                     forbidden forbidden refused     forbidden
        GET  votes/:ballot/close                    door      forbidden page        forbidden
        POST votes/:ballot/close                    forbidden forbidden onward      forbidden
        GET  votes/:ballot/cancel                   door      forbidden page        forbidden
        POST votes/:ballot/cancel                   forbidden forbidden onward      forbidden
        """
}
