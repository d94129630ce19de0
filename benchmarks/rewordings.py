"""Clauses of the held models, put another way by hand: same duty, other words.

Keyed by how the model's clause begins.
"""

REWORDINGS = {
    "This policy explains what the school expects of its staff": (
        "The purpose of this document is to set out the standards we look for when our staff go on social networks, use chat "
        "apps or other social media, both in work time and outside it. It is there to keep pupils safe, to shield staff from "
        "being misunderstood or wrongly accused, and to guard the school's good reputation."
    ),
    "It does not form part of any employee's contract": (
        "Nothing in this policy is contractual; however, anyone who fails to keep to it may be dealt with under our "
        "disciplinary procedure."
    ),
    "Nothing in this policy is intended to stop staff": (
        "We do not wish to prevent colleagues from making use of social media in their own lives. It can benefit the school "
        "too if handled carefully: lots of schools keep families up to date by way of a Facebook page or their own app."
    ),
    "No social media is truly private": (
        "Social media should never be thought of as private. Something intended for a few friends may be screenshotted and "
        "shared in minutes, and another person's photograph can portray a member of staff in a light they would not have "
        "picked. After it has been posted, content can hardly ever be taken back."
    ),
    "Any member of staff who learns that a colleague": (
        "If a member of staff finds out that a colleague might be forming an improper relationship with a pupil through "
        "social media, they must report this at once to the designated safeguarding lead, {{ dsl.name }}; if it is the "
        "headteacher who is the cause of concern they must go to the chair of governors, {{ chair.name }}. Staying silent "
        "puts children at risk and disciplinary action may follow."
    ),
    "The headteacher or the chair of governors, as the case may be": (
        "The Local Authority Designated Officer must be consulted on the same working day by whichever of the headteacher "
        "or chair of governors received the report."
    ),
    "Behaviour online that falls short of that threshold": (
        "Where online behaviour does not reach that threshold, yet is not in keeping with our staff code of conduct, it must "
        "be logged as a low-level concern and passed to the headteacher."
    ),
    "They should remember that the law of defamation": (
        "They should bear in mind that defamation law covers what is posted online, and that a person named in a post could "
        "sue them personally."
    ),
    "A group that staff set up among themselves": (
        "Chat groups which staff create between themselves for work matters have no privacy in law; the contents may need "
        "to be handed over following a subject access request or by order of a court."
    ),
    "An account may be opened in the name of the school only": (
        "Only with the headteacher's agreement in writing may anyone open an account in the school's name. It must be "
        "usable by at least two members of staff and, if the provider offers a second sign-in step, that must protect it."
    ),
    "Comments left by the public should be read": (
        "Somebody should look at the public's comments each school day, and offensive ones must be taken down."
    ),
    "The member of staff will be told of the allegation": (
        "Within 7 days the member of staff will receive the allegation in writing; at any meeting he or she may have a "
        "colleague or a trade union representative present."
    ),
    "Where it appears that a criminal offence": (
        "If a crime may have been committed the police will be informed, and until they agree the school will not start "
        "looking into the matter itself."
    ),
    "that the policy forms part of the induction": (
        "that new staff meet the policy during induction and find it in the staff handbook;"
    ),
    "Staff are often the first to see": (
        "It is frequently staff who notice first when something is badly amiss in a school. They may keep quiet out of "
        "loyalty to colleagues or out of fear of the consequences for themselves, or feel it is simpler to let a mere "
        "suspicion go than to report it."
    ),
    "Parents and pupils who have a concern": (
        "If a pupil or parent is concerned about something, the route for them is our complaints procedure."
    ),
    "The earlier a concern is expressed": (
        "It is easier to act on concerns that are voiced early. Nobody is expected to be able to prove an allegation, and "
        "staff must not investigate it themselves."
    ),
    "Staff may invite their trade union": (
        "A trade union or professional association may be asked by staff to take up a matter for them, and a colleague or "
        "representative may go with them to any meeting."
    ),
    "The governing body will not tolerate": (
        "Harassing or victimising a person because he or she raised a concern will not be tolerated. The governing body "
        "will treat it as a disciplinary matter that may be gross misconduct."
    ),
    "An investigation under this code will not stop": (
        "If the person raising a concern is already subject to a disciplinary or redundancy procedure, looking into the "
        "concern under this code will neither halt nor affect it."
    ),
    "It applies equally to a user's own equipment": (
        "The same rules cover equipment that a user owns, if it joins the school network, has school e-mail on it or is "
        "used to do school work."
    ),
    "Users must use only the account": (
        "Nobody may sign in with any account other than the one they were given, or allow another person to use theirs: "
        "users must keep to this."
    ),
    "Wherever a system offers a second step": (
        "Two-step sign-in must be switched on by users wherever it is available. Those who would rather not use their "
        "private telephone will be given a key or code by the school."
    ),
    "Messages should be polite": (
        "Keep messages courteous and brief. It should be remembered that anything written might have to be released under "
        "the Freedom of Information Act 2000, or to the individual it is about if he or she asks."
    ),
    "Users must not open an attachment": (
        "Suspicious attachments and links must be left unopened by users. They must be reported at once to "
        "{{ it_support.name }}, and this holds even if the user has opened them by then."
    ),
    "A request by e-mail to pay money": (
        "Before acting on an e-mail that asks for a payment or for bank details to be changed, it must be checked by "
        "telephone using a number already held by the school."
    ),
    "Users remain responsible": (
        "What is produced with help from an AI tool is still the user's responsibility. Before using or circulating it they "
        "must look for mistakes and bias."
    ),
    "Private telephones must be switched to silent": (
        "Where pupils are present, personal mobiles must be on silent and not visible. Using them in offices or the staff "
        "room is permitted."
    ),
    "Users must respect the Copyright": (
        "The Copyright, Designs and Patents Act 1988 must be respected. Users should presume that anything they find online "
        "is protected unless they are told otherwise."
    ),
    "The headteacher should see that this policy": (
        "At the beginning of every school year, a discussion of this policy with all staff should be arranged by the "
        "headteacher."
    ),
    "The school should have a written plan": (
        "There should be a plan on paper for how the school carries on if a cyber attack takes its systems away, and this "
        "should be rehearsed yearly."
    ),
    "Files must be saved to the school's own cloud": (
        "Users must not keep files solely on a device; the school's cloud storage is where they must be saved."
    ),
}

