"""Every address. A new one needs a row in tests/access/table.toml, or the tests fail."""

from django.urls import path

from relating.web.views import (
    accounts,
    case,
    cases,
    circle,
    entries,
    episodes,
    home,
    invitations,
    keeping,
    listing,
    more,
    people,
    practice,
    safety,
    search,
    timeline,
    words,
)

urlpatterns = [
    path("", home.home, name="home"),
    # The door
    path("sign-in/", accounts.sign_in, name="sign-in"),
    path("sign-in/", accounts.sign_in, name="account_login"),
    path("sign-out/", accounts.sign_out, name="sign-out"),
    path("leave/", accounts.leave, name="leave"),
    path("passphrase/", accounts.passphrase, name="passphrase"),
    path("set-up/<str:token>/", accounts.set_up, name="set-up"),
    path("invitation/<str:token>/", accounts.invitation, name="invitation"),
    path("robots.txt", accounts.robots, name="robots"),
    # The practice
    path("practice/", practice.practice, name="practice"),
    path("practice/invite/", practice.invite, name="practice-invite"),
    path("practice/members/<uuid:user>/end/", practice.end, name="member-end"),
    path("practice/words/", words.practice_home, name="practice-words-home"),
    path("practice/words/<str:name>/", words.practice_words, name="practice-words"),
    path("supervision/", practice.supervision, name="supervision"),
    # Cases
    path("cases/", cases.caseload, name="caseload"),
    path("cases/new/", cases.new, name="case-new"),
    path("cases/<uuid:case>/", case.case, name="case"),
    path("cases/<uuid:case>/invitation/", invitations.invite, name="case-invitation"),
    path("cases/<uuid:case>/episodes/", listing.episodes, name="episodes"),
    path("cases/<uuid:case>/diary/", episodes.diary, name="diary"),
    path("cases/<uuid:case>/episodes/new/", keeping.new, name="episode-new"),
    path("cases/<uuid:case>/deleted/", entries.deleted, name="deleted"),
    path("cases/<uuid:case>/people/", people.people, name="people"),
    path("cases/<uuid:case>/people/new/", people.new, name="person-new"),
    path("cases/<uuid:case>/circle/", circle.circle, name="circle"),
    path("cases/<uuid:case>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case>/words/", words.home, name="words-home"),
    path("cases/<uuid:case>/words/<str:name>/", words.words, name="words"),
    path("cases/<uuid:case>/search/", search.search, name="search"),
    path("cases/<uuid:case>/safety/", safety.safety, name="safety"),
    path("cases/<uuid:case>/safety/edit/", safety.edit, name="safety-edit"),
    path("cases/<uuid:case>/seen/", more.seen, name="seen"),
    path("cases/<uuid:case>/ways/", more.ways, name="ways"),
    path("cases/<uuid:case>/more/", more.more, name="more"),
    path("cases/<uuid:case>/export/", more.export, name="export"),
    # Entries: an episode, a person or a safety plan, by the id of its row
    path("episodes/<uuid:entry>/", episodes.episode, name="episode"),
    path("episodes/<uuid:entry>/edit/", keeping.edit, name="episode-edit"),
    path("people/<uuid:entry>/", people.person, name="person"),
    path("people/<uuid:entry>/edit/", people.edit, name="person-edit"),
    path("entries/<uuid:entry>/versions/", episodes.versions, name="versions"),
    path("entries/<uuid:entry>/share/", entries.share, name="share"),
    path("entries/<uuid:entry>/unshare/", entries.unshare, name="unshare"),
    path("entries/<uuid:entry>/delete/", entries.delete, name="delete"),
    path("entries/<uuid:entry>/put-back/", entries.put_back, name="put-back"),
    path("entries/<uuid:entry>/erase/", entries.erase, name="erase"),
]

handler404 = "relating.web.views.errors.missing"
handler403 = "relating.web.views.errors.forbidden"
handler500 = "relating.web.views.errors.failed"
