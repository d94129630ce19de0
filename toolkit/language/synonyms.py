"""Words and phrases of one meaning.

Written from English policy language at large. A group belongs here only if swapping its members
changes nobody's duty; words of strength, number, scope and exception have rules of their own.
"""

from __future__ import annotations

# The first word of a group is its key.
SYNONYMS: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in """
    use utilise utilize
    worry concern
    help assist aid
    start begin commence
    end finish terminate cease
    tell inform notify
    show demonstrate display
    buy purchase
    need require
    regarding concerning about respecting
    ensure secure guarantee
    give provide supply state name
    get obtain acquire
    keep retain maintain store
    happen occur arise
    choose select opt pick
    therefore thus hence consequently accordingly
    however nevertheless nonetheless
    additional further extra
    also additionally furthermore moreover
    suitable appropriate proper
    important essential vital crucial
    big large significant
    quick prompt swift
    staff employee employees workforce personnel colleague
    guidance advice
    abide adhere
    follow observe comply obey
    allow permit let
    forbid prohibit ban
    ask request seek
    explain clarify
    consider deem regard regards regarded view
    make create
    send forward submit transmit
    talk speak discuss debate
    understand appreciate comprehend
    often frequently regularly
    usually normally generally ordinarily typically
    mainly primarily principally chiefly
    various several numerous
    whilst while
    aim purpose objective goal
    picture image photograph photo
    mobile phone telephone call ring
    reduce reduction
    cancel cancellation
    website webpage
    internet online web
    breach contravene infringe violate
    behaviour conduct
    try attempt endeavour
    improve enhance
    document record
    alter change amend modify
    area field
    problem difficulty issue
    person individual
    effect impact
    kind type sort
    aware conscious mindful
    because since
    enough sufficient adequate
    wrong incorrect
    right correct
    safe secure
    answer respond reply
    contact communicate
    describe outline
    encourage urge
    familiarise acquaint
    risk danger
    method means mechanism
    main primary principal key
    likely probable
    chair chairman chairwoman chairperson
    discover find
    rules regulations
    common widespread
    wish want
    own possess
    investigate inquire
    courteous polite
    reveal disclose
    assess evaluate
    arrange organise
    quickly promptly swiftly
    job role post
    text wording
    permission authorisation consent approval
    look check inspect
    report raise
    build construct
    watch monitor
    trust rely
    share distribute circulate
    attend join
    decide determine
    suspect believe
    correctly properly
    harm damage
    illegal unlawful
    speedy rapid
    sign signature
    stop prevent
    halt cease
    yearly annually
    identify recognise
    anyone anybody
    everyone everybody
    someone somebody
    where wherever anywhere
    outside external
    inside internal
    mistake error
    delete erase
    crime offence
    remain stay
    premises site
    ill unwell
    put place
    regularly routinely
    divide split
    orally verbally
    trans transgender
    timetable schedule
    illness sickness ailment
    supervise oversee
    particular specific
    whole entire
    wholly entirely fully completely totally
    fair equitable
    teach educate
    expense expenditure cost
    medicine medication
    almost nearly
    approximately roughly
    hard difficult
    easy simple straightforward
    brief short concise
    later subsequently afterwards
    earlier previously beforehand
    welfare wellbeing
    fee charge
    supplier seller vendor
    pleased glad happy
    relevant applicable pertinent
    toilet lavatory
    holiday vacation
    money funds
    pledge promise
    item thing object
    repair mend fix
    costly expensive
    cheap inexpensive
    theft stealing
    upset distressed
    worried anxious
    rude discourteous impolite
    honest truthful
    close shut
    trip outing excursion
    examination exam
    advertisement advert
    laboratory lab
    lesson session
    """.strip().splitlines()
)

