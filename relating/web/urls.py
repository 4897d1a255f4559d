"""Every address. A new one needs a row in tests/access/table.toml, or the tests fail."""

from django.urls import path

from relating.web.accounts import invitations, views
from relating.web.agenda import views as agenda
from relating.web.alliance import views as alliance
from relating.web.caseload import views as cases
from relating.web.clinic import views as practice
from relating.web.diary import circle, search, timeline
from relating.web.diary import views as listing
from relating.web.entries import views as entries
from relating.web.episodes import tell
from relating.web.episodes import views as episodes
from relating.web.feedback import views as feedback
from relating.web.home import case, more
from relating.web.home import views as home
from relating.web.notes import views as notes
from relating.web.patterns import my_ways
from relating.web.patterns import views as patterns
from relating.web.people import views as people
from relating.web.prepare import views as prepare
from relating.web.pulse import handed
from relating.web.pulse import views as pulse
from relating.web.room import views as room
from relating.web.safety import views as safety
from relating.web.sessions import views as sessions
from relating.web.supervision import views as supervision
from relating.web.words import views as words

urlpatterns = [
    path("", home.home, name="home"),
    # The door
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("leave/", views.leave, name="leave"),
    path("passphrase/", views.passphrase, name="passphrase"),
    path("set-up/<str:token>/", views.set_up, name="set-up"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("pulse/<str:token>/", handed.given, name="pulse-given"),
    path("robots.txt", views.robots, name="robots"),
    # The practice
    path("practice/", practice.practice, name="practice"),
    path("practice/invite/", practice.invite, name="practice-invite"),
    path("practice/members/<uuid:user>/end/", practice.end, name="member-end"),
    path("practice/words/", words.practice_home, name="practice-words-home"),
    path("practice/words/<str:name>/", words.practice_words, name="practice-words"),
    path("supervision/", supervision.mine, name="supervision"),
    path("supervision/<uuid:entry>/", supervision.loan, name="loan"),
    path("supervision/<uuid:entry>/end/", supervision.end, name="loan-end"),
    # Cases
    path("cases/", cases.caseload, name="caseload"),
    path("cases/new/", cases.new, name="case-new"),
    path("cases/<uuid:case>/", case.case, name="case"),
    path("cases/<uuid:case>/invitation/", invitations.invite, name="case-invitation"),
    path("cases/<uuid:case>/prepare/", prepare.page, name="prepare"),
    path("cases/<uuid:case>/agenda/", agenda.agenda, name="agenda"),
    path("cases/<uuid:case>/room/", room.room, name="room"),
    path("cases/<uuid:case>/room/both/", room.both, name="room-both"),
    path("cases/<uuid:case>/room/after/", room.after, name="room-after"),
    path("cases/<uuid:case>/sessions/", sessions.sessions, name="sessions"),
    path("cases/<uuid:case>/sessions/new/", sessions.new, name="session-new"),
    path("cases/<uuid:case>/contract/", sessions.contract, name="contract"),
    path("cases/<uuid:case>/episodes/", listing.episodes, name="episodes"),
    path("cases/<uuid:case>/diary/", episodes.diary, name="diary"),
    path("cases/<uuid:case>/episodes/new/", tell.new, name="episode-new"),
    path("cases/<uuid:case>/deleted/", entries.deleted, name="deleted"),
    path("cases/<uuid:case>/people/", people.people, name="people"),
    path("cases/<uuid:case>/people/new/", people.new, name="person-new"),
    path("cases/<uuid:case>/circle/", circle.circle, name="circle"),
    path("cases/<uuid:case>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case>/feedback/", feedback.feedback, name="feedback"),
    path("cases/<uuid:case>/feedback/new/", feedback.new, name="feedback-new"),
    path("cases/<uuid:case>/alliance/", alliance.alliance, name="alliance"),
    path("cases/<uuid:case>/notes/", notes.notes, name="notes"),
    path("cases/<uuid:case>/notes/new/", notes.new, name="note-new"),
    path("cases/<uuid:case>/supervision/", supervision.of_case, name="case-supervision"),
    path("cases/<uuid:case>/supervision/new/", supervision.new, name="supervision-new"),
    path("cases/<uuid:case>/supervision/consent/", supervision.consent, name="supervision-consent"),
    path("cases/<uuid:case>/words/", words.home, name="words-home"),
    path("cases/<uuid:case>/words/<str:name>/", words.words, name="words"),
    path("cases/<uuid:case>/search/", search.search, name="search"),
    path("cases/<uuid:case>/safety/", safety.safety, name="safety"),
    path("cases/<uuid:case>/safety/edit/", safety.edit, name="safety-edit"),
    path("cases/<uuid:case>/seen/", more.seen, name="seen"),
    path("cases/<uuid:case>/patterns/", patterns.patterns, name="patterns"),
    path("cases/<uuid:case>/patterns/new/", patterns.new, name="pattern-new"),
    path("cases/<uuid:case>/patterns/<uuid:key>/", patterns.patterns, name="pattern"),
    path("cases/<uuid:case>/patterns/<uuid:key>/share/", patterns.share, name="pattern-share"),
    path("cases/<uuid:case>/patterns/<uuid:key>/<str:act>/", patterns.act, name="pattern-act"),
    path("cases/<uuid:case>/ways/", my_ways.ways, name="ways"),
    path("cases/<uuid:case>/ways/together/", my_ways.together, name="together"),
    path("cases/<uuid:case>/more/", more.more, name="more"),
    path("cases/<uuid:case>/export/", more.export, name="export"),
    # Entries: an episode, a person or a safety plan, by the id of its row
    path("episodes/<uuid:entry>/", episodes.episode, name="episode"),
    path("episodes/<uuid:entry>/edit/", tell.edit, name="episode-edit"),
    path("sessions/<uuid:entry>/", sessions.session, name="session"),
    path("sessions/<uuid:entry>/edit/", sessions.edit, name="session-edit"),
    path("sessions/<uuid:entry>/calendar/", sessions.calendar, name="session-calendar"),
    path("patterns/<uuid:entry>/", patterns.of_entry, name="pattern-entry"),
    path("ways/<uuid:entry>/", my_ways.way, name="way"),
    path("sessions/<uuid:entry>/pulse/", pulse.pulse, name="pulse"),
    path("sessions/<uuid:entry>/pulse/here/", handed.here, name="pulse-here"),
    path("sessions/<uuid:entry>/dip/", alliance.dip, name="dip"),
    path("feedback/<uuid:entry>/", feedback.one, name="feedback-one"),
    path("feedback/<uuid:entry>/edit/", feedback.edit, name="feedback-edit"),
    path("feedback/<uuid:entry>/answer/", feedback.answer, name="feedback-answer"),
    path("notes/<uuid:entry>/", notes.edit, name="note-edit"),
    path("people/<uuid:entry>/", people.person, name="person"),
    path("people/<uuid:entry>/edit/", people.edit, name="person-edit"),
    path("entries/<uuid:entry>/versions/", episodes.versions, name="versions"),
    path("entries/<uuid:entry>/share/", entries.share, name="share"),
    path("entries/<uuid:entry>/unshare/", entries.unshare, name="unshare"),
    path("entries/<uuid:entry>/delete/", entries.delete, name="delete"),
    path("entries/<uuid:entry>/put-back/", entries.put_back, name="put-back"),
    path("entries/<uuid:entry>/erase/", entries.erase, name="erase"),
]

handler404 = "relating.web.page.errors.missing"
handler403 = "relating.web.page.errors.forbidden"
handler500 = "relating.web.page.errors.failed"
