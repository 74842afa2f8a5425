"""Whatever stands between our own tags is text."""

from django.utils.safestring import SafeString

from udsatte.web.markup import joined, markup

HOSTILE = "<script>alert('&\"')</script>"


def test_a_word_is_never_markup() -> None:
    drawn = markup('<b title="{}">{}</b>', HOSTILE, HOSTILE)
    assert isinstance(drawn, SafeString)
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;alert(&#x27;&amp;&quot;&#x27;)") == 2


def test_markup_inside_markup_stays() -> None:
    assert markup("<i>{}</i>", joined([markup("<b>{}</b>", "&"), markup("<b>{}</b>", 1)])) == (
        "<i><b>&amp;</b><b>1</b></i>"
    )
