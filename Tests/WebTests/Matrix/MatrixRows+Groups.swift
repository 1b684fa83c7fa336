extension Matrix {
    /// Groups.
    static let groups = """
        #    address                                visitor   member    coordinator admin
        GET  groups                                 door      page      page        page
        GET  groups/found                           door      page      page        page
        POST groups/found                           forbidden refused   refused     refused
        GET  groups/:group                          door      page      page        page
        GET  groups/:group/people                   door      page      page        page
        GET  groups/:group/join                     door      page      page        page
        POST groups/:group/join                     forbidden refused   refused     refused
        GET  groups/:group/leave                    door      onward    onward      onward
        POST groups/:group/leave                    forbidden refused   refused     refused
        """
}
