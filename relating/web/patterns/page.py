"""The claims of a case as the counsellor's page shows them: one in full, the others in lists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from relating.case import Answer, Dip, Episode, Pattern, Pulse
from relating.engine.alliance import alliance
from relating.engine.patterns import Findings, Rules
from relating.journal.queries import OpenCase
from relating.web.page.own_entry import may_revise
from relating.web.page.pieces import Row
from relating.web.page.rows import rows_of
from relating.web.patterns import sentences as said
from relating.web.patterns.claims import Claim, is_retired
from relating.web.patterns.drawings import Drawn, drawn
from relating.web.patterns.sentences import Sentence
from relating.web.voice.times import when
from relating.web.voice.words import opening

Text = str | Promise
WAIT = 2
"""After so many seconds a page that is waiting asks again."""
Episodes = Mapping[UUID, Episode]
LEAST = Rules().fewest_episodes
SET_ASIDE = {"retired", "not_this", "as_made"}
FIRST, MOST = 4, 20
"""Counter-examples shown at once and behind a tap; every time is a mark, too."""
EYEBROWS: dict[str, Text] = {
    "proposed": gettext_lazy("A possible pattern, not shared yet."),
    "early": gettext_lazy("Too early to call it a pattern. Not shared."),
    "fallen": gettext_lazy("It was a possible pattern once. Not shared."),
    "look_together": gettext_lazy("To look at together. Not shared yet."),
    "watching": gettext_lazy("You keep watching this. Not shared."),
    "not_this": gettext_lazy("Set aside. Not shared."),
    "as_made": "",
    "retired": gettext_lazy("Retired. You both can read it."),
}
GROUPS: dict[str, tuple[Text, Text]] = {
    "proposed": (gettext_lazy("Possible patterns"), ""),
    "look_together": (gettext_lazy("To look at together"), ""),
    "watching": (
        gettext_lazy("You keep watching"),
        gettext_lazy("Only what is told after it was named speaks for it or against it."),
    ),
    "early": (
        gettext_lazy("Too early to say"),
        gettext_lazy("These may be chance. What is told from now on will show."),
    ),
    "fallen": (
        gettext_lazy("Possible patterns once"),
        gettext_lazy(
            "With what was told since, they are not clearly more often than at other times."
        ),
    ),
    "retired": (
        gettext_lazy("Retired"),
        gettext_lazy(
            "One of you two put these away. Both can read them; they are not offered again."
        ),
    ),
    "not_this": (
        gettext_lazy("Not this"),
        gettext_lazy("Not offered for ninety days, nor what only varies it."),
    ),
    "as_made": (
        gettext_lazy("How they are made, they say"),
        gettext_lazy("No pattern to work on. It is not offered again, nor what only varies it."),
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in a list; with a `back_url` it can be brought back."""

    url: str
    sentence: Sentence
    words: str
    meta: tuple[str, ...]
    current: bool
    back_url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one kind."""

    name: str
    title: Text
    says: Text
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the client answered: whether it fits, and their own words for it."""

    fits: str
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim in full. `own` says that the viewer may do something with it."""

    claim: Claim
    eyebrow: Text
    sentence: Sentence
    words: str
    at_other_times: str
    basis: str
    felt: tuple[Sentence, ...]
    since: tuple[str, ...]
    drawn: Drawn | None
    otherwise: str
    otherwise_rows: tuple[Row, ...]
    otherwise_more: tuple[Row, ...]
    this_way: str
    this_way_rows: tuple[Row, ...]
    answer: Answered | None
    own: bool


def shown(claim: Claim, case: OpenCase, episodes: Episodes, now: datetime) -> Shown:
    """One claim with everything that speaks for it and against it."""
    found = claim.counted
    sentence = said.claim(found, case)
    otherwise = newest(found.counter_examples, case, now)
    return Shown(
        claim=claim,
        eyebrow=eyebrow(claim, case),
        sentence=sentence,
        words=claim.kept.statement if claim.kept else "",
        at_other_times=said.beside(found, claimed=was_claimed(claim)),
        basis=said.basis(found) if claim.kept is None else "",
        felt=tuple(said.felt(found, episodes, case)),
        since=tuple(since(claim, case, episodes, now)),
        drawn=drawn(found, said.plain(sentence), episodes, case) if found.n else None,
        otherwise=said.otherwise(found),
        otherwise_rows=otherwise[:FIRST],
        otherwise_more=otherwise[FIRST:MOST],
        this_way=said.this_way(found),
        this_way_rows=newest(found.episodes, case, now)[:MOST],
        answer=answered(claim.kept, case),
        own=claim.kept is None or may_revise(case, claim.kept),
    )


def was_claimed(claim: Claim) -> bool:
    """Whether the software claimed it: then it says so when the reasons have fallen."""
    if claim.kept is not None:
        return claim.kept.named_by == "engine"
    return claim.group != "early"


def eyebrow(claim: Claim, case: OpenCase) -> Text:
    """The line above a claim: what it is so far, and who sees it."""
    if claim.kept is not None and is_retired(claim.kept, case):
        return EYEBROWS["retired"]
    if claim.kept is not None and claim.kept.visibility == "shared":
        return _("Shared. You both can read it.")
    return EYEBROWS[claim.group]


def newest(wanted: Iterable[UUID], case: OpenCase, now: datetime) -> tuple[Row, ...]:
    """The episodes with these ids as rows, in the order of the case: newest first."""
    return rows_of(case.told_in(set(wanted)), case, now)


def since(claim: Claim, case: OpenCase, episodes: Episodes, now: datetime) -> Iterator[str]:
    """How a claim that is watched has fared since it was named."""
    kept = claim.kept
    if kept is None:
        return
    if kept.state == "not_this":
        yield rests(kept)
        return
    yield said.named_on(kept, when(kept.since, now))
    yield said.since_named(kept, claim.counted, episodes, borne_out=claim.borne_out)


def rests(kept: Pattern) -> str:
    """Until when a pattern that was set aside is left alone, in words."""
    if kept.until is None:
        return ""
    day = written(kept.until, pgettext("date with year", "j F Y"))
    return _("Set aside until %(day)s.") % {"day": day}


def answered(kept: Pattern | None, case: OpenCase) -> Answered | None:
    """What the client says of a shared pattern."""
    if kept is None:
        return None
    found = next((each for each in case.all(Answer) if each.to == kept.id), None)
    if found is None or not (found.resonance or found.in_my_words):
        return None
    fits = case.vocabulary.label("resonance", found.resonance) if found.resonance else ""
    return Answered(fits, found.in_my_words)


def groups(
    every: Iterable[Claim], chosen: Claim | None, case: OpenCase, episodes: Episodes
) -> tuple[Group, ...]:
    """Every claim by its group; one that stands above and alone in its group needs no list."""
    by_name: dict[str, list[Claim]] = {}
    for each in every:
        by_name.setdefault(each.group, []).append(each)
    return tuple(
        Group(name, *GROUPS[name], tuple(line(each, chosen, case, episodes) for each in found))
        for name, found in by_name.items()
        if name in SET_ASIDE or found != [chosen]
    )


def line(claim: Claim, chosen: Claim | None, case: OpenCase, episodes: Episodes) -> Line:
    """A claim in a list."""
    address = [case.case_id, claim.key]
    back = reverse("pattern-act", args=[*address, "back"]) if may_come_back(claim) else ""
    return Line(
        url=reverse("pattern", args=address),
        sentence=said.claim(claim.counted, case),
        words=opening(claim.kept.statement) if claim.kept else "",
        meta=tuple(meta(claim, case, episodes)),
        current=chosen is not None and claim.key == chosen.key,
        back_url=back,
    )


def may_come_back(claim: Claim) -> bool:
    """Whether the counsellor put it away, so that they bring it back."""
    retired = claim.group == "retired" and claim.kept is not None and claim.kept.retired
    return retired or claim.group == "not_this"


def meta(claim: Claim, case: OpenCase, episodes: Episodes) -> Iterator[str]:
    """What stands small below a claim in a list."""
    kept = claim.kept
    if kept is None:
        return
    if kept.state == "not_this":
        yield rests(kept)
        return
    if is_retired(kept, case):
        yield (
            _("you retired it")
            if kept.retired
            else _("%(name)s retired it") % {"name": case.client_name}
        )
    elif kept.visibility == "shared":
        yield _("shared with %(name)s") % {"name": case.client_name}
    answer = answered(kept, case)
    if answer is not None and answer.fits:
        yield f"{case.client_name}: {answer.fits}"
    yield said.since_named(kept, claim.counted, episodes, borne_out=claim.borne_out)


def not_yet(findings: Findings, case: OpenCase) -> str:
    """Why nothing is proposed; empty where something is."""
    if findings.not_yet is None:
        return ""
    given = {"n": findings.usable, "least": LEAST, "who": case.client_name}
    if findings.usable < LEAST:
        return (
            ngettext(
                "Not yet. What %(who)s did is known of %(n)s time so far; "
                "from %(least)s on it is worth looking.",
                "Not yet. What %(who)s did is known of %(n)s times so far; "
                "from %(least)s on it is worth looking.",
                findings.usable,
            )
            % given
        )
    return (
        _(
            "Not yet. In %(n)s times nothing stands out clearly enough from how %(who)s is with "
            "the same people otherwise."
        )
        % given
    )


def open_dip(case: OpenCase) -> int | None:
    """The number of the session since which a dip is open."""
    found = alliance(case.all(Pulse), case.sessions, case.all(Dip))
    return found.open[0].number if found.open else None


def waiting(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """The page while the case is being looked through: it asks again by itself."""
    answer = render(request, "web/patterns/waiting.html", context)
    answer.headers["Refresh"] = str(WAIT)
    return answer
