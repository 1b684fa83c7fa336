extension Matrix {
    /// The API: ballots.
    static let apiBallots = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/ballots                        answer       answer    answer    answer
        POST   api/v1/ballots                        unauthorized forbidden answer    forbidden {"question": "Strike?"}
        POST   api/v1/ballots/verdict                unauthorized refused   refused   refused   {}
        GET    api/v1/ballots/:ballot                unauthorized answer    answer    answer
        POST   api/v1/ballots/:ballot/opening        unauthorized forbidden refused   forbidden
        POST   api/v1/ballots/:ballot/papers         unauthorized answer    answer    answer    {"choice": 0}
        POST   api/v1/ballots/:ballot/closure        unauthorized forbidden answer    forbidden
        POST   api/v1/ballots/:ballot/cancellation   unauthorized forbidden answer    forbidden
        GET    api/v1/ballots/:ballot/result         unauthorized answer    answer    answer
        GET    api/v1/ballots/:ballot/verdict        unauthorized refused   refused   refused
        GET    api/v1/ballots/:ballot/export         unauthorized refused   refused   refused
        """
}
