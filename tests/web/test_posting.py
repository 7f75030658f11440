import pytest

from web.posting import telling, way_back


@pytest.mark.parametrize(
    "address",
    ["//evil", "/\\evil", "/\t/evil", "/\n/evil", "/a\\b", "/\x00", "/\x7f", "/ /evil", "evil", ""],
)
def test_what_may_lead_elsewhere_leads_to_the_first_page(address: str) -> None:
    assert way_back(address) == "/"


@pytest.mark.parametrize("address", ["/", "/policies", "/search?q=%E5%9B%BD&page=2", "/help#导入"])
def test_a_page_of_ours_is_gone_back_to(address: str) -> None:
    assert way_back(address) == address


def test_what_was_done_is_told_beside_what_the_address_says_already() -> None:
    assert telling("/wanted", added=1, known=0) == "/wanted?added=1&known=0"
    assert telling("/missing?page=2&added=7", added=1) == "/missing?page=2&added=1"
    assert telling("/search?q=%E5%9B%BD&x=#p1", added=1) == "/search?q=%E5%9B%BD&x=&added=1#p1"
