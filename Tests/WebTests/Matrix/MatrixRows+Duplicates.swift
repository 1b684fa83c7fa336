extension Matrix {
    /// Contacts who may be one, and merges.
    static let duplicates = """
        #    address                        visitor   member    coordinator admin     sent
        GET  people/duplicates              door      forbidden page        forbidden
        POST people/duplicates              forbidden forbidden onward      forbidden one=:person&other=:twin&decision=later
        POST people/duplicates/:pair/open   forbidden forbidden onward      forbidden
        GET  people/merge                   door      forbidden refused     forbidden
        POST people/merge                   forbidden forbidden refused     forbidden keep=:person&gone=:twin
        POST people/merge/together          forbidden forbidden refused     forbidden id=:person&id=:twin&keep=:person
        GET  people/merges/:merge           door      forbidden page        forbidden
        POST people/merges/:merge/undo      forbidden forbidden onward      forbidden
        POST people/merges/:merge/undo-all  forbidden forbidden onward      forbidden
        GET  people/households              door      forbidden page        forbidden
        POST people/households              forbidden forbidden onward      forbidden id=:person&id=:twin&name=Home
        GET  people/:person/move            door      forbidden missing     forbidden
        POST people/:person/move            forbidden forbidden missing     forbidden line1=1+Pier
        POST people/moves/:bulk/undo        forbidden forbidden missing     forbidden
        POST people/:person/moved-out       forbidden forbidden refused     forbidden
        GET  api/v1/households/suggestions  unauthorized forbidden answer   forbidden
        POST api/v1/households/suggestions/decision unauthorized forbidden missing forbidden {"home": "x", "decision": "no"}
        POST api/v1/households              unauthorized forbidden answer   forbidden {"people": [":member", ":twin"], "name": "Home"}
        POST api/v1/members/:member/moving  unauthorized forbidden missing  forbidden {"people": [], "address": {"line1": "1 Pier"}}
        POST api/v1/households/moves/:bulk/reversal unauthorized forbidden missing forbidden
        POST api/v1/members/:member/moving-out unauthorized forbidden refused forbidden
        GET  api/v1/duplicates              unauthorized forbidden answer   forbidden
        PUT  api/v1/duplicates/:member/:twin unauthorized forbidden answer  forbidden {"decision": "later"}
        GET  api/v1/duplicates/:member/:twin unauthorized forbidden answer  forbidden
        POST api/v1/merges                  unauthorized forbidden refused  forbidden {"keep": ":member", "gone": ":twin"}
        GET  api/v1/merges/together         unauthorized forbidden missing  forbidden
        POST api/v1/merges/together         unauthorized forbidden refused  forbidden {"keep": ":member", "others": [":twin"]}
        GET  api/v1/merges/:merge           unauthorized forbidden answer   forbidden
        POST api/v1/merges/:merge/reversal  unauthorized forbidden answer   forbidden
        POST api/v1/merges/:merge/reversal/all unauthorized forbidden answer forbidden
        """
}
