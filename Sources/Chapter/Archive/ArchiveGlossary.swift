/// What the columns of an archive are, in both languages.
enum ArchiveGlossary {
    /// By the names of the columns; a test asks for every column.
    static let words: [String: ArchiveWords] = {
        var words: [String: ArchiveWords] = [:]
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: "|").map {
                String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            if parts.count == 3 { words[parts[0]] = ArchiveWords(parts[1], parts[2]) }
        }
        return words
    }()
}

private let lines = """
    about | what kind of thing it is about besides contacts | de qué tipo de cosa trata además de los contactos
    accommodations | what the person needs to take part | lo que necesita para participar
    act | what was done, as the program calls it | qué se hizo, como lo llama el programa
    actor | who did it | quién lo hizo
    added at | when it was added | cuándo se añadió
    added by | who added it | quién lo añadió
    address | the e-mail address | el correo electrónico
    agenda | what the meeting is about | de qué trata la reunión
    agreement | which agreement | qué acuerdo
    answer | yes, maybe or no | yes (sí), maybe (quizá) o no
    area | which of its areas, from 0; empty for a line | cuál de sus áreas, desde 0; vacío para una línea
    arrived at | when they came | cuándo llegó
    assignee | who is to do it | quién debe hacerla
    at | when | cuándo
    backward | the words from the other end | las palabras desde el otro extremo
    branch | the branch of the region in which the contact lives | la rama de la región donde vive el contacto
    cancelled | whether it did not take place | si se canceló
    capacity | as what | en calidad de qué
    changed at | when it was changed last | cuándo se cambió por última vez
    changed by | who changed it last | quién lo cambió por última vez
    certificate | the root key's word for the key | la palabra de la clave raíz por la clave
    channel | over what | por qué medio
    choice | what can be chosen | lo que se puede elegir
    city | the town | la localidad
    code | what programs call it | cómo lo llaman los programas
    columns by | what the columns of a report are; empty for a single one | qué son las columnas de un informe; vacío para una sola
    columns by kind of object | of which kind the things are | de qué tipo son las cosas
    columns | which columns a list shows, if not the usual ones | qué columnas muestra una lista, si no son las habituales
    confidence | how sure the point is, from 0 to 100 | cuán seguro es el punto, de 0 a 100
    contact | which contact | qué contacto
    count of points | how many points it has | cuántos puntos tiene
    country | the country | el país
    date of birth | the day of birth | el día de nacimiento
    date of ending | the day the membership ended | el día en que terminó la afiliación
    date of expiry | when a national membership runs out | cuándo caduca una afiliación nacional
    date of joining | the day the membership began | el día en que empezó la afiliación
    decided at | when it was decided | cuándo se decidió
    decided by | who decided it | quién lo decidió
    device | from where the change came | de dónde vino el cambio
    district | the electoral district | el distrito electoral
    do not call | whether nobody may telephone | si nadie puede llamar
    do not email | whether nobody may send mail from a list | si nadie puede enviar correo de una lista
    do not text | whether nobody may send text messages | si nadie puede enviar mensajes de texto
    done at | when it was done | cuándo se hizo
    done by | who did it | quién la hizo
    done note | what came of it | en qué quedó
    due on | by which day | para qué día
    employer | who pays the wage | quién paga el salario
    ended on | the first day on which it no longer counted | el primer día en que ya no contaba
    ends at | when it ends | cuándo termina
    ends on | the last day | el último día
    family name | the family name, or both of them | los apellidos
    field | which field | qué campo
    field code | what programs call the field | cómo llaman los programas al campo
    file of the signature | the file that shows the signature | el archivo que muestra la firma
    file | where the file is in the archive | dónde está el fichero en el archivo
    first | one of the two | uno de los dos
    first in line | primary, or nothing | primary (el primero), o nada
    floor | the floor | el piso
    follows | what it came of | de qué viene
    form of address | what stands before the name on a letter | lo que va antes del nombre en una carta
    forward | the words from where it begins | las palabras desde donde empieza
    from | where the relation begins | dónde empieza la relación
    from kind | what stands at its beginning | qué hay en su principio
    given name | the name before the family name | el nombre de pila
    grace counts | whether days of grace count | si los días de gracia cuentan
    grace days | how long it counts after its end | cuánto cuenta después de su fin
    group of tags | to which group the tag belongs | a qué grupo pertenece la etiqueta
    guest | the name of a guest | el nombre de una persona invitada
    handle | the number, name or address there | el número, nombre o dirección allí
    head count | how many came | cuánta gente vino
    help | what the form says about it | lo que dice el formulario
    household | who else lives there, as a list said it | quién más vive allí, según una lista
    hole | whether it is a hole in its area | si es un hueco en su área
    house number | the number of the house | el número de la casa
    in good standing | what the exception says | lo que dice la excepción
    interaction | which note or task | qué nota o tarea
    interest | what they care about | lo que le interesa
    job | what the person works as | de qué trabaja
    joined days | for how many days one must be a member | cuántos días hay que llevar en la afiliación
    kind | of which kind | de qué tipo
    kind of contact | person, organization or household | person (persona), organization (organización) o household (hogar)
    kind of membership | which kind | qué tipo
    kind of object | which kind | qué tipo
    kind of relation | which kind | qué tipo
    language | the language to write in | el idioma en que escribirle
    latitude | degrees north | grados al norte
    least | the least that fits | lo mínimo que vale
    left at | when they left | cuándo se fue
    legal name | the name in official papers | el nombre en papeles oficiales
    line1 | street and number | calle y número
    line2 | the second line | la segunda línea
    linked kind of object | of which kind its values are | de qué tipo son sus valores
    listed chapter | the chapter that a national list names | el capítulo que dice una lista nacional
    longitude | degrees east | grados al este
    made at | when it was made | cuándo se hizo
    made by | who made it | quién lo hizo
    mailing preference | how the person wants paper post | cómo quiere el correo en papel
    measure | what stands in its cells: people or attendance | qué hay en sus celdas: people (personas) o attendance (asistencia)
    meeting | which meeting | qué reunión
    meetings | to how many meetings one must come | a cuántas reuniones hay que venir
    member since | a member since, before periods were kept | en la afiliación desde, antes de guardar periodos
    membership type | how a national membership is paid | cómo se paga una afiliación nacional
    message | what is said when a value does not fit | lo que se dice cuando un valor no vale
    monthly dues | where the monthly dues stand | cómo están las cuotas mensuales
    months | how many months it lasts | cuántos meses dura
    most | the most that fits | lo máximo que vale
    moved to | to which other chapter the person moved | a qué otro capítulo pasó la persona
    name | what it is called | cómo se llama
    name from the other end | what the field is called where it leads | cómo se llama el campo allí adonde lleva
    name suffix | what stands behind the name | lo que va después del nombre
    new | the value after | el valor después
    needed of | of whom it has to be filled in | de quién tiene que estar rellenado
    nickname | what else the person is called | cómo le dicen
    not before | the field whose day must come first | el campo cuyo día va antes
    note | what else there is to say | qué más hay que decir
    number | the row's own number | el número de la fila
    number of it | which one | cuál
    object | which object | qué objeto
    old | the value before | el valor antes
    one from | whether there is one at a time at its beginning | si en su principio solo hay una a la vez
    one to | whether there is one at a time at its end | si en su final solo hay una a la vez
    online link | where it is online | dónde está en línea
    organization | where the position is held | dónde se tiene el cargo
    other field | the field at the end of the rule | el campo al final de la regla
    outline | which outline | qué contorno
    outcome | what came of it | en qué quedó
    own kind | which of the chapter's own kinds | cuál de los tipos propios
    owner | whose it is | de quién es
    pattern | what a value looks like | cómo es un valor
    people | how many live there | cuánta gente vive allí
    period | rolling, fixed or open | rolling (desde el alta), fixed (año fijo) u open (sin fin)
    phone number | the number | el número
    place | where | dónde
    place in line | in which place it stands | en qué lugar está
    plural | the name of several | el nombre de varios
    point person | who looks after them | quién se ocupa
    postcode | the postcode | el código postal
    pronouns | the pronouns | los pronombres
    put in | whether put in, or taken out | si se puso o se quitó
    query | the conditions | las condiciones
    quorum people | how many must be there | cuánta gente debe haber
    quorum percent | which part must be there | qué parte debe haber
    rank | in which place it is shown | en qué lugar se muestra
    reason | why it was cancelled | por qué se canceló
    reasons | why they were taken for one | por qué se tomaron por uno
    recorded at | when it was written down | cuándo se anotó
    recorded by | who wrote it down | quién lo anotó
    region | the region | la región
    remind on | from which day on it reminds | desde qué día recuerda
    removed | whether it was removed then | si estaba quitada entonces
    removed at | when it was removed | cuándo se quitó
    removed by | who removed it | quién lo quitó
    required | whether it is needed | si hace falta
    retired | whether it is no longer offered | si ya no se ofrece
    rollover | from this day on the next year is paid too | desde este día se paga también el año siguiente
    runs until | the last day on which it runs | el último día que dura
    rows by | what the rows of a report are | qué son las filas de un informe
    rows by kind of object | of which kind the things are | de qué tipo son las cosas
    saved search | which search | qué búsqueda
    scheme | the other system | el otro sistema
    school | where the person studies | dónde estudia
    score | how likely they are one, from 0 to 100 | cuán probable es que sean uno, de 0 a 100
    second | the other of the two | el otro de los dos
    service | which messenger | qué mensajería
    shape | its points in degrees, longitude first | sus puntos en grados, primero la longitud
    shift | when the person works | cuándo trabaja
    side | who said it: us, them or about | quién lo dijo: us (nuestra parte), them (la suya) o about (sobre)
    signature | the signature, in hexadecimal digits | la firma, en cifras hexadecimales
    signed on | when they signed | cuándo se firmó
    signed text | what was signed, word for word | lo que se firmó, palabra por palabra
    since | from which day the rule holds | desde qué día vale la regla
    skill | what they can do | lo que sabe hacer
    sort | what comes first in a list, if not the names in their order | qué va primero en una lista, si no son los nombres en su orden
    source | how the point came about | de dónde viene el punto
    standing | what a national list calls the membership | cómo llama a la afiliación una lista nacional
    starts at | when it begins | cuándo empieza
    starts on | the first day | el primer día
    state | whether it can be used, or what was decided | si se puede usar, o qué se decidió
    status | contact, supporter, member or former | contact (contacto), supporter (simpatizante), member (miembro) o former (antiguo)
    street | the street | la calle
    student | whether the person studies | si estudia
    summary | what it was, in one line | qué fue, en una línea
    tag | the tag | la etiqueta
    task | what is to be done before its end | qué hay que hacer antes de su fin
    task days before | how many days before the end | cuántos días antes del fin
    task for | who is to do it | quién debe hacerla
    text | all of it | todo el texto
    time zone | as in Europe/Lisbon | como Europe/Lisbon
    title | what it is called | cómo se llama
    to | where the relation leads | adónde lleva la relación
    to kind | what stands at its end | qué hay en su final
    union local | which local of the union | qué sección del sindicato
    union member | whether the person is in a union | si está en un sindicato
    union name | which union | qué sindicato
    unique | whether two contacts cannot have one value | si dos contactos no pueden tener un mismo valor
    unit | the door within the house | la puerta dentro de la casa
    utc offset | minutes east of UTC | minutos al este de UTC
    value | the value | el valor
    version | how often it was changed, from 1 | cuántas veces se cambió, desde 1
    vouched by | which certificate says since when | qué certificado dice desde cuándo
    why | the reason | el motivo
    why ended | why it ended early | por qué terminó antes
    within months | within how many months | en cuántos meses
    workplace | where the person works | dónde trabaja
    year starts | when its year begins | cuándo empieza su año
    yearly dues | where the yearly dues stand | cómo están las cuotas anuales
    """
