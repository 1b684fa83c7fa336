extension Matrix {
    /// Settings and the first run.
    static let settings = """
        #    address                                visitor   member    coordinator admin     sent
        GET  settings                               door      page      page        page
        POST settings/language                      forbidden onward    onward      onward    language=es
        POST settings/accent                        forbidden forbidden onward      forbidden accent=%23b01650
        GET  settings/passphrase                    door      page      page        page
        POST settings/passphrase                    forbidden refused   refused     refused
        POST settings/passphrase/remove             forbidden refused   refused     refused
        GET  settings/sessions                      door      page      page        page
        POST settings/sessions/:session/end         forbidden missing   missing     missing
        POST settings/sessions/end-others           forbidden onward    onward      onward
        GET  settings/second-step                   door      page      page        page
        POST settings/second-step/begin             forbidden page      page        page
        POST settings/second-step                   forbidden refused   refused     refused
        POST settings/second-step/codes             forbidden refused   refused     refused
        POST settings/second-step/off               forbidden refused   refused     refused
        GET  settings/roles                         door      forbidden page        forbidden
        POST settings/roles/give                    forbidden forbidden refused     forbidden
        POST settings/roles/take                    forbidden forbidden refused     forbidden
        GET  welcome/recovery                       door      forbidden forbidden   page
        GET  welcome/ready                          door      page      page        page
        """
}
