extension Matrix {
    /// Relations, positions, point persons, organizations and agreements.
    static let ties = """
        #    address                              visitor   member    coordinator admin     sent
        GET  people/:person/relations             door      forbidden page        forbidden
        GET  people/:person/relations/add         door      forbidden page        forbidden
        POST people/:person/relations/add         forbidden forbidden onward      forbidden other=:other&type=1%3E
        GET  people/:person/relations/:relation   door      forbidden page        forbidden
        POST people/:person/relations/:relation   forbidden forbidden onward      forbidden then=end
        GET  people/:person/network               door      forbidden page        forbidden
        GET  people/:person/positions/add         door      forbidden page        forbidden
        POST people/:person/positions/add         forbidden forbidden onward      forbidden title=treasurer
        GET  people/:person/positions/:position   door      forbidden page        forbidden
        POST people/:person/positions/:position   forbidden forbidden onward      forbidden then=remove
        GET  people/point-people                  door      forbidden page        forbidden
        GET  people/point-person                  door      forbidden page        forbidden
        POST people/point-person                  forbidden forbidden onward      forbidden who=nobody&id=:person
        POST people/point-person/:bulk/undo       forbidden forbidden onward      forbidden
        GET  people/cards                         door      forbidden page        forbidden
        POST people/cards                         forbidden forbidden answer      forbidden id=:person
        GET  people/organizations                 door      forbidden page        forbidden
        GET  people/relation-types                door      forbidden page        forbidden
        POST people/relation-types                forbidden forbidden onward      forbidden forward=drives
        GET  people/relation-types/:relationType          door      forbidden page        forbidden
        POST people/relation-types/:relationType          forbidden forbidden refused     forbidden then=retire
        GET  agreements                           door      forbidden page        forbidden
        POST agreements/export                    forbidden forbidden answer      forbidden
        GET  agreements/kinds                     door      forbidden page        forbidden
        POST agreements/kinds                     forbidden forbidden onward      forbidden name=Lease
        GET  agreements/kinds/:agreementKind      door      forbidden page        forbidden
        POST agreements/kinds/:agreementKind      forbidden forbidden onward      forbidden name=Lease&version=1
        GET  agreements/add                       door      forbidden page        forbidden
        POST agreements/add                       forbidden forbidden onward      forbidden title=Pact&kind=other&party=:person
        POST agreements/:agreement/tags           forbidden forbidden onward      forbidden add=Docks
        GET  agreements/:agreement                door      forbidden page        forbidden
        GET  agreements/:agreement/edit           door      forbidden page        forbidden
        POST agreements/:agreement/edit           forbidden forbidden onward      forbidden title=Pact&kind=other&party=:person
        POST agreements/:agreement/remove         forbidden forbidden onward      forbidden
        POST agreements/:agreement/restore        forbidden forbidden onward      forbidden
        POST agreements/:agreement/history/:agreementChange/revert forbidden forbidden onward forbidden
        POST agreements/:agreement/seals          forbidden forbidden onward      forbidden
        GET  agreements/:agreement/seals/:seal    door      forbidden answer      forbidden
        POST agreements/:agreement/files          forbidden forbidden refused     forbidden
        GET  agreements/:agreement/files/:file    door      forbidden answer      forbidden
        GET  agreements/:agreement/files/:file/remove door  forbidden page        forbidden
        POST agreements/:agreement/files/:file/remove forbidden forbidden onward  forbidden
        """

    /// The same over the API.
    static let apiTies = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/relation-types                 unauthorized forbidden answer  forbidden
        POST   api/v1/relation-types                 unauthorized forbidden answer  forbidden {"forward": "drives"}
        PUT    api/v1/relation-types/:relationType           unauthorized forbidden refused forbidden {"forward": "drives"}
        POST   api/v1/relation-types/:relationType/retirement unauthorized forbidden refused forbidden
        DELETE api/v1/relation-types/:relationType/retirement unauthorized forbidden refused forbidden
        GET    api/v1/members/:member/relations      unauthorized forbidden answer  forbidden
        POST   api/v1/members/:member/relations      unauthorized forbidden answer  forbidden {"typeID": "1", "otherID": ":other"}
        PUT    api/v1/members/:member/relations/:relation unauthorized forbidden answer forbidden {"note": "nights"}
        POST   api/v1/members/:member/relations/:relation/end unauthorized forbidden answer forbidden
        DELETE api/v1/members/:member/relations/:relation unauthorized forbidden answer forbidden
        GET    api/v1/members/:member/positions      unauthorized forbidden answer  forbidden
        POST   api/v1/members/:member/positions      unauthorized forbidden answer  forbidden {"title": "treasurer"}
        PUT    api/v1/members/:member/positions/:position unauthorized forbidden answer forbidden {"title": "ally"}
        POST   api/v1/members/:member/positions/:position/end unauthorized forbidden answer forbidden
        DELETE api/v1/members/:member/positions/:position unauthorized forbidden answer forbidden
        PUT    api/v1/members/:member/point-person   unauthorized forbidden answer  forbidden {"memberID": null}
        GET    api/v1/point-people                   unauthorized forbidden answer  forbidden
        GET    api/v1/organizations                  unauthorized forbidden answer  forbidden
        GET    api/v1/agreement-kinds                unauthorized forbidden answer  forbidden
        POST   api/v1/agreement-kinds                unauthorized forbidden answer  forbidden {"name": "Lease"}
        PUT    api/v1/agreement-kinds/:agreementKind unauthorized forbidden answer  forbidden {"name": "Lease", "expectedVersion": 1}
        GET    api/v1/agreements                     unauthorized forbidden answer  forbidden
        POST   api/v1/agreements                     unauthorized forbidden answer  forbidden {"kind": "other", "title": "Pact", "parties": [{"memberID": ":other"}]}
        GET    api/v1/agreements/:agreement          unauthorized forbidden answer  forbidden
        PUT    api/v1/agreements/:agreement          unauthorized forbidden answer  forbidden {"kind": "other", "title": "Pact", "parties": [{"memberID": ":other"}]}
        DELETE api/v1/agreements/:agreement          unauthorized forbidden answer  forbidden
        POST   api/v1/agreements/:agreement/restoration unauthorized forbidden answer forbidden
        GET    api/v1/agreements/:agreement/history  unauthorized forbidden answer  forbidden
        POST   api/v1/agreements/:agreement/history/:agreementChange/reversal unauthorized forbidden answer forbidden
        POST   api/v1/agreements/:agreement/seals    unauthorized forbidden answer  forbidden
        GET    api/v1/agreements/:agreement/seals/:seal unauthorized forbidden answer forbidden
        POST   api/v1/agreements/:agreement/files    unauthorized forbidden answer  forbidden x
        GET    api/v1/agreements/:agreement/files/:file unauthorized forbidden answer forbidden
        DELETE api/v1/agreements/:agreement/files/:file unauthorized forbidden answer forbidden
        """
}
