"""Between what a form holds and what an episode says: `initial` one way, `told` the other.

What was not asked or not touched stays `None`; what an episode says beyond this form's questions
stays as it was; an answer given again is kept letter by letter and in its old order.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeAlias, get_args
from uuid import UUID

from msgspec.structs import replace

from relating.case import Episode, Expected, Feeling, Impact, Position
from relating.case.clock import clock
from relating.case.entries.episode import ImpactSource, Order
from relating.case.fields import Author, Visibility
from relating.case.words.vocabulary import Vocabulary
from relating.engine.tellings import NOT_SEEN, has_response
from relating.web.page.dates import on_clock
from relating.web.voice.sides import decides
from relating.web.voice.times import by_clock

Given: TypeAlias = Mapping[str, object]
LISTS = (
    *("wish", "other_did", "other_then", "self_treatment", "how_met"),
    *("protects_from", "cost"),
    *("rupture_marks", "counsellor_part", "repair_moves"),
)
SOURCES: Mapping[str, ImpactSource] = {each: each for each in get_args(ImpactSource)}
PLAIN = (
    *("valence", "ended", "awareness", "authenticity", "worth_at_stake"),
    *("place_context", "joke", "confidence_before", "confidence_after"),
)
WORDS = ("seen_as", "unsaid", "rather", "landed")
YES_OR_NOT = ("something_new", "swapped", "alone")
WHEN = ("place", "age", "zone", "moment", "date", "time")
"""What is said together of when and where it was."""
ANSWERS: Mapping[bool | None, str] = {None: "", True: "yes", False: "no"}
SAID: Mapping[str, bool | None] = {word: said for said, word in ANSWERS.items()}


# From an episode to a form ---------------------------------------------------------------------


def initial(episode: Episode, vocabulary: Vocabulary) -> dict[str, object]:
    """What the form shows of an episode."""
    return {
        "id": str(episode.id),
        "story": episode.story,
        "person": episode.person or "",
        "session": str(episode.session) if episode.session else "",
        "visibility": episode.visibility,
        **when_initial(episode),
        "came_first": episode.order is None,
        **{name: list(getattr(episode, name) or ()) for name in LISTS},
        **{name: getattr(episode, name) for name in PLAIN},
        **{name: getattr(episode, name) or "" for name in WORDS},
        **{name: ANSWERS[getattr(episode, name)] for name in YES_OR_NOT},
        **ways_initial(episode, vocabulary),
        **feelings_initial(episode),
        **positions_initial(episode),
        **others_initial(episode),
    }


def when_initial(episode: Episode) -> dict[str, object]:
    """The place and the time by the teller's clock. `moment` is the exact one, of which the form
    shows the minute."""
    local = None if episode.at is None else by_clock(episode.at, episode.zone)
    return {
        "place": episode.place,
        "age": episode.age,
        "zone": episode.zone or "",
        "moment": episode.at.isoformat() if episode.at else "",
        "date": local.date() if local else None,
        "time": minute(local) if local else None,
    }


def begun_beside(other: Episode) -> dict[str, object]:
    """What a form shows at first that tells another's moment anew: where it was, when and with
    whom, and nothing else of what the other said."""
    return when_initial(other) | {"person": other.person or ""}


def minute(moment: datetime) -> time:
    """The time of day, to the minute."""
    return moment.time().replace(second=0, microsecond=0)


def ways_initial(episode: Episode, vocabulary: Vocabulary) -> dict[str, object]:
    """What I did: old ways and words nobody knows, and new ways."""
    did = episode.i_did or ()
    new = [code for code in did if vocabulary.term("behaviour", code) is None]
    new = [code for code in new if vocabulary.term("new", code)]
    return {"old_ways": [code for code in did if code not in new], "new_ways": new}


def feelings_initial(episode: Episode) -> dict[str, object]:
    """The feelings, how strong each was, at first and at the end, and how it lay to the others."""
    felt = episode.feelings or ()
    strengths = {f"strength_{each.code}": each.intensity for each in reversed(felt)}
    afters = {f"after_{each.code}": each.after for each in reversed(felt)}
    layers = {f"layer_{each.code}": each.layer or "" for each in reversed(felt)}
    codes = list(dict.fromkeys(each.code for each in felt))
    return {"feelings": codes, **strengths, **afters, **layers}


def positions_initial(episode: Episode) -> dict[str, object]:
    """Where the two were on the circle."""
    mine, theirs = episode.my_position, episode.other_position
    return {
        "my_warmth": mine and mine[0],
        "my_dominance": mine and mine[1],
        "other_warmth": theirs and theirs[0],
        "other_dominance": theirs and theirs[1],
    }


def others_initial(episode: Episode) -> dict[str, object]:
    """How it was for the other person, and what had been feared of them."""
    impact, expected = episode.impact, episode.expected
    return {
        "impact_text": impact.text if impact else "",
        "impact_source": impact.source if impact else "",
        "expected_did": expected.other_did if expected else "",
        "expected_words": expected.words if expected else "",
        "expected_chance": expected.chance if expected else None,
    }


def plain(value: object) -> str:
    """A value as a form sends it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date | time) else str(value)


