extension Matrix {
    /// The API: the node, its links and its events.
    static let apiChapters = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/status                         unauthorized forbidden forbidden answer
        GET    api/v1/links                          unauthorized forbidden forbidden answer
        POST   api/v1/links                          unauthorized forbidden forbidden unavailable {"invitation": "x"}
        POST   api/v1/links/invitations              unauthorized forbidden forbidden unavailable
        POST   api/v1/links/:chapter/confirmation    unauthorized forbidden forbidden unavailable
        DELETE api/v1/links/:chapter/confirmation    unauthorized forbidden forbidden unavailable
        POST   api/v1/links/:chapter/block           unauthorized forbidden forbidden missing
        DELETE api/v1/links/:chapter/block           unauthorized forbidden forbidden missing
        DELETE api/v1/federation                     unauthorized forbidden forbidden unavailable
        GET    api/v1/events                         unauthorized forbidden forbidden answer
        GET    api/v1/events/:event                  unauthorized forbidden forbidden missing
        GET    api/v1/feeds/verdict                  unauthorized forbidden forbidden answer
        GET    api/v1/feeds/proofs/:thing             unauthorized missing   missing   missing
        POST   api/v1/feeds/key                      unauthorized forbidden forbidden unavailable
        POST   api/v1/transport-key                  unauthorized forbidden forbidden unavailable
        """
}
