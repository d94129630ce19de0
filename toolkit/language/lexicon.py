"""The language of school policies: forms of words, and what schools and their posts are called."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Read a list of words."""
    return frozenset(text.split())


# Forms that no ending explains.
IRREGULAR: dict[str, str] = dict(
    pair.split("=")
    for pair in sorted(
        listed(
            """
    using=use gave=give given=give kept=keep told=tell sent=send made=make taken=take took=take
    held=hold understood=understand sought=seek brought=bring bought=buy found=find left=leave
    met=meet paid=pay said=say spoke=speak spoken=speak shown=show wrote=write written=write
    chosen=choose chose=choose began=begin begun=begin arose=arise arisen=arise forbade=forbid
    forbidden=forbid children=child people=person men=man women=woman policies=policy
    bodies=body parties=party copies=copy duties=duty dealt=deal felt=feel thought=think
    worn=wear wore=wear done=do drawn=draw drew=draw seen=see saw=see known=know knew=know
    lost=lose won=win stood=stand taught=teach caught=catch led=lead ran=run sat=sit laid=lay
    stolen=steal stole=steal thrown=throw threw=throw broken=break broke=break driven=drive
    drove=drive fallen=fall fell=fall forgotten=forget forgot=forget hidden=hide hid=hide
    grown=grow grew=grow built=build lent=lend spent=spend slept=sleep eaten=eat ate=eat
    drunk=drink drank=drink swum=swim rung=ring rang=ring hung=hang sold=sell heard=hear
    """
        )
    )
)

# Numbers in words, which a school may print in figures.
NUMBERS: dict[str, str] = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
# Ordinals, which it may print in figures too.
ORDINALS: dict[str, str] = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    **{f"{word}th": f"{n}th" for n, word in ((4, "four"), (6, "six"), (7, "seven"), (10, "ten"))},
    "fifth": "5th",
    "eighth": "8th",
    "ninth": "9th",
}

# What a school may call itself. Plurals and possessives are worked out.
NOUNS = (
    "school",
    "academy",
    "federation",
    "trust",
    "college",
    "nursery",
    "pre-school",
    "setting",
    "centre",
    "unit",
    "partnership",
)
# Bodies of several schools: "schools" in general never means several of them.
GROUPS = frozenset({"federation", "trust", "partnership"})


# Words that carry duty, number, scope or exception: no renaming may swallow them.
RESERVED = listed(
    """
    must shall will should ought may can could might would need needs required expected advised
    encouraged recommended never not no cannot without neither nor none all every each any some
    only both most always unless except excluding subject provided where if when before after
    within until immediately promptly day days week weeks month months year years hour hours
    term terms daily weekly monthly termly annually annual one two three four five six seven
    eight nine ten once twice minimum maximum least staff employee employees teacher teachers
    governor governors governing head headteacher manager managers parent parents carer carers
    volunteer volunteers team committee panel police lado
    """
)
