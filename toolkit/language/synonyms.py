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
    choose select opt
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
    follow observe comply
    allow permit let
    forbid prohibit ban
    ask request seek
    explain clarify
    consider deem regard regards regarded view
    make create
    send forward submit transmit
    talk speak discuss
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
    """.strip().splitlines()
)

# Phrases of one meaning, and the word that stands for them ("" where the phrase says nothing).
SYNONYM_PHRASES: tuple[tuple[str, str], ...] = (
    ("no one", "nobody"),
    ("other than", "except"),
    ("apart from", "except"),
    ("criminal offence", "crime"),
    ("criminal offences", "crimes"),
    ("ask for", "request"),
    ("asks for", "requests"),
    ("asked for", "requested"),
    ("asking for", "requesting"),
    ("seek to", "try"),
    ("seeks to", "tries"),
    ("apply to", "cover"),
    ("applies to", "covers"),
    ("applying to", "covering"),
    ("hold on to", "keep"),
    ("holds on to", "keeps"),
    ("held on to", "kept"),
    ("fill in", "complete"),
    ("fills in", "completes"),
    ("filled in", "completed"),
    ("hand in", "submit"),
    ("handed in", "submitted"),
    ("no later than", "by"),
    ("not later than", "by"),
    ("for each", "per"),
    ("for every", "per"),
    ("in order to", "to"),
    ("so as to", "to"),
    ("make use of", "use"),
    ("making use of", "using"),
    ("makes use of", "uses"),
    ("made use of", "used"),
    ("prior to", "before"),
    ("in advance of", "before"),
    ("subsequent to", "after"),
    ("with regard to", "regarding"),
    ("with regards to", "regarding"),
    ("in regard to", "regarding"),
    ("in relation to", "regarding"),
    ("in respect of", "regarding"),
    ("with respect to", "regarding"),
    ("relating to", "regarding"),
    ("in connection with", "regarding"),
    ("as regards", "regarding"),
    ("due to", "because"),
    ("owing to", "because"),
    ("as a result of", "because"),
    ("because of", "because"),
    ("in accordance with", "following"),
    ("in line with", "following"),
    ("in the event that", "if"),
    ("in the event of", "if"),
    ("in the case of", "for"),
    ("on behalf of", "for"),
    ("a number of", "several"),
    ("as well as", "and"),
    ("alongside", "and"),
    ("along with", "and"),
    ("together with", "and"),
    ("in addition to", "and"),
    ("in addition", "also"),
    ("for example", "eg"),
    ("for instance", "eg"),
    ("such as", "eg"),
    ("that is to say", "ie"),
    ("would like", "wish"),
    ("take place", "happen"),
    ("takes place", "happens"),
    ("took place", "happened"),
    ("taking place", "happening"),
    ("on account of", "because"),
    ("save where", "except"),
    ("except where", "except"),
    ("save that", "except"),
    ("except that", "except"),
    ("save for", "except"),
    ("except for", "except"),
    ("save in", "except"),
    ("except in", "except"),
    ("with the exception of", "except"),
    ("make sure", "ensure"),
    ("makes sure", "ensures"),
    ("making sure", "ensuring"),
    ("see to it", "ensure"),
    ("carry out", "conduct"),
    ("carried out", "conducted"),
    ("carries out", "conducts"),
    ("carrying out", "conducting"),
    ("take part in", "join"),
    ("participate in", "join"),
    ("find out", "discover"),
    ("set out", "describe"),
    ("sets out", "describes"),
    ("at all times", "always"),
    ("at present", "now"),
    ("at this time", "now"),
    ("as soon as possible", "promptly"),
    ("without delay", "promptly"),
    ("members of staff", "staff"),
    ("member of staff", "staff"),
    ("member of staffs", "staff"),
    ("members of staffs", "staff"),
    ("staff members", "staff"),
    ("staff member", "staff"),
    ("e mail", "email"),
    ("on line", "online"),
    ("web site", "website"),
    ("well being", "wellbeing"),
    ("head teacher", "headteacher"),
    ("head teachers", "headteachers"),
    ("take into account", "consider"),
    ("taken into account", "considered"),
    ("have regard to", "consider"),
    ("have the right", "entitled"),
    ("has the right", "entitled"),
    ("are entitled", "entitled"),
    ("is entitled", "entitled"),
    ("look into", "investigate"),
    ("looks into", "investigates"),
    ("looked into", "investigated"),
    ("looking into", "investigating"),
    ("comply with", "follow"),
    ("complies with", "follows"),
    ("complied with", "followed"),
    ("complying with", "following"),
    ("abide by", "follow"),
    ("adhere to", "follow"),
    ("adheres to", "follows"),
    ("adhering to", "following"),
    ("lead to", "cause"),
    ("leads to", "causes"),
    ("result in", "cause"),
    ("results in", "causes"),
    ("belong to", "own"),
    ("belongs to", "own"),
    ("owned by", "own"),
    ("is owned by", "own"),
    ("becomes aware", "learns"),
    ("become aware", "learn"),
    ("take care of", "look after"),
    ("responsible for", "responsible"),
    ("are responsible for", "responsible"),
    ("is responsible for", "responsible"),
    ("it is the responsibility of", "responsible"),
    ("is the responsibility of", "responsible"),
    ("are the responsibility of", "responsible"),
    ("per cent", "percent"),
    ("is unable to", "cannot"),
    ("are unable to", "cannot"),
    ("be given", "receive"),
    ("are given", "receive"),
    ("is given", "receives"),
    ("not happy", "unhappy"),
    ("not satisfied", "dissatisfied"),
    ("consists of", "comprises"),
    ("consist of", "comprise"),
    ("is made up of", "comprises"),
    ("are made up of", "comprise"),
    ("drawn up", "written"),
    ("so that", "so"),
    ("in order that", "so"),
    ("to ensure that", "so"),
    ("is going to", "will"),
    ("are going to", "will"),
    ("suitable for", "suitable"),
    ("suited to", "suitable"),
    ("reserve the right", "entitled"),
    ("reserves the right", "entitled"),
    ("in an emergency", "emergency"),
    ("in the event of an emergency", "emergency"),
    ("in case of emergency", "emergency"),
    ("in case of an emergency", "emergency"),
    ("by means of", "through"),
    ("by way of", "through"),
    ("information commissioner", "ico"),
    ("information commissioners office", "ico"),
    ("keeping children safe in education", "kcsie"),
    ("department for education", "dfe"),
    ("disclosure and barring service", "dbs"),
    ("education health and care plan", "ehcp"),
    ("education health and care plans", "ehcps"),
    ("early years foundation stage", "eyfs"),
    ("personal social and health education", "pshe"),
    ("full governing body", "fgb"),
    ("is able to", "can"),
    ("are able to", "can"),
    ("refrain from", "avoid"),
    ("bear in mind", "remember"),
    ("keep in mind", "remember"),
    ("put in place", "establish"),
    ("set up", "establish"),
    ("deal with", "handle"),
    ("deals with", "handles"),
    ("dealt with", "handled"),
    ("dealing with", "handling"),
    ("pass on", "forward"),
    ("passed on", "forwarded"),
    ("get in touch with", "contact"),
    ("any more", "longer"),
    ("no longer", "nolonger"),
    ("point out", "indicate"),
    ("a lot of", "many"),
    ("lots of", "many"),
)
