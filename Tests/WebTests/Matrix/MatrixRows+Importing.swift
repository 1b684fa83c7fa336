extension Matrix {
    /// Lists that come in.
    static let importing = """
        #    address                              visitor   member    coordinator admin     sent
        GET  people/import                        door      forbidden page        forbidden
        POST people/import                        forbidden forbidden refused     forbidden mode=update
        GET  people/import/lists/:list            door      forbidden page        forbidden
        POST people/import/lists/:list            forbidden forbidden onward      forbidden heading=1&c0=name&then=look
        GET  people/import/lists/:list/words      door      forbidden page        forbidden
        POST people/import/lists/:list/words      forbidden forbidden onward      forbidden
        GET  people/import/lists/:list/work       door      forbidden onward      forbidden
        POST people/import/lists/:list/stop       forbidden forbidden onward      forbidden
        POST people/import/lists/:list/discard    forbidden forbidden onward      forbidden
        GET  people/import/:import                door      forbidden page        forbidden
        GET  people/import/:import/questions      door      forbidden page        forbidden
        POST people/import/:import/questions      forbidden forbidden onward      forbidden then=back
        GET  people/import/:import/rows           door      forbidden page        forbidden
        GET  people/import/:import/left-out.csv   door      forbidden answer      forbidden
        GET  people/import/:import/work           door      forbidden onward      forbidden
        POST people/import/:import/apply          forbidden forbidden onward      forbidden
        POST people/import/:import/undo           forbidden forbidden onward      forbidden
        POST people/import/:import/stop           forbidden forbidden onward      forbidden
        POST people/import/:import/discard        forbidden forbidden onward      forbidden
        """
}
