extension Matrix {
    /// Lists that come in.
    static let importing = """
        #    address                                visitor   member    coordinator admin
        GET  people/import                          door      forbidden page        forbidden
        POST people/import                          forbidden forbidden refused     forbidden
        GET  people/import/lists/:list              door      forbidden missing     forbidden
        POST people/import/lists/:list              forbidden forbidden missing     forbidden
        POST people/import/lists/:list/discard      forbidden forbidden missing     forbidden
        GET  people/import/:import                  door      forbidden page        forbidden
        GET  people/import/:import/rows             door      forbidden page        forbidden
        GET  people/import/:import/left-out.csv     door      forbidden answer      forbidden
        POST people/import/:import/apply            forbidden forbidden onward      forbidden
        POST people/import/:import/undo             forbidden forbidden onward      forbidden
        POST people/import/:import/discard          forbidden forbidden onward      forbidden
        """
}
