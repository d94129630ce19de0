"""Draw what a school and a county did to one edition, and keep what this year's policy must say."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from generator import MATERIAL, PLACE, SCHOOLS, School, fill, plural, reword
from rewordings import LOCAL

from toolkit.document import Clause, Document, Metadata, Place
from toolkit.merge.references import bare, find_references, labels_of

NEW = (
    "A register of the accounts that are open must be kept in the office and checked every term.",
    "Anybody who receives a threat by telephone should write down the words that were used.",
    "The data protection officer must be told within 24 hours of a message sent to the wrong person.",
    "New starters must complete the county council's online course before they are given a password.",
    "Recordings of lessons may be kept for the rest of the school year and no longer.",
    "An anonymous letter should be passed unopened to the person named in the table above.",
    "Images made by artificial intelligence must be labelled as such wherever they are shown.",
    "A member of staff may ask for an interpreter at any meeting that is held under these rules.",
)
TWINS = (
    (
        "Drones must be flown over the playing field by nobody but the site manager.",
        "Nobody but the site manager must fly drones over the playing field.",
    ),
    (
        "Stickers with a pupil's surname must not be worn on a museum visit.",
        "On a museum visit a pupil's surname must not be worn on stickers.",
    ),
    (
        "The choir's recordings should be sold by the parents' association only.",
        "Only the parents' association should sell recordings of the choir.",
    ),
)
REFERRING = (
    "This is subject to paragraph {0}.",
    "See also {0} above.",
    "Paragraphs {0} and {1} explain how this is done.",
    "The terms are set out in paragraph {0}.",
)
OTHERS = (
    "Section 7 of the county council's guidance on records applies.",
    "Paragraph 3.1 of the statutory code explains the law.",
    "This follows section 2 of the Data Protection Act 2018.",
)


@dataclass(frozen=True)
class Unit:
    """One clause in the making; `{uid}` between ⟦ and ⟧ in its text refers to another."""

    uid: int
    text: str
    kind: str
    level: int
    label: str | None
    permission: str = "verbatim"
    said: str = ""


@dataclass
class Truth:
    """What was done to one clause and what must come of it; `outcomes` are all that are right."""

    outcomes: tuple[str, ...]
    text: str | None = None
    school: str | None = None
    county: str | None = None
    merge: bool = False


@dataclass
class Case:
    """Three documents with the same clauses under ids of uids, and the truth by uid."""

    base: Document
    local: Document
    revised: Document
    truth: dict[int, Truth]
    anchors: dict[int, int | None]
    order: list[int]
    school: School
    seed: int
    notes: list[str] = field(default_factory=list)


SIGN = re.compile(r"⟦(\d+)⟧")
FREE = re.compile(r"\b(?:must|shall|will|should|may|can|could|might|need|required|expected|advised|never|prohibited|not)\b", re.I)  # fmt: skip


class Drawing:
    """One case as it is drawn."""

    def __init__(self, model: Document, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seed = seed
        self.base = units_of(model)
        self.next = 200
        self.free = [
            u.uid for u in self.base if u.kind in ("paragraph", "item") and len(u.text) > 50
        ]
        self.rng.shuffle(self.free)
        refer(self.base, self.free, self.rng)
        said = "".join(unit.text for unit in self.base)
        # What is referred to stays: a number that a document no longer prints means nothing there.
        self.referred = {int(number) for number in SIGN.findall(said)}
        self.local = list(self.base)
        self.revised = list(self.base)
        self.truth: dict[int, Truth] = {}
        self.moved: set[int] = set()
        self.added: dict[int, int | None] = {}

    def take(self) -> Unit | None:
        """Take a clause that nothing has been done to."""
        while self.free:
            uid = self.free.pop()
            if any(u.uid == uid for u in self.local) and any(u.uid == uid for u in self.revised):
                return next(u for u in self.base if u.uid == uid)
        return None

    def change(self, side: list[Unit], uid: int, text: str) -> None:
        side[:] = [replace(u, text=text) if u.uid == uid else u for u in side]

    def drop(self, side: list[Unit], uid: int) -> None:
        side[:] = [u for u in side if u.uid != uid]

    def add(self, side: list[Unit], after: int, text: str) -> int:
        at = next(n for n, u in enumerate(side) if u.uid == after)
        near = side[at]
        end = at + 1
        while end < len(side) and side[end].level > near.level:
            end += 1
        self.next += 1
        side.insert(end, replace(near, uid=self.next, text=text, permission="verbatim"))
        return self.next


def units_of(model: Document) -> list[Unit]:
    """Make units of a model's clauses, references to its own clauses held."""
    labels = labels_of(model)
    uids = {clause.id: n for n, clause in enumerate(model.clauses)}
    found = []
    for n, clause in enumerate(model.clauses):
        text = clause.text
        for reference in reversed(find_references(clause, text, labels)):
            if not reference.beside:
                text = f"{text[: reference.start]}⟦{uids[reference.target]}⟧{text[reference.end :]}"
        found.append(Unit(n, text, clause.kind, clause.level, clause.label, clause.permission))
    return found