# From a form to an episode ---------------------------------------------------------------------


def told(
    given: Given, before: Episode | None, author: Author, now: datetime, vocabulary: Vocabulary
) -> Episode:
    """The episode that a valid form tells, on top of what it said before. Of what it did not ask,
    everything stays."""
    base = before or Episode(
        id=_id(given),
        author=author,
        visibility="private",
        recorded_at=now,
        place="life",
        at=now,
    )
    sent, given = given, initial(base, vocabulary) | {"fresh": None} | dict(given)
    return replace(
        base,
        visibility=visibility(given, before, author),
        **(when(given, before) if "place" in sent else {}),
        **{name: codes(given[name], getattr(base, name)) for name in LISTS},
        **{name: None if given[name] == "" else given[name] for name in PLAIN},
        story=text(given["story"], base.story),
        **{name: perhaps(given[name], getattr(base, name)) for name in WORDS},
        **{name: SAID[str(given[name])] for name in YES_OR_NOT},
        person=given["person"] or None,
        session=session(given),
        i_did=ways(given, base, author),
        order=order(given, base),
        feelings=feelings(given, base),
        my_position=position(given["my_warmth"], given["my_dominance"]),
        other_position=position(given["other_warmth"], given["other_dominance"]),
        impact=impact(given, base) if decides(author) else response(given, base),
        expected=expected(given, base),
    )


def _id(given: Given) -> UUID:
    found = given["id"]
    return found if isinstance(found, UUID) else UUID(str(found))


def visibility(given: Given, before: Episode | None, author: Author) -> Visibility:
    """A client's word decides about their own. What a counsellor tells is a draft until the two
    have talked about it, unless both agreed that it may be read before."""
    if decides(author):
        return "shared" if given["visibility"] == "shared" else "private"
    if before:
        return before.visibility
    return "shared" if given.get("agreed_ahead") else "private"


def _listed(found: object) -> list[str]:
    return [str(each) for each in found] if isinstance(found, list) else []


def when(given: Given, before: Episode | None) -> dict[str, object]:
    """The place and the time; a new memory from back then has a time only if one was chosen."""
    past = given["place"] == "past"
    at = moment(given)
    if past and before is None and at == given["moment"]:
        at = None
    return {
        "place": given["place"],
        "at": at,
        "zone": (given["zone"] or None) if at or before else None,
        "age": given["age"] if past else None,
    }


def moment(given: Given) -> datetime | None:
    """The chosen minute; where it is the minute that was shown, the exact moment behind it."""
    day, hour, exact = given["date"], given["time"], given["moment"]
    if not isinstance(day, date):
        return None
    zone = str(given["zone"] or "")
    shown = by_clock(exact, zone) if isinstance(exact, datetime) else None
    chosen = hour if isinstance(hour, time) else minute(shown) if shown else time(12)
    if shown and (shown.date(), minute(shown)) == (day, chosen):
        return exact if isinstance(exact, datetime) else None
    return on_clock(day, chosen, clock(zone))


