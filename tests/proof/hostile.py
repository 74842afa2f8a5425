"""Texts that do harm where somebody forgot: each is only text here."""

SCRIPTS = (
    "<script>window.harmed=1</script>",
    '"><img src=x onerror="window.harmed=1">',
    "' autofocus onfocus='window.harmed=1' x='",
    "</textarea><svg onload=window.harmed=1>",
    "</title></style><script>window.harmed=1</script>",
    "javascript:window.harmed=1",
    '<a href="javascript:window.harmed=1">Anker</a>',
    "<iframe srcdoc='<script>parent.harmed=1</script>'></iframe>",
    "<meta http-equiv=refresh content=0;url=/konto/log-ud/>",
    "<style>*{display:none}</style>",
    "<!-- <b>",
    "&lt;script&gt;&amp;",
    "{{ 7*7 }}{% debug %}{# x #}",
    "{{ request.user.email }}",
    "%(count)s %s %d ${7*7} #{7*7}",
    "'; DROP TABLE cases_citizen; --",
    '=HYPERLINK("http://x")',
)
ODD = (
    "X",
    "Å",
    "æøå ÆØÅ ẞ",
    "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "\u202eOmvendt\u202c",
    "\u200b\u200d\ufeff",
    "e\u0301" * 20,
    "W" * 100,
    "Wilhelmine-" * 9,
    "ord " * 24,
)

#: A character that no database text can hold.
NUL = "Ank\x00er"

CORPUS = (*SCRIPTS, *ODD)