def refer(units: list[Unit], free: list[int], rng: random.Random) -> None:
    targets = [
        u.uid
        for u in units
        if u.kind == "paragraph" and u.label and re.fullmatch(r"\d+\.\d+", u.label)
    ]
    for uid in rng.sample(free, min(8, len(free))):
        one, other = rng.choice(targets), rng.choice(targets)
        said = rng.choice((*REFERRING, *REFERRING, *OTHERS)).format(f"⟦{one}⟧", f"⟦{other}⟧")
        if units[uid].text.rstrip().endswith("."):
            units[uid] = replace(units[uid], text=f"{units[uid].text} {said}", said=said)


def edited(rng: random.Random, text: str) -> str | None:
    """Change one thing in a text as people do."""
    for name in rng.sample(list(MATERIAL), len(MATERIAL)):
        new = MATERIAL[name](rng, text)
        if new and new != text and len(new) > 12 and new.count("⟦") == text.count("⟦"):
            return new
    return None


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text)


# --- what school and county do ------------------------------------------------------------------


def school_edits(d: Drawing) -> None:
    if (unit := d.take()) and (new := edited(d.rng, unit.text)):
        d.change(d.local, unit.uid, new)
        d.truth[unit.uid] = Truth(("school",), new, new)


def county_edits(d: Drawing) -> None:
    if (unit := d.take()) and (new := edited(d.rng, unit.text)):
        d.change(d.revised, unit.uid, new)
        d.truth[unit.uid] = Truth(("county",), new, None, new)


def county_rewrites(d: Drawing) -> None:
    for _ in range(30):
        if not (unit := d.take()):
            return
        if new := reword(unit.text):
            d.change(d.revised, unit.uid, new)
            d.truth[unit.uid] = Truth(("county",), new, None, new)
            return


def same_twice(d: Drawing) -> None:
    if (unit := d.take()) and (new := edited(d.rng, unit.text)):
        d.change(d.local, unit.uid, new)
        d.change(d.revised, unit.uid, new)
        d.truth[unit.uid] = Truth(("county", "school", "merged"), new)


def both_apart(d: Drawing) -> None:
    """Change the first sentence on one side and the last on the other."""
    for _ in range(30):
        if not (unit := d.take()):
            return
        parts = sentences(unit.text)
        if len(parts) < 2 or min(len(p.split()) for p in (parts[0], parts[-1])) < 9:
            continue
        first, last = edited(d.rng, parts[0]), edited(d.rng, parts[-1])
        if (
            not first
            or not last
            or last.startswith(parts[-1])
            or not first.endswith(parts[0][-30:])
        ):
            continue
        if not last.startswith(parts[-1][:30]):
            continue
        one = " ".join([first, *parts[1:]])
        other = " ".join([*parts[:-1], last])
        if d.rng.random() < 0.5:
            one, other = other, one
        d.change(d.local, unit.uid, one)
        d.change(d.revised, unit.uid, other)
        both = " ".join([first, *parts[1:-1], last])
        d.truth[unit.uid] = Truth(("merged", "conflict"), both, one, other, merge=True)
        return


