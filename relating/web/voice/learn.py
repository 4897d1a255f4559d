"""Help beside the thing: four short sentences to each of the two, and where they come from.

Nothing here is asked, and none of it has to be read. A lesson is beside the thing it speaks of, in
the template of its page: `{% learn "circle" %}`.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXT = _("the text on Interpersonal Therapy from which Relating was made")


@dataclass(frozen=True, slots=True)
class Lesson:
    """Four sentences to the client and four to the counsellor, who may be told the same.

    `name` in a sentence is the other of the two. `sources` are where it comes from.
    """

    title: Promise
    hers: tuple[Promise, Promise, Promise, Promise]
    sources: tuple[Promise, ...]
    his: tuple[Promise, Promise, Promise, Promise] | None = None

    def to(self, *, client: bool) -> tuple[Promise, Promise, Promise, Promise]:
        """The four sentences to one of the two."""
        return self.hers if client or self.his is None else self.his


LESSONS: Final[dict[str, Lesson]] = {
    "beginning": Lesson(
        title=_("Why agree on this first?"),
        hers=(
            _("When you both know what to expect, it is easier to be honest."),
            _("You say yes to each line by itself, and a no is fine."),
            _("Ask %(name)s about whatever is not clear."),
            _("You can read it again later, and take a yes back."),
        ),
        his=(
            _("When you both know what to expect, it is easier to be honest."),
            _("Say each line in your own words, and ask what it means to %(name)s."),
            _("A no at the start is worth as much as a yes."),
            _("Either of you can read it again later, and take a yes back."),
        ),
        sources=(TEXT, _("Edward Bordin on working together")),
    ),
    "feedback": Lesson(
        title=_("Why say this here and now?"),
        hers=(
            _("It may feel strange that %(name)s says how it is to sit with you."),
            _("Few people tell you that while it happens, and so it is hard to see."),
            _("It is what one person noticed, and it can be wrong."),
            _("You say whether it fits; “not now” is an answer, too."),
        ),
        his=(
            _("Say what a camera would have seen, and then how it was for you."),
            _("That is your own response, and no finding about %(name)s."),
            _("It may feel strange at first, so ask how it is to hear it."),
            _("A “not really” helps as much as a yes."),
        ),
        sources=(TEXT, _("Irvin Yalom on the here and now"), _("Donald Kiesler on feedback")),
    ),
    "here": Lesson(
        title=_("What is this for?"),
        hers=(
            _("What happens between you two often happens elsewhere, too."),
            _("Here you can look at it together while it is still warm."),
            _("Either of you can name it, slow it down, or stop."),
            _("A mark says that something was there, and not what it was."),
        ),
        sources=(TEXT, _("Irvin Yalom on the here and now")),
    ),
    "circle": Lesson(
        title=_("How to read the circle"),
        hers=(
            _("Each mark shows how you stood to somebody at one moment."),
            _("Up is leading and down is letting the other lead; right is near and left is away."),
            _("No place is good or bad: it depends on what you wanted."),
            _("One step often draws the next: whoever leads invites the other to follow."),
        ),
        his=(
            _("Each mark shows how %(name)s stood to somebody at one moment."),
            _("Up is leading and down is letting the other lead; right is near and left is away."),
            _("No place is good or bad, and none is a type of person."),
            _("Ask what was wanted there, and what the other did next."),
        ),
        sources=(_("Timothy Leary on the circle"), _("Donald Kiesler on what draws what")),
    ),
    "way": Lesson(
        title=_("What is a way?"),
        hers=(
            _("A way is something you do with people before you have thought about it."),
            _("Once it spared you something, and that was a good reason to learn it."),
            _("Today it may cost more than it spares."),
            _("You do not have to lose it: a second way comes beside it, and you choose."),
        ),
        his=(
            _("A way is named by %(name)s, and changed by nobody else."),
            _("Ask first what it spared, and only then what it costs."),
            _("It was learned for a good reason, often when there was no choice."),
            _("Your own part in it stands beside it, in your own words."),
        ),
        sources=(TEXT, _("John Bowlby on what we learn to expect of people")),
    ),
    "plan": Lesson(
        title=_("Why write it down before?"),
        hers=(
            _("In the moment itself it is hard to think of something new."),
            _("“If this happens, I say that” comes to mind by itself more often."),
            _("Write what you fear, so that you can see later what really came."),
            _("Not doing it is fine; that tells you something as well."),
        ),
        his=(
            _("A plan is for one moment with one person, in words that %(name)s would say."),
            _("“If this happens, I say that” comes to mind more often than a good intention."),
            _("Ask what is feared, so that it can stand beside what came."),
            _("A plan that was not used is not a failure, and needs no reminder."),
        ),
        sources=(TEXT, _("Peter Gollwitzer on if-then plans")),
    ),
    "practise": Lesson(
        title=_("Why say it aloud?"),
        hers=(
            _("Saying a thing aloud is different from thinking it."),
            _("Here it can be tried, stopped and tried again, and nothing is lost."),
            _("What you said once comes more easily the next time."),
            _("It does not have to be good, and nobody marks it."),
        ),
        sources=(TEXT, _("Albert Bandura on practice and being sure of oneself")),
    ),
    "pulse": Lesson(
        title=_("What are these for?"),
        hers=(
            _("They ask how the hour was for you, and nothing about how you are doing."),
            _("What was not right is the most useful thing that you can say."),
            _("Nobody is marked by it, neither you nor %(name)s."),
            _("If something is not right, you two can talk about that first."),
        ),
        his=(
            _("You say how you think the hour was for %(name)s."),
            _("Where the two of you differ there is something to ask about."),
            _("High numbers can also mean that a no was hard to say."),
            _("Whether something was wrong, the two of you say, and no number does."),
        ),
        sources=(
            _("Edward Bordin on working together"),
            _("Jeremy Safran and Christopher Muran on mending it"),
        ),
    ),
    "dip": Lesson(
        title=_("Why does this come first?"),
        hers=(
            _("Any two people who work closely miss each other at times."),
            _("When that is said and mended, the work often gets stronger."),
            _("So nothing new is offered or planned until you two have talked."),
            _("You may begin with one word, and it may be a cross one."),
        ),
        his=(
            _("Any two people who work closely miss each other at times."),
            _("Listening and saying your own part come first; a link to a pattern comes later."),
            _("What is left unmended often goes with a poorer end."),
            _("Whether it was a rupture, the two of you say."),
        ),
        sources=(
            _("Jeremy Safran and Christopher Muran on mending it"),
            _("Catherine Eubanks and others, 2018"),
        ),
    ),
    "new_between": Lesson(
        title=_("Why does this matter?"),
        hers=(
            _("We brace for what used to come."),
            _("Now and then something else comes, and it can be felt."),
            _("Such a moment teaches more than a good explanation does."),
            _("It counts when one of you two says so, and never by itself."),
        ),
        sources=(TEXT, _("Franz Alexander on what is lived through anew")),
    ),
    "back_then": Lesson(
        title=_("Do we have to look at back then?"),
        hers=(
            _("No: this work is first of all about how it is now."),
            _("Some ways began when you were small, and knowing that can make you kinder to them."),
            _("It opens when both of you say yes, and either can close it."),
            _("You may stop in the middle of a sentence."),
        ),
        his=(
            _("This work is first of all about how it is now."),
            _("Knowing where a way began can make somebody kinder to it."),
            _("It opens when both of you say yes, and either can close it."),
            _("A memory that you tell waits folded until %(name)s opens it."),
        ),
        sources=(TEXT, _("John Bowlby on what we learn to expect of people")),
    ),
    "map": Lesson(
        title=_("How to read the map"),
        hers=(
            _("Near, middle and far are how it feels to you today."),
            _("You can say who is there for you, and for whom you are there."),
            _("There is no right number of people, and no right place."),
            _("People who are gone, or dead, may stay near."),
        ),
        his=(
            _("Near, middle and far are how it feels to %(name)s."),
            _("It shows who is there for whom, and how that changes."),
            _("There is no right number of people, and no right place."),
            _("You stand on it as well, for as long as you two work together."),
        ),
        sources=(TEXT, _("Robert Kahn and Toni Antonucci on the people around us")),
    ),
    "patterns": Lesson(
        title=_("What does this claim?"),
        hers=(
            _("It counts what you told: after one thing, how often did another follow?"),
            _("Beside it stands how often that came at other times."),
            _("It may be chance, and it does not say who you are."),
            _("You say whether it fits, and you can put it away."),
        ),
        his=(
            _("It counts what was told: after one thing, how often did another follow?"),
            _("Beside it stands how often that came at other times with the same people."),
            _("It may be chance, and it is no trait."),
            _("Whether it fits, %(name)s says; until then it is a guess."),
        ),
        sources=(_("Lester Luborsky on what comes back in the stories people tell"),),
    ),
    "changed": Lesson(
        title=_("What does this count?"),
        hers=(
            _("It counts the times that you told, before you began and since."),
            _("Telling more or less changes that, so it proves nothing."),
            _("It can get harder for a while, and that is said in the same words."),
            _("Which sentence stands here, you choose."),
        ),
        his=(
            _("It counts the times that were told, before the work on a way began and since."),
            _("Telling more or less changes that, so it proves nothing."),
            _("Each sentence carries one way in which it is not so."),
            _("Which of them stands on their page, %(name)s chooses."),
        ),
        sources=(
            TEXT,
            _("our own way of counting, written down in the method of Relating"),
        ),
    ),
    "goals": Lesson(
        title=_("Why say what I came for?"),
        hers=(
            _("When you both know what you came for, the hours are easier to use."),
            _("Say it in your own words, and also what a start would be."),
            _("It may change, and you may drop it without a reason."),
            _("It is looked at now and then, and never every week."),
        ),
        his=(
            _("What %(name)s came for is said by %(name)s, in their own words."),
            _("A start, good enough and more than hoped are steps, and no marks."),
            _("It may change, and may be dropped without a reason."),
            _("A goal can be about the two of you, and then it is your work as well."),
        ),
        sources=(
            TEXT,
            _("Edward Bordin on working together"),
            _("Thomas Kiresuk and Robert Sherman on goals in steps"),
        ),
    ),
    "ending": Lesson(
        title=_("Why speak of the ending?"),
        hers=(
            _("How two people part often shows how they were together."),
            _("It may be sad, or a relief, or make you cross; all of it can be said."),
            _("What did not work belongs here as much as what did."),
            _("What you learned goes with you, and what you wrote you can take along."),
        ),
        his=(
            _("How two people part often shows how they were together."),
            _("Speak of it early, and say how it is for you."),
            _("Ask about what the two of you did not manage."),
            _("Old ways often come back near the end, and that is no failure."),
        ),
        sources=(TEXT, _("James Mann on the end of a therapy")),
    ),
    "seen": Lesson(
        title=_("Why beside each other?"),
        hers=(
            _("All day we guess how others see us."),
            _("Such a guess often comes from people of long ago."),
            _("Beside yours you can put what somebody really said."),
            _("Where it is safe you can ask, and you never have to."),
        ),
        his=(
            _("All day we guess how others see us."),
            _("Such a guess often comes from people of long ago."),
            _("Beside it stands what somebody really said, with its source."),
            _("Where it concerns you, your own honest answer can stand there."),
        ),
        sources=(TEXT, _("Harry Stack Sullivan on how others see us")),
    ),
    "telling": Lesson(
        title=_("Why one small moment?"),
        hers=(
            _("One moment with one person shows more than a whole week in a few words."),
            _("Good moments belong here as much as bad ones."),
            _("Leave out whatever does not fit; a line is enough."),
            _("It is private to you until you share it."),
        ),
        his=(
            _("One moment with one person shows more than a summary."),
            _("Tell what a camera would have seen, and what was yours."),
            _("What %(name)s felt or wanted is not asked of you."),
            _("It counts once %(name)s says that it was so."),
        ),
        sources=(TEXT, _("Lester Luborsky on what comes back in the stories people tell")),
    ),
}
"""Every lesson, by the key that templates give."""