LOCAL = (
    "We celebrate good manners online by giving a kindness award in assembly each half term.",
    "Our school council wrote a short guide to safe gaming, which is displayed in every classroom.",
    "Staff parking permits must be renewed at the office before the autumn half term.",
    "The site manager must be told if the alarm has been set off by accident.",
    "At our last survey nine parents in ten said that they felt well informed about life in the school.",
    "Lanyards must be worn by all adults on site, with the photograph showing.",
    "The breakfast club has its own telephone and its staff must sign it in and out.",
    "Governors visit twice a year to talk to pupils about how safe they feel.",
    "We are proud of our links with the parish and with the village shop.",
    "Music lessons taken by visiting teachers must be supervised through the glass panel of the door.",
    "The federation newsletter is printed on recycled paper and goes home every Friday.",
    "Midday supervisors should hand any lost property to the office at the end of lunch.",
    "Photographs of the summer fair are kept in an album in the entrance hall.",
    "Staff who run clubs must keep a register and leave it in the office.",
    "Nut products must not be brought into school by anybody.",
    "The library is open to families on Wednesday afternoons.",
    "Minibus drivers must have held a full licence for at least two years.",
    "Every class has a worry box, which the learning mentor empties daily.",
    "The chaplain leads a time of reflection for staff on Monday mornings.",
    "Any adult who lends a pupil sports kit should note it in the PE book.",
    "Swimming takes place at the leisure centre for pupils in Year 4.",
    "Our values are respect, courage and kindness.",
    "Cycle helmets must be worn by pupils who ride to school.",
    "The garden club may use the greenhouse provided that an adult is with them.",
)

TAILS = (
    "take part in the fire drill that is held every half term.",
    "park only in the bays marked for that purpose.",
    "sign the visitors' book at reception on arrival.",
    "wear the lanyard that was issued at induction.",
    "return library books before the summer holiday.",
    "leave classrooms tidy for the cleaners at the end of the day.",
    "order stationery through the office by the last Friday of the month.",
    "label food that is kept in the staff room refrigerator.",
    "hand in dinner money in a sealed envelope.",
    "switch off lights and heaters when a room is empty.",
)
