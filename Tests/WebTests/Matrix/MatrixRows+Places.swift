extension Matrix {
    /// The map, its outlines and points.
    static let places = """
        #    address                              visitor   member    coordinator admin     sent
        GET  people/map                           door      forbidden page        forbidden
        GET  people/map/list                      door      forbidden missing     forbidden
        GET  people/map/check                     door      forbidden page        forbidden
        GET  people/map/outlines                  door      forbidden page        forbidden
        POST people/map/outlines                  forbidden forbidden refused     forbidden kind=branch
        POST people/map/outlines/:outline/remove  forbidden forbidden onward      forbidden
        POST people/map/postcodes                 forbidden forbidden refused     forbidden x=y
        POST people/map/postcodes/remove          forbidden forbidden onward      forbidden
        GET  people/map/branches/add              door      forbidden page        forbidden
        POST people/map/branches/add              forbidden forbidden onward      forbidden name=East&postcodes=E1
        GET  people/map/branches/:outline         door      forbidden page        forbidden
        POST people/map/branches/:outline         forbidden forbidden onward      forbidden name=West&postcodes=
        GET  people/map/assign                    door      forbidden page        forbidden
        POST people/map/assign                    forbidden forbidden onward      forbidden blanks=1
        GET  people/map/place                     door      forbidden missing     forbidden
        POST people/map/place/tags                forbidden forbidden missing     forbidden add=Docks
        GET  people/map/meetings                  door      forbidden page        forbidden
        GET  people/map/meetings/at               door      forbidden missing     forbidden
        GET  people/map/drawing.svg               door      forbidden answer      forbidden
        POST people/map/meetings                  forbidden forbidden onward      forbidden place=Hall&point=1,1
        GET  people/:person/addresses             door      forbidden page        forbidden
        POST people/:person/addresses             forbidden forbidden onward      forbidden place=1&street-1=Quay&number-1=1
        GET  people/:person/addresses/:place/change door    forbidden page        forbidden
        POST people/:person/addresses/:place/change forbidden forbidden onward    forbidden line1=2+Quay
        POST people/:person/addresses/taken       forbidden forbidden refused     forbidden of=:other
        GET  people/:person/place                 door      forbidden page        forbidden
        POST people/:person/place                 forbidden forbidden onward      forbidden point=40.1,-29.9
        """

    /// The map in the API.
    static let apiPlaces = """
        #      address                            visitor      member    coordinator admin   sent
        GET    api/v1/map                         unauthorized forbidden answer  forbidden
        GET    api/v1/map/cells/:cell             unauthorized forbidden answer  forbidden
        GET    api/v1/map/report                  unauthorized forbidden answer  forbidden
        GET    api/v1/members/:member/addresses   unauthorized forbidden answer  forbidden
        GET    api/v1/members/:member/addresses/:place/others unauthorized forbidden answer forbidden
        POST   api/v1/members/:member/addresses/:place/change unauthorized forbidden answer forbidden {"address": {"line1": "2 Quay"}}
        POST   api/v1/members/:member/addresses/taken unauthorized forbidden refused forbidden {"memberID": ":other"}
        PUT    api/v1/members/:member/addresses   unauthorized forbidden answer  forbidden {"place": 1, "parts": {"street": "Quay"}}
        GET    api/v1/outlines                    unauthorized forbidden answer  forbidden
        POST   api/v1/outlines                    unauthorized forbidden refused forbidden {}
        DELETE api/v1/outlines/:outline           unauthorized forbidden answer  forbidden
        POST   api/v1/branches                    unauthorized forbidden answer  forbidden {"name": "East", "postcodes": ["E1"]}
        PUT    api/v1/branches/:outline           unauthorized forbidden answer  forbidden {"name": "West", "postcodes": []}
        GET    api/v1/branches/assignment         unauthorized forbidden answer  forbidden
        POST   api/v1/branches/assignment         unauthorized forbidden answer  forbidden
        POST   api/v1/branches/assignment/:bulk/reversal unauthorized forbidden answer forbidden
        GET    api/v1/members/:member/place       unauthorized forbidden answer  forbidden
        PUT    api/v1/members/:member/place       unauthorized forbidden answer  forbidden {"latitude": 40.1, "longitude": -29.9}
        DELETE api/v1/members/:member/place       unauthorized forbidden answer  forbidden
        POST   api/v1/postcodes                   unauthorized forbidden refused forbidden a,b
        DELETE api/v1/postcodes                   unauthorized forbidden answer  forbidden
        GET    api/v1/meeting-places              unauthorized forbidden answer  forbidden
        GET    api/v1/meeting-places/tags         unauthorized forbidden missing forbidden
        PATCH  api/v1/meeting-places/tags         unauthorized forbidden missing forbidden {"place": "Hall", "add": ["Docks"]}
        PUT    api/v1/meeting-places              unauthorized forbidden answer  forbidden {"place": "Hall", "latitude": 1, "longitude": 1}
        """
}
