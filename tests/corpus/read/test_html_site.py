"""From which site a saved page came, as it says itself."""

import pytest

from corpus.read.html import read_html

SAVED = "<!-- saved from url=(0043)http://www.gov.cn/zhengce/content_5338761.htm -->"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (SAVED, '<img src="http://img.example.com/1.png">', "www.gov.cn"),
        (
            '<link rel="canonical" href="https://www.yunling.gov.cn/a.html">',
            "",
            "www.yunling.gov.cn",
        ),
        ('<meta property="og:url" content="https://mall.example.com/1">', "", "mall.example.com"),
        ('<base href="http://www.gov.cn/">', "", "www.gov.cn"),
        (
            "",
            '<img src="http://www.gov.cn/1.gif"><img src="http://www.gov.cn/2.gif">',
            "www.gov.cn",
        ),
        ("", '<img src="http://www.gov.cn/1.gif"><img src="http://ads.example/2.gif">', None),
        ("", '<img src="1.gif"><a href="http://www.gov.cn/">国务院</a>', None),
        ('<base href="http://[broken">', '<img src="http://[::1">', None),
        ("", "", None),
    ],
)
def test_a_page_tells_its_site(head, body, expected):
    page = (
        f"<!DOCTYPE html>\n{head}<html><head>{head}</head><body><p>正文。</p>{body}</body></html>"
    )
    assert read_html(page.encode()).site == expected