def clash(d: Drawing) -> None:
    """Change the same words on both sides, or rewrite on one what the other weakened."""
    for _ in range(30):
        if not (unit := d.take()):
            return
        text = unit.text
        kind = d.rng.choice(("words", "prefix", "rewrite"))
        one = other = None
        if kind == "words" and (found := re.search(r"\bmust\b(?! not)", text)):
            one = text[: found.start()] + "should" + text[found.end() :]
            other = text[: found.start()] + "must always" + text[found.end() :]
        if kind == "prefix" and text.endswith("."):
            one = text[:-1] + " in writing."
            other = text[:-1] + " in writing within two days."
        if kind == "rewrite" and (other := reword(text)):
            one = next((text.replace(a, b, 1) for a, b in (("must", "should"), ("all ", "most "), ("will", "may")) if a in text), None)  # fmt: skip
        if one and other and one != other and one != text:
            if d.rng.random() < 0.5 and kind != "rewrite":
                one, other = other, one
            d.change(d.local, unit.uid, one)
            d.change(d.revised, unit.uid, other)
            d.truth[unit.uid] = Truth(("conflict",), None, one, other)
            return


def school_drops(d: Drawing) -> None:
    for _ in range(30):
        unit = d.take()
        if not unit:
            return
        if unit.uid in d.referred:
            continue
        at = d.base.index(unit)
        if at + 1 < len(d.base) and d.base[at + 1].level > unit.level:
            continue
        must = bool(re.search(r"\bmust\b", unit.text)) and unit.permission == "verbatim"
        may = unit.permission != "verbatim" or (
            re.search(r"\bmay\b", unit.text)
            and len(FREE.findall(unit.text)) == 1
            and not re.search(r"\b(?:no|nobody|neither|only)\b", unit.text, re.IGNORECASE)
        )
        lead = next((u.text for u in reversed(d.base[:at]) if u.level < unit.level), "")
        if lead.endswith(":") and FREE.search(lead):
            continue
        if must or may:
            d.drop(d.local, unit.uid)
            text = unit.text
            if d.rng.random() < 0.3 and (new := edited(d.rng, text)) and not may and "must" in new:
                d.change(d.revised, unit.uid, new)
                text = new
            if may and unit.permission == "verbatim" and d.rng.random() < 0.5:
                text = re.sub(r"\bmay\b", "must", text)
                d.change(d.revised, unit.uid, text)
                must = True
            d.truth[unit.uid] = Truth(("reinstated",), text) if must else Truth(("dropped",), None)
            return


def county_drops(d: Drawing) -> None:
    if (unit := d.take()) and unit.uid not in d.referred:
        at = d.base.index(unit)
        if at + 1 < len(d.base) and d.base[at + 1].level > unit.level:
            return
        d.drop(d.revised, unit.uid)
        new = edited(d.rng, unit.text) if d.rng.random() < 0.4 else None
        if new:
            d.change(d.local, unit.uid, new)
            d.truth[unit.uid] = Truth(("conflict",), None, new, "")
        else:
            d.truth[unit.uid] = Truth(("dropped",), None)


def school_adds(d: Drawing) -> None:
    here = [u.uid for u in d.local if u.kind in ("paragraph", "item")]
    after = d.rng.choice(here)
    used = {t.text for t in d.truth.values()}
    text = d.rng.choice([t for t in LOCAL if t not in used])
    uid = d.add(d.local, after, text)
    d.added[uid] = after
    d.truth[uid] = Truth(("added",), text, text)


def county_adds(d: Drawing) -> None:
    here = [u.uid for u in d.revised if u.kind in ("paragraph", "item")]
    used = {t.text for t in d.truth.values()}
    text = d.rng.choice([t for t in NEW if t not in used] or [f"Part {d.next} of the form must be sent to the clerk by Friday noon."])  # fmt: skip
    uid = d.add(d.revised, d.rng.choice(here), text)
    d.truth[uid] = Truth(("added",), text, None, text)


def both_add(d: Drawing) -> None:
    """Add the same idea on both sides, in the same words or in others."""
    here = [u.uid for u in d.base if u.kind == "paragraph" and u.label and u.uid in d.free]
    used = {t.school for t in d.truth.values()}
    pairs = [pair for pair in TWINS if pair[0] not in used]
    if not here or not pairs:
        return
    one, other = d.rng.choice(pairs)
    same = d.rng.random() < 0.4
    after = d.rng.choice(here)
    uid = d.add(d.local, after, one)
    twin = d.add(d.revised, after, one if same else other)
    d.revised[:] = [replace(u, uid=uid) if u.uid == twin else u for u in d.revised]
    d.truth[uid] = Truth(("added", "county", "school"), one) if same else Truth(("conflict",), None, one, other)  # fmt: skip


