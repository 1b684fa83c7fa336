extension Matrix {
    /// The directory that members have of each other.
    static let directory = """
        #    address                              visitor   member    coordinator admin     sent
        GET  directory                            door      page      page        page
        GET  directory/:listed                    door      page      page        page
        GET  directory/:listed/card.vcf           door      answer    answer      answer
        GET  directory/mine                       door      page      page        page
        POST directory/mine                       forbidden onward    onward      onward    see=name&see=phone
        GET  directory/take                       door      page      page        page
        POST directory/take                       forbidden answer    answer      answer    why=phone+tree
        GET  people/:person/directory             door      forbidden page        forbidden
        POST people/:person/directory             forbidden forbidden forbidden   forbidden see=name
        """

    /// The same over the API.
    static let apiDirectory = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/directory                      unauthorized answer    answer  answer
        GET    api/v1/directory/:listed              unauthorized answer    answer  answer
        GET    api/v1/members/:member/directory      unauthorized forbidden answer  forbidden
        PUT    api/v1/members/:member/directory      unauthorized forbidden forbidden forbidden {"shown": ["name"]}
        """
}