# The word that stands for phrases of one meaning.
SYNONYM_PHRASES: tuple[tuple[str, str], ...] = tuple(
    (phrase.strip(), word.strip())
    for line in """
    nobody = no one
    except = other than; apart from; save where; except where; save that; except that
    except = save for; except for; save in; except in; with the exception of
    crime = criminal offence
    crimes = criminal offences
    request = ask for
    requests = asks for
    requested = asked for
    requesting = asking for
    try = seek to
    tries = seeks to
    cover = apply to
    covers = applies to
    covering = applying to
    keep = hold on to
    keeps = holds on to
    kept = held on to
    complete = fill in
    completes = fills in
    completed = filled in
    submit = hand in
    submitted = handed in
    by = no later than; not later than
    per = for each; for every
    to = in order to; so as to
    use = make use of
    using = making use of
    uses = makes use of
    used = made use of
    before = prior to; in advance of
    after = subsequent to
    regarding = with regard to; with regards to; in regard to; in relation to; in respect of
    regarding = with respect to; relating to; in connection with; as regards
    because = due to; owing to; as a result of; because of; on account of
    following = in accordance with; in line with; complying with; adhering to
    if = in the event that; in the event of
    for = in the case of; on behalf of
    several = a number of
    and = as well as; alongside; along with; together with; in addition to
    also = in addition
    eg = for example; for instance; such as
    ie = that is to say
    wish = would like
    happen = take place
    happens = takes place
    happened = took place
    happening = taking place
    ensure = make sure; see to it
    ensures = makes sure
    ensuring = making sure
    conduct = carry out
    conducted = carried out
    conducts = carries out
    conducting = carrying out
    join = take part in; participate in
    discover = find out
    describe = set out
    describes = sets out
    always = at all times
    now = at present; at this time
    promptly = as soon as possible; without delay
    staff = members of staff; member of staff; member of staffs; members of staffs
    staff = staff members; staff member; staff team; members of the staff team
    email = e mail
    online = on line
    website = web site
    wellbeing = well being
    headteacher = head teacher
    headteachers = head teachers
    consider = take into account; have regard to
    considered = taken into account
    considers = takes into account; has regard to
    entitled = have the right; has the right; are entitled; is entitled
    investigate = look into
    investigates = looks into
    investigated = looked into
    investigating = looking into
    follow = comply with; abide by; adhere to
    follows = complies with; adheres to
    followed = complied with
    cause = lead to; result in
    causes = leads to; results in
    own = belong to; belongs to; owned by; is owned by
    learns = becomes aware
    learn = become aware
    look after = take care of
    responsible = responsible for; are responsible for; is responsible for
    responsible = it is the responsibility of; is the responsibility of
    responsible = are the responsibility of
    percent = per cent
    hour = hr
    hours = hrs
    minute = min
    minutes = mins
    week = wk
    weeks = wks
    year = yr
    years = yrs
    sen = special educational needs; special educational needs and disabilities
    sen = special educational needs and disability; special educational needs or disabilities
    cannot = is unable to; are unable to
    receive = be given; are given
    receives = is given
    unhappy = not happy
    dissatisfied = not satisfied
    comprises = consists of; is made up of
    comprise = consist of; are made up of
    written = drawn up
    remove = take away
    removes = takes away
    removed = taken away
    removing = taking away
    orally = in speech; by word of mouth
    conduct = undertake
    conducts = undertakes
    conducting = undertaking
    so = so that; in order that; to ensure that; to make sure that; to make certain that
    will = is going to; are going to
    suitable = suitable for; suited to
    emergency = in an emergency; in the event of an emergency; in case of emergency
    emergency = in case of an emergency
    through = by means of; by way of
    ico = information commissioner; information commissioners office
    kcsie = keeping children safe in education
    dfe = department for education
    dbs = disclosure and barring service
    ehcp = education health and care plan
    ehcps = education health and care plans
    eyfs = early years foundation stage
    pshe = personal social and health education
    senco = sendco
    reception = school office; main office; front office
    can = is able to; are able to
    avoid = refrain from
    remember = bear in mind; keep in mind
    establish = put in place; set up
    handle = deal with
    handles = deals with
    handled = dealt with
    handling = dealing with
    forward = pass on
    forwarded = passed on
    contact = get in touch with
    longer = any more
    nolonger = no longer
    indicate = point out
    many = a lot of; lots of
    including = including but not limited to
    include = include but are not limited to; include but is not limited to
    includes = includes but is not limited to
    unable = not able; not been able; isnt able; arent able; wasnt able; werent able
    disclaims = is not responsible for; are not responsible for; takes no responsibility for
    disclaims = take no responsibility for; accepts no responsibility for
    disclaims = accept no responsibility for; accepts no liability for
    disclaims = accept no liability for; is not liable for; are not liable for
    collect = pick up
    collects = picks up
    collected = picked up
    collecting = picking up
    return = hand back; give back; bring back
    returned = handed back; given back; brought back
    child = son or daughter
    c = degrees celsius; degrees centigrade
    then = at the latest; in any case; in any event; for the avoidance of doubt
    then = please note that; note that
    entitled = have a right; has a right
    responsible = responsibility to; responsibility for
    document = write down
    documented = written down
    """.strip().splitlines()
    for word, _, phrases in (line.partition("="),)
    for phrase in phrases.split(";")
)