def school_splits(d: Drawing) -> None:
    """Cut a clause in two; half the time the county changes a word in one of them."""
    for _ in range(30):
        if not (unit := d.take()):
            return
        parts = sentences(unit.text)
        if len(parts) < 2 or unit.kind != "paragraph" or min(map(len, parts)) < 40:
            continue
        halves = [" ".join(parts[:-1]), parts[-1]]
        d.change(d.local, unit.uid, halves[0])
        second = d.add(d.local, unit.uid, halves[1])
        new = edited(d.rng, halves[1]) if d.rng.random() < 0.5 else None
        far = new and new[:40] == halves[1][:40]
        if new and far:
            d.change(d.revised, unit.uid, f"{halves[0]} {new}")
        right = ("county", "school", "merged", "conflict") if new and far else ("county", "school")
        texts = (halves[0], new if new and far else halves[1])
        d.truth[unit.uid] = Truth(right, texts[0])
        d.truth[second] = Truth(right, texts[1])
        return


def school_joins(d: Drawing) -> None:
    """Run two clauses into one."""
    for at in d.rng.sample(range(len(d.local) - 1), min(20, len(d.local) - 1)):
        one, other = d.local[at : at + 2]
        whole = all(u.kind == "paragraph" and u.uid in d.free and u.text[-1] == "." for u in (one, other))  # fmt: skip
        deeper = at + 2 < len(d.local) and d.local[at + 2].level > other.level
        if whole and one.level == other.level and not deeper and other.uid not in d.referred:
            d.free = [uid for uid in d.free if uid not in (one.uid, other.uid)]
            d.change(d.local, one.uid, f"{one.text} {other.text}")
            d.drop(d.local, other.uid)
            d.truth[one.uid] = Truth(("county", "school"), f"{one.text} {other.text}")
            d.truth[other.uid] = Truth(("county", "school"), f"{one.text} {other.text}")
            return


def moves(d: Drawing, side: list[Unit]) -> None:
    """Move one clause elsewhere, or a whole section."""
    if d.rng.random() < 0.4:
        heads = [n for n, u in enumerate(side) if u.kind == "heading" and u.level == 1]
        if len(heads) < 5:
            return
        at = d.rng.choice(heads[1:-1])
        end = next((n for n in heads if n > at), len(side))
        part = side[at:end]
        del side[at:end]
        heads = [n for n, u in enumerate(side) if u.kind == "heading" and u.level == 1]
        to = d.rng.choice(heads[1:])
        side[to:to] = part
        d.moved |= {u.uid for u in part}
        return
    leaves = [
        n
        for n, u in enumerate(side)
        if u.kind == "paragraph" and u.level == 2 and u.label and u.uid in d.free
        and not (n + 1 < len(side) and side[n + 1].level > u.level)
    ]  # fmt: skip
    if len(leaves) > 3:
        at = d.rng.choice(leaves)
        unit = side.pop(at)
        d.free.remove(unit.uid)
        d.moved.add(unit.uid)
        after = d.rng.choice([n for n in leaves if n < len(side) and side[n].kind == "paragraph" and side[n].level == 2])  # fmt: skip
        end = after + 1
        while end < len(side) and side[end].level > 2:
            end += 1
        side.insert(end, unit)


STEPS = (
    *((school_edits, 5), (county_edits, 6), (county_rewrites, 2), (same_twice, 1)),
    *((both_apart, 2), (clash, 2), (school_drops, 3), (county_drops, 3), (school_adds, 4)),
    *((county_adds, 4), (both_add, 1), (school_splits, 1), (school_joins, 1)),
)


def draw(model: Document, seed: int) -> Case:
    """Draw one case."""
    d = Drawing(model, seed)
    steps = [step for step, count in STEPS for _ in range(d.rng.randint(0, count))]
    d.rng.shuffle(steps)
    for step in steps:
        step(d)
    if d.rng.random() < 0.5:
        moves(d, d.revised)
    if d.rng.random() < 0.4:
        moves(d, d.local)
    school = d.rng.choice(SCHOOLS)
    anchors = {uid: _anchor(d.local, uid) for uid in d.added}
    for unit in d.base:
        d.truth.setdefault(unit.uid, Truth(("county",), unit.text))
    own = [
        replace(u, text=u.text if u.uid in d.added else in_words(u.text, school)) for u in d.local
    ]
    for uid, truth in d.truth.items():
        local_only = uid in d.added
        for name in ("text", "school", "county"):
            value = getattr(truth, name)
            if value and not local_only:
                setattr(truth, name, in_words(value, school))
    return Case(
        document(d.base, "base", None),
        document(own, "local", school),
        document(d.revised, "revised", None),
        d.truth,
        anchors,
        [u.uid for u in d.revised],
        school,
        seed,
    )


