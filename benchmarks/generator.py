"""Draw edits as schools make them on a model policy, and keep the truth of what was done."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rewordings import LOCAL, REWORDINGS, TAILS

from toolkit.document import Clause, Document, Metadata


@dataclass
class Unit:
    """A clause of the adopted policy in the making. `sources` are model clause positions."""

    text: str
    kind: str
    label: str | None
    level: int
    sources: tuple[int, ...]
    edits: list[str] = field(default_factory=list)
    material: bool = False
    status: str = "unchanged"
    free: bool = False  # Optional, or left to the school: no text edits are drawn here.

    def mark(self, edit: str, status: str, material: bool = False) -> None:
        order = ["unchanged", "localised", "editorial", "modified"]
        self.edits.append(edit)
        self.status = max(self.status, status, key=order.index)
        self.material = self.material or material


@dataclass
class Case:
    """One adopted policy with its truth."""

    model: Document
    adopted: Document
    units: list[Unit]
    moved: set[int]
    tier: int
    seed: int
    held: dict[str, int] | None = None  # Which unit each clause as read holds.

    @property
    def columns(self) -> dict[str, int]:
        """Number the adopted clauses by their unit; one that holds none gets a number of its own."""
        own = {clause.id: at for at, clause in enumerate(self.adopted.clauses)}
        if self.held is None:
            return own
        return {name: self.held.get(name, STRAY + at) for name, at in own.items()}


STRAY = 100_000
Textual = Callable[[random.Random, str], str | None]


def swap(pattern: str, *options: str) -> Textual:
    def edit(rng: random.Random, text: str) -> str | None:
        hits = list(re.finditer(pattern, text))
        if not hits:
            return None
        hit = rng.choice(hits)
        new = hit.expand(rng.choice(options))
        if hit.group()[:1].isupper():
            new = new[:1].upper() + new[1:]
        return text[: hit.start()] + new + text[hit.end() :]

    return edit


def first_of(*edits: Textual) -> Textual:
    def edit(rng: random.Random, text: str) -> str | None:
        for one in rng.sample(edits, len(edits)):
            if (new := one(rng, text)) and new != text:
                return new
        return None

    return edit


def add_exception(rng: random.Random, text: str) -> str | None:
    if not re.search(r"\b(must|should|will|may)\b", text) or not text.rstrip().endswith((".", ";")):
        return None
    tail = rng.choice(
        [
            " unless the headteacher agrees otherwise",
            " where possible",
            ", except in an emergency",
            " unless it is impracticable to do so",
            " wherever practicable",
            ", subject to the headteacher's discretion",
            ", other than during the school holidays",
        ]
    )
    end = text.rstrip()[-1]
    sentences = text.rstrip()[:-1]
    return sentences + tail + end


def drop_exception(rng: random.Random, text: str) -> str | None:
    return swap(r",? (?:unless|except|other than|wherever|where) [^.;,]{5,80}(?=[.;])", "")(
        rng, text
    )


def drop_item(rng: random.Random, text: str) -> str | None:
    return swap(rf"(?<=\w), (?!{NO_ITEM})\w+(?: \w+)?(?=, \w| and \w| or \w)", "")(rng, text)


NO_ITEM = r"(?:he|she|it|they|we|however|therefore|if|who|which|and|or|but|so|whether|unless|in)\b"


def add_item(rng: random.Random, text: str) -> str | None:
    extra = rng.choice(
        [
            "lunchtime supervisors",
            "premises staff",
            "smart watches",
            "voice notes",
            "exercise books",
            "visiting coaches",
        ]
    )
    return swap(r"(\w+), (\w+)(?= and | or )", rf"\1, {extra}, \2")(rng, text)


def drop_sentence(rng: random.Random, text: str) -> str | None:
    parts = re.split(r"(?<=[.!?]) (?=[A-Z])", text)
    if len(parts) < 2 or min(map(len, parts)) < 25:
        return None
    parts.pop(rng.randrange(len(parts)))
    return " ".join(parts)


def add_sentence(rng: random.Random, text: str) -> str | None:
    if not text.rstrip().endswith(".") or len(text) < 60:
        return None
    return text.rstrip() + " " + rng.choice(LOCAL)


NUMBERS = {
    "two": "four",
    "three": "two",
    "six": "ten",
    "7": "14",
    "14": "28",
    "72": "48",
    "18": "16",
    "twelve": "eight",
    "12": "6",
    "once": "twice",
}


def change_number(rng: random.Random, text: str) -> str | None:
    hits = list(re.finditer(r"\b(?:two|three|six|twelve|7|14|72|18|12)\b(?! of this)", text))
    if not hits:
        return None
    hit = rng.choice(hits)
    return text[: hit.start()] + NUMBERS[hit.group()] + text[hit.end() :]


# "No pupil may" and "no pupil will" forbid alike.
NOBODY = r"^(?!.*\b(?:[Nn]o|[Nn]obody) )(.*?)"
# One may undo another: each clause has one of each row.
OPPOSED = (
    {"weaken", "strengthen", "negate"},
    {"exception added", "exception removed"},
    {"list item added", "list item dropped"},
    {"sentence added", "sentence deleted"},
)

MATERIAL: dict[str, Textual] = {
    "weaken": first_of(
        swap(r"\bmust(?! not| never)\b", "should", "may", "is encouraged to", "is expected to"),
        swap(r"\bmust not\b", "should not", "are advised not to"),
        swap(r"\bshould(?! not| never)\b", "may", "could", "can choose to"),
        swap(rf"{NOBODY}\bwill(?! not)\b", r"\1may", r"\1should"),
    ),
    "strengthen": first_of(
        swap(r"\bshould\b", "must", "is required to"),
        swap(rf"{NOBODY}\bmay(?! not)\b", r"\1must", r"\1will"),
    ),
    "negate": first_of(
        swap(r"\b(must|should|will|may) not\b", r"\1"),
        swap(r"\b(should|will|may)\b(?! not)", r"\1 not"),
    ),
    "actor": first_of(
        swap(
            r"\b[Tt]he headteacher\b",
            "the deputy headteacher",
            "the school business manager",
            "the class teacher",
        ),
        swap(r"\b[Tt]he governing body\b", "the senior leadership team", "the headteacher"),
        swap(r"\bchair of governors\b", "headteacher", "clerk to the governors"),
        swap(r"\bdesignated safeguarding lead\b", "line manager", "class teacher"),
        swap(r"\bdata protection officer\b", "school business manager"),
    ),
    "scope": first_of(
        swap(r"\b[Aa]ll (staff|users|employees)\b", r"teaching \1", r"some \1"),
        swap(r"(?<=\w) and volunteers\b", ""),
        swap(r"\bmembers? of staff\b", "teacher"),
        swap(r"(?<=\w)(?:, | and |, )(?:governors|volunteers|contractors|visitors|carers)\b", ""),
        swap(r"\b[Ss]taff (?=must|should|may|who)", "teachers ", "staff and volunteers "),
    ),
    "number": change_number,
    "frequency": first_of(
        swap(r"\bevery year\b", "every two years", "every three years"),
        swap(r"\bonce a (year|term)\b", "from time to time", "every two years"),
        swap(
            r"\bevery (?:school day|week|term|September)\b",
            "every half term",
            "every other week",
            "regularly",
        ),
    ),
    "deadline": first_of(
        swap(r"\bat once\b", "within five working days", "when convenient"),
        swap(r"\b(?:the|on the) same (?:working )?day\b", "within a week", "as soon as possible"),
        swap(r"\bas soon as [a-z ]{4,20}(?=[.,;])", "within ten working days"),
        swap(r"\bimmediately\b", "in due course"),
    ),
    "exception added": add_exception,
    "exception removed": drop_exception,
    "list item dropped": drop_item,
    "list item added": add_item,
    "named thing": first_of(
        swap(r"\b(\w+) Act (?:19|20)(\d\d)\b", r"\1 Act 19\2", r"\1 Act 2021"),
        swap(r"\bLocal Authority Designated Officer\b", "Children's Trust", "Diocesan Officer"),
        swap(r"\bMonitoring Officer\b", "Director of Finance", "Ombudsman"),
        swap(r"\bInformation Commissioner's Office\b", "Department for Education"),
        swap(r"\b[\w.]+@example-county\.test\b", "office@oakfield.test"),
        swap(r"\bKeeping Children Safe in Education\b", "Working Together to Safeguard Children"),
    ),
    "consequence dropped": first_of(
        swap(r" and may (?:face|lead to) [^.]+(?=\.)", ""),
        swap(r",? which may amount to gross misconduct", ""),
        swap(r" and, in a serious case, to dismissal", ""),
        swap(r"disciplinary action", "a conversation with the headteacher"),
        swap(r" and may lead to dismissal", ""),
    ),
    "sentence deleted": drop_sentence,
    "sentence added": add_sentence,
    "opposite": first_of(
        swap(r"\bbefore\b", "after"),
        swap(r"\bin writing\b", "verbally"),
        swap(r"\bprivate\b", "public"),
        swap(r"\boutside\b", "inside"),
    ),
    "condition dropped": first_of(
        swap(r",? with the written agreement of the headteacher", ""),
        swap(r"\bonly (?=when|if|with|by|for|what|where)", ""),
        swap(r"\bwritten (?=agreement|permission)", ""),
        swap(r" without the (?:agreement|headteacher's written permission)[^.;,]*", ""),
    ),
}


def punctuation(rng: random.Random, text: str) -> str | None:
    options = [
        text.rstrip(".;") if text.endswith((".", ";")) else text + ".",
        text.replace(", and ", " and ", 1),
        text.replace("; ", ", ", 1),
        text.replace("'", "’"),
        text.replace(",", "", 1),
        re.sub(r"'(\w[^']{2,40})'", r"“\1”", text, count=1),
        text.replace(";", ".") if text.endswith(";") else text,
    ]
    changed = [option for option in options if option != text]
    return rng.choice(changed) if changed else None


def spelling(rng: random.Random, text: str) -> str | None:
    pairs = [
        ("e-mail", "email"), ("recognise", "recognize"), ("organis", "organiz"), ("headteacher", "head teacher"), ("online", "on-line"),
        ("authoris", "authoriz"), ("behaviour", "behavior"), ("whilst", "while"), ("programme", "program"), ("website", "web site"),
        ("co-operat", "cooperat"), ("judgement", "judgment"), ("sign-in", "sign in"), ("on-screen", "onscreen"), ("learnt", "learned"),
        ("enquiries", "inquiries"), ("minimise", "minimize"), ("antivirus", "anti-virus"),
    ]  # fmt: skip
    rng.shuffle(pairs)
    return next((text.replace(a, b) for a, b in pairs if a in text), None)


def capitals(rng: random.Random, text: str) -> str | None:
    return swap(
        r"(?<=\w )(governing body|headteacher|policy|code|school|governors|staff|parents|pupils)\b",
        r"§\1",
    )(rng, text)


def capital(rng: random.Random, text: str) -> str | None:
    new = capitals(rng, text)
    return re.sub(r"§(\w)", lambda hit: hit.group(1).upper(), new) if new else None


def synonym(rng: random.Random, text: str) -> str | None:
    pairs = [
        (r"\bmake sure\b", "ensure"), (r"\btell\b", "inform"), (r"\bfind out\b", "discover"), (r"\bstart\b", "commence"), (r"\bbegin\b", "start"),
        (r"\bhelp\b", "assist"), (r"\bin order to\b", "to"), (r"\babout\b", "regarding"), (r"\bbuy\b", "purchase"), (r"\bgive\b", "provide"),
        (r"\bneeded\b", "required"), (r"\bbefore\b", "prior to"), (r"\blead to\b", "result in"), (r"\bwish\b", "want"), (r"\bbelongs to\b", "is owned by"),
        (r"\blooked into\b", "investigated"), (r"\btold\b", "informed"), (r"\bworried\b", "concerned"), (r"\bwherever\b", "anywhere"),
        (r"\bsuch as\b", "for example"), (r"\bfollow\b", "comply with"), (r"\blearns\b", "becomes aware"), (r"\bsent\b", "transmitted"),
        (r"(?<!of )\bstaff\b(?= who| must| should)", "employees"), (r"\bkeep\b", "retain"), (r"\ballows\b", "permits"), (r"\btelephone\b", "phone"),
    ]  # fmt: skip
    for pattern, new in rng.sample(pairs, len(pairs)):
        if re.search(pattern, text):
            return re.sub(pattern, new, text, count=1)
    return None


def reorder(rng: random.Random, text: str) -> str | None:
    return swap(r"\b(\w+), (\w+) (and|or) (\w+)\b(?=[.;,])", r"\4, \1 \3 \2", r"\2, \1 \3 \4")(
        rng, text
    )


EDITORIAL: dict[str, Textual] = {
    "punctuation": punctuation,
    "spelling": spelling,
    "capitals": capital,
    "synonym": synonym,
    "reordered words": reorder,
}


def reword(text: str) -> str | None:
    return next((new for start, new in REWORDINGS.items() if text.startswith(start)), None)


@dataclass
class School:
    name: str
    noun: str
    swaps: tuple[tuple[str, str], ...]


SCHOOLS = (
    School("Oakfield Primary School", "school", ()),
    School("St Brannock's CE Primary School", "school", (("governing body", "governing board"),)),
    School(
        "Marlbrook Academy",
        "academy",
        (("headteacher", "principal"), ("pupils", "students"), ("pupil", "student")),
    ),
    School("The Hartwell Federation", "federation", (("headteacher", "executive headteacher"),)),
    School("Thornbury High School", "school", (("pupils", "students"), ("pupil", "student"))),
    School(
        "Priory Gate College",
        "college",
        (
            ("headteacher", "principal"),
            ("governing body", "trust board"),
            ("chair of governors", "chair of trustees"),
        ),
    ),
    School("Little Acorns Nursery School", "nursery", (("pupils", "children"), ("pupil", "child"))),
)
FILLINGS = {
    "head.name": "Mrs J Arkwright",
    "chair.name": "Mr T Bellamy",
    "dsl.name": "Miss R Okoro",
    "adopted.on": "12 September 2025",
    "review.on": "September 2026",
}


PLACE = re.compile(r"(?:\{\{|\[)([a-z_. ]+)(?:\}\}|\])")


def fill(text: str, school: School) -> str:
    def value(hit: re.Match[str]) -> str:
        name = hit.group(1).strip().replace(" ", "_").replace("_", ".", 1)
        return school.name if name == "school.name" else FILLINGS.get(name, "Mr P Quayle")

    return PLACE.sub(value, text)


def localise(units: list[Unit], school: School, rng: random.Random) -> None:
    careless = rng.random() < 0.3
    for unit in units:
        new = fill(unit.text, school)
        if unit.sources and not (careless and rng.random() < 0.1):
            for old, word in (*school.swaps, ("school", school.noun)):
                pattern = rf"\b{old}\b"
                new = re.sub(pattern, word, new)
                new = re.sub(
                    rf"\b{old.capitalize()}\b(?!s? (?:Children|CE|Primary|High|Nursery))",
                    word.capitalize(),
                    new,
                )
                new = re.sub(rf"\b{old}s\b", plural(word), new)
            new = new.replace(school.name.lower(), school.name)
        if new != unit.text:
            unit.text = new
            unit.mark("localised", "localised")


def plural(word: str) -> str:
    return (
        word[:-1] + "ies"
        if word.endswith("my") or word.endswith("ery")
        else word
        if word.endswith("ren")
        else word + "s"
    )


# ---------------------------------------------------------------- structure


def section_of(units: list[Unit], at: int) -> tuple[int, int]:
    """Give the run from a heading to the next of its level or above."""
    end = at + 1
    while end < len(units) and not (
        units[end].kind == "heading" and units[end].level <= units[at].level
    ):
        end += 1
    return at, end


def delete(rng: random.Random, units: list[Unit]) -> None:
    at = rng.randrange(len(units))
    if units[at].kind != "heading" and units[at].sources:
        del units[at]


def delete_section(rng: random.Random, units: list[Unit]) -> None:
    heads = [at for at, unit in enumerate(units) if unit.kind == "heading" and unit.level > 1]
    if heads:
        start, end = section_of(units, rng.choice(heads))
        if end - start < len(units) / 4:
            del units[start:end]


def add(rng: random.Random, units: list[Unit]) -> None:
    at = rng.randrange(1, len(units) + 1)
    near = units[at - 1]
    kind, level = (
        ("paragraph", near.level + 1) if near.kind == "heading" else (near.kind, near.level)
    )
    kind = "item" if kind == "item" else "paragraph"
    units.insert(at, Unit(rng.choice(LOCAL), kind, near.label, level, (), ["added"]))


def decoy(rng: random.Random, units: list[Unit]) -> None:
    """Replace a clause by a local one that opens like it."""
    chosen = [
        at
        for at, unit in enumerate(units)
        if unit.sources and unit.kind != "heading" and len(unit.text.split()) > 9
    ]
    at = rng.choice(chosen)
    old = units[at]
    opening = old.text.split()[: rng.randint(2, 5)]
    where = at if rng.random() < 0.6 else rng.randrange(1, len(units))
    del units[at]
    text = " ".join(opening).rstrip(",;:.") + " " + rng.choice(TAILS)
    units.insert(min(where, len(units)), Unit(text, old.kind, old.label, old.level, (), ["decoy"]))


def move(rng: random.Random, units: list[Unit]) -> None:
    chosen = [at for at, unit in enumerate(units) if unit.kind != "heading"]
    unit = units.pop(rng.choice(chosen))
    unit.edits.append("moved")
    units.insert(rng.randrange(1, len(units) + 1), unit)


def move_section(rng: random.Random, units: list[Unit]) -> None:
    heads = [at for at, unit in enumerate(units) if unit.kind == "heading" and unit.level == 2]
    if len(heads) < 4:
        return
    start, end = section_of(units, rng.choice(heads[1:]))
    part = units[start:end]
    del units[start:end]
    heads = [at for at, unit in enumerate(units) if unit.kind == "heading" and unit.level == 2]
    at = rng.choice(heads[1:])
    units[at:at] = part


def split(rng: random.Random, units: list[Unit]) -> None:
    chosen = [
        at
        for at, unit in enumerate(units)
        if len(unit.sources) == 1
        and unit.kind == "paragraph"
        and "sentence added" not in unit.edits
        and len(re.findall(r"[.!?] [A-Z]", unit.text)) >= 1
    ]
    if not chosen:
        return
    at = rng.choice(chosen)
    unit = units[at]
    parts = re.split(r"(?<=[.!?]) (?=[A-Z])", unit.text)
    cut = rng.randrange(1, len(parts))
    halves = [" ".join(parts[:cut]), " ".join(parts[cut:])]
    if min(map(len, halves)) < 30:
        return
    units[at : at + 1] = [replace(unit, text=half, edits=[*unit.edits, "split"]) for half in halves]


def merge(rng: random.Random, units: list[Unit]) -> None:
    chosen = [
        at
        for at in range(len(units) - 1)
        if all(u.sources and u.kind == "paragraph" for u in units[at : at + 2])
        and units[at].text.endswith(".")
    ]
    if chosen:
        at = rng.choice(chosen)
        fuse(units, at, at + 2, " ".join(unit.text for unit in units[at : at + 2]), "merged")


def flatten(rng: random.Random, units: list[Unit]) -> None:
    """Run a lead sentence and its items into one paragraph."""
    chosen = []
    for at, unit in enumerate(units):
        if unit.text.rstrip().endswith((":", "rules.")) and unit.sources:
            end = at + 1
            while (
                end < len(units)
                and units[end].kind == "item"
                and units[end].level > unit.level
                and units[end].sources
                and units[end].sources[0] == unit.sources[0] + end - at
            ):
                end += 1
            if 2 <= end - at - 1 <= 8:
                chosen.append((at, end))
    if chosen:
        at, end = rng.choice(chosen)
        items = [unit.text.rstrip(";.") for unit in units[at + 1 : end]]
        tail = "; ".join(items[:-1]) + rng.choice(["; and ", " and ", ", and "]) + items[-1]
        fuse(units, at, end, f"{units[at].text.rstrip(':').rstrip()} {tail}.", "flattened")


def fuse(units: list[Unit], start: int, end: int, text: str, edit: str) -> None:
    part = units[start:end]
    sources = tuple(dict.fromkeys(source for unit in part for source in unit.sources))
    fused = Unit(
        text,
        "paragraph",
        part[0].label,
        part[0].level,
        sources,
        [e for u in part for e in u.edits] + [edit],
    )
    fused.material = any(unit.material for unit in part)
    order = ["unchanged", "localised", "editorial", "modified"]
    fused.status = max((unit.status for unit in part), key=order.index)
    units[start:end] = [fused]


def rename_heading(rng: random.Random, units: list[Unit]) -> None:
    names = {"PURPOSE": "Why we have this policy", "APPLICATION": "Who this applies to", "BACKGROUND": "Setting the scene", "AIMS AND SCOPE": "What the code is for",
             "SAFEGUARDS": "How you will be protected", "REVIEW": "Keeping the policy up to date", "Introduction": "About this policy", "Equipment": "Devices and kit",
             "Copyright": "Other people's work", "MESSAGING GROUPS": "Group chats", "Responsibilities": "Who does what", "THE LAW": "Legal framework"}  # fmt: skip
    chosen = [
        unit
        for unit in units
        if unit.kind == "heading" and unit.text in names and "heading" not in unit.edits
    ]
    if chosen:
        unit = rng.choice(chosen)
        unit.text = names[unit.text]
        unit.mark("heading", "modified")


def edit_text(
    rng: random.Random, units: list[Unit], table: dict[str, Textual], status: str, material: bool
) -> None:
    for name in rng.sample(list(table), len(table)):
        chosen = [
            unit
            for unit in units
            if unit.kind != "heading"
            and len(unit.sources) == 1
            and "reworded" not in unit.edits
            and not unit.free
            and not any(name in row and row.intersection(unit.edits) for row in OPPOSED)
        ]
        for unit in rng.sample(chosen, min(12, len(chosen))):
            new = table[name](rng, unit.text)
            if new and new != unit.text and len(new) > 8:
                unit.text = new
                unit.mark(name, status, material)
                return


def reword_one(rng: random.Random, units: list[Unit], moving: bool) -> None:
    chosen = [at for at, unit in enumerate(units) if not unit.edits and reword(unit.text)]
    if chosen:
        at = rng.choice(chosen)
        unit = units[at]
        unit.text = reword(unit.text) or ""
        unit.mark("reworded", "modified")
        if moving:
            unit.edits.append("reworded+moved")
            units.insert(rng.randrange(1, len(units)), units.pop(at))


# ---------------------------------------------------------------- cases

TIERS: dict[int, dict[str, int]] = {
    1: {"material": 2, "editorial": 2, "delete": 2, "add": 1},
    2: {"material": 5, "editorial": 4, "delete": 3, "add": 2, "move": 1, "split": 1, "merge": 1, "heading": 1, "reword": 1},
    3: {"material": 9, "editorial": 7, "delete": 4, "add": 3, "move": 3, "split": 2, "merge": 2, "flatten": 1, "heading": 2, "reword": 3, "decoy": 1, "move_section": 1},
    4: {"material": 14, "editorial": 10, "delete": 5, "delete_section": 1, "add": 5, "move": 4, "split": 3, "merge": 3, "flatten": 2, "heading": 3, "reword": 4, "reword_moved": 2, "decoy": 3, "move_section": 1},
}  # fmt: skip


def draw(model: Document, tier: int, seed: int, latest: bool = True) -> Case:
    """Draw one case: many edits of many kinds, in random order, then the school's own words."""
    rng = random.Random(seed)
    units = [
        Unit(c.text, c.kind, c.label, c.level, (at,), free=c.permission != "verbatim")
        for at, c in enumerate(model.clauses)
    ]
    steps = [
        name
        for name, count in TIERS[tier].items()
        for _ in range(rng.randint(max(0, count - 1), count + 1))
    ]
    steps = [
        step for step in steps if latest or not step.startswith("reword")
    ]  # They put the latest edition another way.
    late = {"split", "merge", "flatten"}
    rng.shuffle(steps)
    for name in (step for step in steps if step not in late):
        apply(rng, units, name)
    for unit in units:  # An edit may undo another.
        if len(unit.sources) == 1 and unit.text == model.clauses[unit.sources[0]].text:
            unit.status, unit.material = "unchanged", False
    for name in (step for step in steps if step in late):
        apply(rng, units, name)
    school = rng.choice(SCHOOLS)
    localise(units, school, rng)
    adopted = document_of(units, school, rng)
    return Case(model, adopted, units, moved_of(units), tier, seed)


