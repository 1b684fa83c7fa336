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
        # Only a list that was taken in has a page on which tags stand.
        POST people/import/:import/tags           forbidden forbidden missing     forbidden add=Docks
        POST people/import/:import/stop           forbidden forbidden onward      forbidden
        POST people/import/:import/discard        forbidden forbidden onward      forbidden
        """

    /// The complete archive: made, fetched, read.
    static let archive = """
        #    address                              visitor   member    coordinator admin     sent
        GET  archive                              door      forbidden page        forbidden
        POST archive                              forbidden forbidden onward      forbidden why=moving
        GET  archive/made/:archive                door      forbidden page        forbidden
        POST archive/made/:archive/stop           forbidden forbidden onward      forbidden
        POST archive/made/:archive/file           forbidden forbidden answer      forbidden
        POST archive/made/:archive/removal        forbidden forbidden onward      forbidden
        POST archive/arrivals                     forbidden forbidden refused     forbidden
        GET  archive/arrivals/:arrival            door      forbidden page        forbidden
        POST archive/arrivals/:arrival            forbidden forbidden onward      forbidden
        GET  archive/arrivals/:arrival/work       door      forbidden onward      forbidden
        POST archive/arrivals/:arrival/stop       forbidden forbidden onward      forbidden
        POST archive/arrivals/:arrival/removal    forbidden forbidden onward      forbidden
        """

    /// The same for programs.
    static let apiArchive = """
        #    address                  visitor      member    coordinator admin     sent
        POST api/v1/archive           unauthorized forbidden answer      forbidden
        POST api/v1/archive/file      unauthorized forbidden missing     forbidden
        POST api/v1/archive/contents  unauthorized forbidden refused     forbidden x
        POST api/v1/archive/reading   unauthorized forbidden refused     forbidden x
        """
}
