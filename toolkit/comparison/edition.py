"""Which held model policy, and which edition of it, a school adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.align.likeness import Profile, index, likenesses, profile, sentences_only_in
from toolkit.document import Document, Metadata
from toolkit.library import ModelPolicy
from toolkit.structure.dates import months_of, read_date

# An own-words policy on the same subject shares a tenth of a model's sentences at most; an adoption
# with a third of its clauses rewritten still holds half of them.
BASED_ON = 0.30
# Of another model's wording, the share that makes a file hold that policy too. Two models of one
# county share standard passages, never half of their text.
MOSTLY = 0.5
NEAR = 0.02  # A shopping list is like some model or other too; below this none is worth naming.
STATED = 0.04  # What a stated edition line adds: it settles near ties and no more.
SURE_MARGIN = 0.10  # A lead over the next edition that leaves no doubt.
CLOSE = 0.05  # A lead so small that what only one of the two has must settle it.
# A school keeps two thirds of an edition's wording and hits upon another's once in a hundred times:
# what is there of one edition alone weighs as much more than what is not.
HELD_WEIGHT = 3.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A held edition and how well the document fits it, from 0 to 1."""

    model: ModelPolicy
    score: float


@dataclass(frozen=True, slots=True)
class Identification:
    """The edition adopted, or None where the document is based on no held model.

    `candidates` are best first; `evidence` are sentences for the officer. `others` are models that
    the same file holds besides: it is several policies in one.
    """

    adopted: ModelPolicy | None
    latest: ModelPolicy | None
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[str, ...] = ()
    others: tuple[ModelPolicy, ...] = ()


def identify(document: Document, library: Sequence[ModelPolicy]) -> Identification:
    """Say which edition a document was adopted from, how surely, and why."""
    held = index(tuple(model.document for model in library))
    own = profile(document)
    said = document.metadata
    scored = [
        Candidate(model, _score(alike, model, said))
        for model, alike in zip(library, likenesses(held, own), strict=True)
    ]
    candidates = tuple(
        sorted(scored, key=lambda at: (-at.score, not is_stated(said, at.model), at.model.name))
    )
    if not candidates:
        return Identification(None, None, 1.0, evidence=("No model policies are held.",))
    if candidates[0].score < BASED_ON:
        return _none(candidates)
    profiles = {id(model): known for model, known in zip(library, held.profiles, strict=True)}
    if not is_stated(said, candidates[0].model):
        candidates = _settled(candidates, profiles, own)
    best = candidates[0]
    evidence = _evidence(own, candidates, profiles, said)
    others = tuple(_others(candidates, profiles, own))
    evidence += tuple(f"The file also holds {other.name}." for other in others)
    latest = latest_of(best.model, library)
    return Identification(best.model, latest, _confidence(candidates), candidates, evidence, others)


def _others(
    candidates: tuple[Candidate, ...], profiles: dict[int, Profile], own: Profile
) -> Iterator[ModelPolicy]:
    """Find models of which the document holds the most that those before them do not say."""
    seen = {candidates[0].model.id}
    said = profiles[id(candidates[0].model)].shingles
    for candidate in candidates[1:]:
        if candidate.score < BASED_ON or candidate.model.id in seen:
            continue
        mine = profiles[id(candidate.model)].shingles
        alone = mine - said
        if len(alone & own.shingles) > MOSTLY * len(mine):
            seen.add(candidate.model.id)
            said |= mine
            yield candidate.model


def latest_of(model: ModelPolicy, library: Sequence[ModelPolicy]) -> ModelPolicy:
    """Give the newest held edition of a model policy."""
    editions = [held for held in library if held.id == model.id and held.id is not None]
    return max(editions, key=lambda held: held.edition or "", default=model)


def _settled(
    candidates: tuple[Candidate, ...], profiles: dict[int, Profile], own: Profile
) -> tuple[Candidate, ...]:
    """Put first of the nearest few what the document has most of that the others lack."""
    best = candidates[0]
    for other in candidates[1:]:
        near = best.score - other.score < CLOSE
        if near and leaning(profiles[id(other.model)], profiles[id(best.model)], own) > 0:
            best = other
    return (best, *(candidate for candidate in candidates if candidate is not best))


