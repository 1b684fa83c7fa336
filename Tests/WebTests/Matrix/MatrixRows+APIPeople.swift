extension Matrix {
    /// The API: people, lists, roles and signing in.
    static let apiPeople = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/me                             missing      answer    answer  answer
        POST   api/v1/sign-in                        answer       answer    answer  answer    {"link": ":link"}
        GET    api/v1/members                        unauthorized forbidden answer  forbidden
        POST   api/v1/members                        unauthorized forbidden answer  forbidden {"name": "Eve"}
        POST   api/v1/members.csv                    unauthorized forbidden answer  forbidden
        GET    api/v1/members/:member                unauthorized forbidden answer  forbidden
        PATCH  api/v1/members/:member                unauthorized forbidden answer  forbidden {"job": "baker"}
        GET    api/v1/own-fields                     unauthorized forbidden answer  forbidden
        POST   api/v1/own-fields                     unauthorized forbidden answer  forbidden {"name": "Locker"}
        PUT    api/v1/own-fields/:field              unauthorized forbidden answer  forbidden {"name": "Size", "expectedVersion": 1}
        POST   api/v1/own-fields/:field/retire       unauthorized forbidden answer  forbidden
        POST   api/v1/own-fields/:field/bring-back   unauthorized forbidden answer  forbidden
        POST   api/v1/members/:member/end            unauthorized forbidden answer  forbidden {"why": "moved"}
        GET    api/v1/members/:member/history        unauthorized forbidden answer  forbidden
        POST   api/v1/members/:member/history/:change/reversal unauthorized forbidden answer forbidden
        POST   api/v1/members/:member/sign-in-links  unauthorized forbidden forbidden forbidden
        POST   api/v1/members/:member/tokens         unauthorized forbidden forbidden forbidden
        DELETE api/v1/members/:member/tokens         unauthorized forbidden answer  forbidden
        DELETE api/v1/members/:member/second-step    unauthorized forbidden forbidden forbidden
        PUT    api/v1/members/:member/roles/:role    unauthorized forbidden answer  forbidden
        DELETE api/v1/members/:member/roles/:role    unauthorized forbidden refused forbidden
        POST   api/v1/imports                        unauthorized forbidden answer  forbidden name,email
        GET    api/v1/imports/watches/:watch         unauthorized forbidden missing forbidden
        GET    api/v1/imports/:import                unauthorized forbidden answer  forbidden
        GET    api/v1/imports/:import/questions      unauthorized forbidden answer  forbidden
        POST   api/v1/imports/:import/answers        unauthorized forbidden answer  forbidden {"answers":[]}
        POST   api/v1/imports/:import/application    unauthorized forbidden answer  forbidden
        POST   api/v1/imports/:import/reversal       unauthorized forbidden refused forbidden
        """
}
