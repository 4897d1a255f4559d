"""What is chosen from stands in a form as Django's own templates would write it, and escaped."""

from django import forms
from django.template import Context, Template

from relating.web.page.choices import Chip


class Lists(forms.Form):
    person = forms.ChoiceField(
        choices=[("", "nobody"), ("<b>", "<Mum>"), ("at work", [("s", "Sam"), (0, "none")])],
        required=False,
    )


def written(template: str, **given: object) -> str:
    return Template("{% load choosing %}" + template).render(Context(given))


def test_a_chip_says_whether_it_is_chosen_and_people_s_words_are_escaped() -> None:
    run = (Chip("a", "<i>mine</i>", chosen=True), Chip('"b', "hers"))
    head = '<label class="chip"><input type="radio" name="way" value="'
    assert written('{% chip_run run "radio" "way" %}', run=run).splitlines() == [
        f'{head}a" checked>&lt;i&gt;mine&lt;/i&gt;</label>',
        f'{head}&quot;b">hers</label>',
    ]
    assert 'class="chip chip-old"' in written('{% chip_run run "radio" "w" "old" %}', run=run)


def test_a_list_that_opens_has_a_line_for_each_choice_and_one_is_selected() -> None:
    lines = written("{% lines_of form.person %}", form=Lists({"person": "s"}))
    assert '<option value="s" selected>Sam</option>' in lines
    assert lines.count("selected") == 1
    assert '<option value="" selected>nobody' in written("{% lines_of f.person %}", f=Lists({}))
    assert lines.splitlines()[1] == '<option value="&lt;b&gt;">&lt;Mum&gt;</option>'
    assert '<option value="0">none</option>' in lines