def text(given: object, before: str | None) -> str:
    """What was written, with plain line ends; untouched, it stays as it was."""
    written = flat(str(given or ""))
    if before is not None and flat(before) == written:
        return before
    return written if written.strip() else ""


def flat(written: str) -> str:
    """Line ends as one sign: a browser sends two."""
    return written.replace("\r\n", "\n").replace("\r", "\n")


def perhaps(given: object, before: str | None) -> str | None:
    """What was written, or nothing if nothing ever was."""
    written = text(given, before)
    return None if before is None and not written else written


def codes(given: object, before: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """What was chosen: what stood there before in its old order, then what is new."""
    chosen = _listed(given)
    if not chosen and before is None:
        return None
    kept = [code for code in before or () if code in chosen]
    return (*kept, *(code for code in dict.fromkeys(chosen) if code not in kept))


def order(given: Given, base: Episode) -> Order | None:
    """Whether it is open what came first. It is known from when it is said, or answered anew."""
    answers = ("other_did", "other_then")
    same = all(codes(given[name], getattr(base, name)) == getattr(base, name) for name in answers)
    return base.order if same and not given["came_first"] else None


def feelings(given: Given, base: Episode) -> tuple[Feeling, ...] | None:
    """The chosen feelings, each as strong as it was said to be."""
    felt = base.feelings or ()
    names = None if base.feelings is None else tuple(each.code for each in felt)
    chosen = codes(given["feelings"], names)
    if chosen is None:
        return None
    shown = feelings_initial(base)
    kept = [_felt(each, given, shown) for each in felt if each.code in chosen]
    new = [Feeling(code=code) for code in chosen if code not in {each.code for each in felt}]
    return (*kept, *(_felt(each, given, shown) for each in new))


def _felt(feeling: Feeling, given: Given, shown: Given) -> Feeling:
    """A feeling with the strength that was given; one that was not touched stays as it was."""
    names = {"intensity": f"strength_{feeling.code}", "after": f"after_{feeling.code}"}
    touched = {each: name for each, name in names.items() if given.get(name) != shown.get(name)}
    layer = f"layer_{feeling.code}"
    if given.get(layer, shown.get(layer)) != shown.get(layer):
        feeling = replace(feeling, layer=given[layer] or None)
    return replace(feeling, **{each: given.get(name) for each, name in touched.items()})


def position(warmth: object, dominance: object) -> Position | None:
    """A place on the circle; where only one side was said, the other is in the middle."""
    if warmth is None and dominance is None:
        return None
    return (_number(warmth), _number(dominance))


def _number(given: object) -> float:
    return float(given) if isinstance(given, float | int) else 0.0


def session(given: Given) -> UUID | None:
    """The chosen session."""
    return UUID(str(given["session"])) if given["session"] else None


def ways(given: Given, base: Episode, author: Author) -> tuple[str, ...] | None:
    """What was chosen of what I did; of what a counsellor is not asked, everything stays."""
    unasked = () if decides(author) else (code for code in base.i_did or () if code in NOT_SEEN)
    chosen = [*_listed(given["old_ways"]), *_listed(given["new_ways"]), *unasked]
    return codes(list(dict.fromkeys(chosen)), base.i_did)


def response(given: Given, base: Episode) -> Impact | None:
    """How it was for the counsellor who tells; what else stands there stays."""
    own = base.impact if has_response(base) else None
    words = text(given["impact_text"], own.text if own else "")
    if words:
        return Impact(text=words, source="counsellor")
    return None if own else base.impact


def impact(given: Given, base: Episode) -> Impact | None:
    """How it was for them. Words without a source are a guess."""
    words = text(given["impact_text"], base.impact.text if base.impact else "")
    source = str(given["impact_source"] or "")
    if not words and not source:
        return None
    return Impact(text=words, source=SOURCES.get(source, "guessed"))


def expected(given: Given, base: Episode) -> Expected | None:
    """What was feared: of a list, in one's own words, and how sure it seemed."""
    feared = replace(
        base.expected or Expected(),
        other_did=given["expected_did"] or None,
        words=text(given["expected_words"], base.expected.words if base.expected else ""),
        chance=given["expected_chance"],
    )
    return None if base.expected is None and feared == Expected() else feared
