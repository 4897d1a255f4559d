"""Every address, room by room. A new one needs a row in tests/access/table.toml."""

from relating.web.accounts.urls import urlpatterns as accounts
from relating.web.after.urls import urlpatterns as after
from relating.web.agenda.urls import urlpatterns as agenda
from relating.web.alliance.urls import urlpatterns as alliance
from relating.web.beginning.urls import urlpatterns as beginning
from relating.web.caseload.urls import urlpatterns as caseload
from relating.web.changed.urls import urlpatterns as changed
from relating.web.clinic.urls import urlpatterns as clinic
from relating.web.diary.urls import urlpatterns as diary
from relating.web.ending.urls import urlpatterns as ending
from relating.web.entries.urls import urlpatterns as entries
from relating.web.episodes.urls import urlpatterns as episodes
from relating.web.feedback.urls import urlpatterns as feedback
from relating.web.goals.urls import urlpatterns as goals
from relating.web.home.urls import urlpatterns as home
from relating.web.learn.urls import urlpatterns as learn
from relating.web.notes.urls import urlpatterns as notes
from relating.web.patterns.urls import urlpatterns as patterns
from relating.web.people.urls import urlpatterns as people
from relating.web.phone.urls import urlpatterns as phone
from relating.web.plans.urls import urlpatterns as plans
from relating.web.practise.urls import urlpatterns as practise
from relating.web.prepare.urls import urlpatterns as prepare
from relating.web.pulse.urls import urlpatterns as pulse
from relating.web.room.urls import urlpatterns as room
from relating.web.safety.urls import urlpatterns as safety
from relating.web.sessions.urls import urlpatterns as sessions
from relating.web.supervision.urls import urlpatterns as supervision
from relating.web.trail.urls import urlpatterns as trail
from relating.web.ways.urls import urlpatterns as ways
from relating.web.week.urls import urlpatterns as week
from relating.web.with_me.urls import urlpatterns as with_me
from relating.web.words.urls import urlpatterns as words

urlpatterns = [
    *accounts,
    *home,
    *clinic,
    *caseload,
    *week,
    *beginning,
    *practise,
    *prepare,
    *room,
    *after,
    *sessions,
    *pulse,
    *alliance,
    *feedback,
    *agenda,
    *episodes,
    *diary,
    *people,
    *patterns,
    *plans,
    *ways,
    *changed,
    *goals,
    *learn,
    *with_me,
    *ending,
    *notes,
    *supervision,
    *words,
    *safety,
    *entries,
    *phone,
    *trail,
]

handler404 = "relating.web.page.errors.missing"
handler403 = "relating.web.page.errors.forbidden"
handler500 = "relating.web.page.errors.failed"
