extension Matrix {
    /// The API: groups.
    static let apiGroups = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/groups                         answer       answer    answer    answer
        GET    api/v1/groups/suggestions             unauthorized answer    answer    answer
        POST   api/v1/groups                         unauthorized answer    answer    answer    {"name": "Rent", "purpose": "Lower it"}
        GET    api/v1/groups/:group                  missing      answer    answer    answer
        POST   api/v1/groups/:group/members          unauthorized answer    answer    answer    {"handle": "lis"}
        DELETE api/v1/groups/:group/members          unauthorized refused   refused   refused
        POST   api/v1/groups/:group/posts            unauthorized refused   refused   refused   {"text": "Hello"}
        DELETE api/v1/groups/:group/posts/:post      unauthorized refused   answer    refused
        """
}