def leaning(one: Profile, other: Profile, own: Profile) -> float:
    """Weigh what the document has, and lacks, of that which only one of two editions says."""
    sides = one.shingles - other.shingles, other.shingles - one.shingles
    held = [len(side & own.shingles) for side in sides]
    lacked = [len(side) - there for side, there in zip(sides, held, strict=True)]
    return HELD_WEIGHT * (held[0] - held[1]) - (lacked[0] - lacked[1])


def _score(alike: float, model: ModelPolicy, said: Metadata) -> float:
    bonus = STATED if is_stated(said, model) else 0.0
    return round(min(1.0, alike + (bonus if alike >= BASED_ON else 0.0)), 4)


def _none(candidates: tuple[Candidate, ...]) -> Identification:
    nearest = candidates[0]
    evidence = ["Not based on any held model."]
    if nearest.score >= NEAR:
        evidence.append(
            f"The nearest held model is “{nearest.model.title}” ({nearest.model.name}), "
            f"and only {nearest.score:.0%} alike."
        )
    confidence = round(min(1.0, 1 - nearest.score / (2 * BASED_ON)), 2)
    return Identification(None, None, confidence, candidates, tuple(evidence))


def _confidence(candidates: tuple[Candidate, ...]) -> float:
    """Weigh how alike the best is and how far it leads the next."""
    best = candidates[0].score
    lead = max(0.0, best - candidates[1].score) if len(candidates) > 1 else SURE_MARGIN
    return round(
        min(1.0, 0.5 + 0.25 * min(1.0, best / 0.8) + 0.25 * min(1.0, lead / SURE_MARGIN)), 2
    )


def _evidence(
    own: Profile,
    candidates: tuple[Candidate, ...],
    profiles: dict[int, Profile],
    said: Metadata,
) -> tuple[str, ...]:
    best = candidates[0]
    found = list(_stated(said, candidates))
    found.append(f"{best.score:.0%} alike to {best.model.name}.")
    for other in candidates[1:]:
        if other.model.id == best.model.id and other.model.id is not None:
            pair = profiles[id(best.model)], profiles[id(other.model)]
            only = sentences_only_in(*pair, own)
            found.append(f"{other.score:.0%} alike to {other.model.name}.")
            if only:
                found.append(
                    f"{len(only)} passages that only {best.model.name} has, "
                    f"for instance “{only[0]}”"
                )
    return tuple(found)


def is_stated(said: Metadata, model: ModelPolicy) -> bool:
    """Tell whether a document states an edition, or else a version, that is this model's."""
    if said.model_edition:
        return _same_date(said.model_edition, model.edition)
    if said.version_on and _same_date(said.version_on, model.edition):
        return True
    own = model.document.metadata.version
    return bool(own and said.version) and _number(own) == _number(said.version) != ""


def _stated(said: Metadata, candidates: tuple[Candidate, ...]) -> Iterator[str]:
    """Say what the document states of its edition, and whether that fits what its text tells.

    A version that no model has is the school's own, and says nothing of the model's.
    """
    models = said.model_edition and read_date(said.version or "") != said.model_edition
    quoted = f"the edition {said.model_edition}" if models else f"“{said.version}”"
    if is_stated(said, candidates[0].model):
        yield f"The document states {quoted}, which fits {candidates[0].model.name}."
    elif said.model_edition:
        yield f"The document states {quoted}, but its text fits another better."
    elif other := next((each for each in candidates[1:] if is_stated(said, each.model)), None):
        yield (
            f"The document states {quoted}, which is {other.model.name}’s, "
            "but its text fits another better."
        )


def _number(version: str | None) -> str:
    """Give the number in "Version 3.0, April 2022": "3"; nothing where it has none."""
    found = _VERSION.search(version or "")
    return re.sub(r"(?:\.0+)+$", "", found["number"]) if found else ""


_VERSION = re.compile(
    r"\b(?:v|version|ver|edition|issue|revision|rev)\.?\s*(?:no\.?\s*)?"
    r"(?P<number>\d{1,3}(?:\.\d+)*)(?!\d)",
    re.IGNORECASE,
)


def _same_date(stated: str, edition: str | None) -> bool:
    """Tell whether a date, a term or an academic year can be an edition's."""
    if not edition:
        return False
    (start, end), (first, last) = months_of(stated), months_of(edition)
    days = len(stated) == len(edition) == len("2024-06-01")
    return stated == edition if days else start <= last and first <= end