def _anchor(units: list[Unit], uid: int) -> int | None:
    """Give the clause above in the same list, else the lead."""
    at = next(n for n, u in enumerate(units) if u.uid == uid)
    level = units[at].level
    for unit in reversed(units[:at]):
        if unit.level <= level:
            return unit.uid
    return None


def in_words(text: str, school: School) -> str:
    """Write county text as the school does."""
    new = fill(text, school)
    for old, word in (*school.swaps, ("school", school.noun)):
        if old == word:
            continue
        new = re.sub(
            rf"(?<!in )(?<!into )(?<!out of )(?<!home-)(?<!deputy )(?<!Deputy )(?<!at )\b{old}\b(?! (?:year|holiday|day|work|uniform))",
            word,
            new,
        )
        new = re.sub(rf"\b([Aa]) (?={word}\b)(?=[aeiou])", r"\1n ", new)
        new = re.sub(rf"\b{old.capitalize()}\b(?!s? (?:Children|CE|Primary|High|Nursery))", word.capitalize(), new)  # fmt: skip
        new = re.sub(rf"\b{old}s\b", plural(word), new)
    return new.replace(school.name.lower(), school.name)


# --- documents ----------------------------------------------------------------------------------


def document(units: list[Unit], side: str, school: School | None) -> Document:
    """Number the units afresh, put the numbers into the references, and build the tree."""
    labels, numbers = numbered(units)
    clauses: list[Clause] = []
    stack: list[tuple[int, str]] = []
    for unit, label in zip(units, labels, strict=True):
        while stack and stack[-1][0] >= unit.level:
            stack.pop()
        text = SIGN.sub(lambda m: numbers.get(int(m[1]), "99.9"), unit.text)
        parent = stack[-1][1] if stack else None
        places = (
            () if school else tuple(Place(m.start(), m.end(), m[1]) for m in PLACE.finditer(text))
        )
        clauses.append(Clause(f"{side}-{unit.uid}", label, unit.kind, unit.level, parent, text, None, unit.permission, places))  # type: ignore[arg-type]  # fmt: skip
        stack.append((unit.level, f"{side}-{unit.uid}"))
    metadata = Metadata(school=school.name if school else None)
    return Document(f"{side}.docx", "", "docx", tuple(clauses), metadata=metadata)


def numbered(units: list[Unit]) -> tuple[list[str | None], dict[int, str]]:
    """Number headings, their paragraphs and items; what is quoted keeps its numbers."""
    labels: list[str | None] = []
    numbers: dict[int, str] = {}
    section = paragraph = 0
    items: dict[int, int] = {}
    for unit in units:
        label = unit.label
        for level in [key for key in items if key > unit.level]:
            del items[level]
        if unit.kind == "heading" and unit.level == 1 and re.fullmatch(r"\d+\.", label or ""):
            section, paragraph, items = section + 1, 0, {}
            label = f"{section}."
            numbers[unit.uid] = str(section)
        elif unit.kind == "paragraph" and re.fullmatch(r"\d+\.\d+", label or ""):
            paragraph += 1
            label = f"{section}.{paragraph}"
            numbers[unit.uid] = label
            items = {}
        elif unit.kind == "item" and (found := re.fullmatch(r"(\(?)([a-z]+)([).]*)", label or "")):
            items[unit.level] = items.get(unit.level, 0) + 1
            roman = found[2] in ("i", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "x") or (found[2] == "v" and items[unit.level] == 5)  # fmt: skip
            value = items[unit.level]
            mark = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")[value] if roman else chr(96 + value)  # fmt: skip
            label = f"{found[1]}{mark}{found[3]}"
        elif found := re.fullmatch(r"[A-Z][a-z]+ ([A-Z0-9]+)", bare(label)):
            numbers[unit.uid] = found[1]
        labels.append(label)
    return labels, numbers
