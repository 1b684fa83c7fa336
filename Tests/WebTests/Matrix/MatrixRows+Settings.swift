extension Matrix {
    /// Settings and the first run.
    static let settings = """
        #    address                                visitor   member    coordinator admin
        GET  welcome/recovery                       door      forbidden forbidden   page
        GET  welcome/ready                          door      page      page        page
        """
}
