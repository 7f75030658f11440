"""Places as running text names them."""

import pytest

from search_api.places import named_place


@pytest.mark.parametrize(
    ("numbered", "named"),
    [
        ("一", "第一部分"),
        ("二、（三）", "第二部分（三）"),
        ("二、（三），第4页", "第二部分（三），第4页"),
        ("四、(十二)1．(2)", "第四部分(十二)第1点(2)"),
        ("一、9.", "第一部分第9点"),
        ("（三）", "第（三）部分"),
        ("（三）（１）", "第（三）部分（１）"),
        ("4", "第4部分"),
        ("第一部分一、(一)", "第一部分第一点(一)"),
        ("第二章第一节", "第二章第一节"),
        ("第十七条之一", "第十七条之一"),
        ("第三条至第五条", "第三条至第五条"),
        ("二、（三）至四，第3—4页", "第二部分（三）至第四部分，第3—4页"),
        ("附件1《一流企业，方案》二", "附件1《一流企业，方案》第二部分"),
        ("附件2三、（一）", "附件2第三部分（一）"),
        ("附件《做法》第3项", "附件《做法》第3项"),
        ("案例2", "案例2"),
        ("第3—4页", "第3—4页"),
        ("", ""),
    ],
)
def test_a_section_that_only_has_a_number_is_named(numbered, named):
    assert named_place(numbered) == named
    assert named_place(named) == named