def apply(rng: random.Random, units: list[Unit], name: str) -> None:
    if name == "material":
        edit_text(rng, units, MATERIAL, "modified", True)
    elif name == "editorial":
        edit_text(rng, units, EDITORIAL, "editorial", False)
    elif name in ("reword", "reword_moved"):
        reword_one(rng, units, name == "reword_moved")
    else:
        actions = {
            "delete": delete,
            "add": add,
            "move": move,
            "split": split,
            "merge": merge,
            "flatten": flatten,
        }
        actions |= {
            "heading": rename_heading,
            "decoy": decoy,
            "move_section": move_section,
            "delete_section": delete_section,
        }
        actions[name](rng, units)


def moved_of(units: list[Unit]) -> set[int]:
    """Give the size-minimal set of moved units (positions in the adopted order)."""
    from toolkit.align.order import longest_increasing

    linked = [(at, unit.sources[0]) for at, unit in enumerate(units) if unit.sources]
    firsts: dict[tuple[int, ...], int] = {}
    for at, unit in enumerate(units):
        if unit.sources:
            firsts.setdefault(unit.sources, at)
    linked = sorted((sources[0], at) for sources, at in firsts.items())
    kept = set(longest_increasing([at for _, at in linked]))
    return {at for index, (_, at) in enumerate(linked) if index not in kept}


def document_of(units: list[Unit], school: School, rng: random.Random) -> Document:
    """Number the units afresh and give the tree of the adopted policy."""
    renumber = rng.random() < 0.5
    clauses: list[Clause] = []
    stack: list[tuple[int, str]] = []
    for at, unit in enumerate(units):
        while stack and stack[-1][0] >= unit.level:
            stack.pop()
        label = unit.label
        if renumber and label and re.fullmatch(r"\d+\.\d+", label):
            label = f"{label.split('.')[0]}.{sum(c.label is not None and c.label.startswith(label.split('.')[0] + '.') for c in clauses) + 1}"
        clauses.append(
            Clause(
                f"a{at}", label, unit.kind, unit.level, stack[-1][1] if stack else None, unit.text
            )
        )  # type: ignore[arg-type]
        stack.append((unit.level, f"a{at}"))
    return Document(
        "adopted.docx", "", "docx", tuple(clauses), metadata=Metadata(school=school.name)
    )
