import pytest

from corpus.metadata import ABOUT
from corpus.recognise import recognise
from tests.corpus.recognise.extraction import extracted

CENTRED = {"centred": True, "bold": True, "size": 22.0}
NOTICE = (
    ("国务院办公厅关于有效发挥政府性", CENTRED),
    ("融资担保基金作用的指导意见", CENTRED),
    "国办发〔2019〕6号",
    "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
    "近年来，各地区、各部门认真贯彻落实国发〔2015〕43号文件。现提出以下意见。",
    "一、坚持聚焦支小支农",
    "各级政府性融资担保、再担保机构要严格以小微企业为主要服务对象。",
    "国务院办公厅",
    "2019年1月22日",
    "（此件公开发布）",
)


def facts(*given, **others):
    document = recognise(extracted(*given, **others), document_id="0" * 16, file_name="甲.txt")
    return {name: fact for name, fact in document.facts.items() if not is_weighed(name, fact)}


def is_weighed(name, fact):
    return name in ABOUT and fact.method == "rule"


def values(*given, **others):
    found = facts(*given, **others)
    return {name: fact.value for name, fact in found.items() if name != "source_grade"}


def test_an_official_document_says_all_of_itself():
    assert values(*NOTICE) == {
        "issuer": ("国务院办公厅",),
        "written": "2019-01-22",
        "title": "国务院办公厅关于有效发挥政府性融资担保基金作用的指导意见",
        "document_number": "国办发〔2019〕6号",
        "document_class": "policy",
        "kind": "意见",
    }


def test_the_span_of_a_fact_is_where_the_text_says_it():
    document = recognise(extracted(*NOTICE), document_id="0" * 16)
    said = {
        name: document.text[fact.span.start : fact.span.end]
        for name, fact in document.facts.items()
        if fact.span and not is_weighed(name, fact)
    }
    assert said == {
        "issuer": "国务院办公厅",
        "written": "2019年1月22日",
        "title": "国务院办公厅关于有效发挥政府性\n融资担保基金作用的指导意见",
        "document_number": "国办发〔2019〕6号",
    }


def test_the_page_s_own_table_wins_and_points_to_the_text():
    declared = (
        ("索引号", "000014349/2019-00006"),
        ("主题分类", "财政、金融、审计\\银行"),
        ("发文机关", "国务院办公厅"),
        ("成文日期", "2019年01月21日"),
        ("标题", "国务院办公厅关于另一题目的指导意见"),
        ("发文字号", "国办发〔2019〕6号"),
        ("发布日期", "2019年02月14日"),
    )
    found = facts(*NOTICE, declared=declared)
    assert {name: (fact.value, fact.method, fact.span is None) for name, fact in found.items()} == {
        "index_number": ("000014349/2019-00006", "table", True),
        "topic": (("财政、金融、审计\\银行",), "table", True),
        "issuer": (("国务院办公厅",), "table", False),
        "written": ("2019-01-21", "table", True),
        "title": ("国务院办公厅关于另一题目的指导意见", "table", True),
        "document_number": ("国办发〔2019〕6号", "table", False),
        "published": ("2019-02-14", "table", True),
        "document_class": ("policy", "rule", True),
        "kind": ("意见", "rule", True),
        "source_grade": ("待核实", "rule", True),
    }


def test_a_letterhead_is_no_title_and_a_cited_number_not_its_own():
    found = values(
        "云陵省人民政府",
        "示例云政函〔2025〕46号",
        "云陵省人民政府关于同意岫川市开展试点的批复",
        "岫川市人民政府：",
        "你市《关于开展试点的请示》（示例岫政〔2025〕8号）收悉。现批复如下：",
        "云陵省人民政府",
        "2025年3月25日",
    )
    assert (found["title"], found["document_number"], found["kind"]) == (
        "云陵省人民政府关于同意岫川市开展试点的批复",
        "示例云政函〔2025〕46号",
        "批复",
    )


def test_a_body_that_only_cites_a_number_has_none():
    found = values(
        "学习材料", "我们要认真贯彻落实国发〔2024〕1号文件。", "国发〔2024〕1号提出了任务。"
    )
    assert "document_number" not in found


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("示例云政发〔2024〕3号　　　　　　签发人：张三", "示例云政发〔2024〕3号"),
        ("（示例云政发〔2024〕3号）", "示例云政发〔2024〕3号"),
        ("示例云政发2024年3号", "示例云政发〔2024〕3号"),
        ("（示例云政发〔2024〕3号　云陵省人民政府2024年1月5日印发）", "示例云政发〔2024〕3号"),
    ],
)
def test_the_own_number_stands_alone_or_beside_who_signed(line, number):
    found = values("云陵省人民政府关于深化改革的意见", line, "各市人民政府：", "正文。")
    assert found["document_number"] == number


def test_joint_issuers_are_all_given():
    found = values(
        ("中共云陵省委统战部　中共云陵省国资委委员会", CENTRED),
        ("关于加强队伍建设的通知", CENTRED),
        "示例云统发〔2024〕11号",
        "各市委统战部：",
        "正文。",
        "中共云陵省委统战部",
        "中共云陵省国资委委员会",
        "2024年6月18日",
    )
    assert found["issuer"] == ("中共云陵省委统战部", "中共云陵省国资委委员会")
    assert found["title"] == "中共云陵省委统战部 中共云陵省国资委委员会关于加强队伍建设的通知"


def test_joint_signatures_are_all_given_where_the_title_names_none():
    found = values(
        "关于做好有关工作的通知",
        "各单位：",
        "正文。",
        "财政部　税务总局",
        "人力资源社会保障部",
        "二〇二四年六月十八日",
    )
    assert found["issuer"] == ("财政部", "税务总局", "人力资源社会保障部")
    assert found["written"] == "2024-06-18"


def test_the_own_signature_is_not_that_of_what_it_forwards():
    found = values(
        "国务院办公厅转发国家地震局",
        "关于1997年地震趋势意见报告的通知",
        "国办发〔1997〕2号",
        "各省、自治区、直辖市人民政府：",
        "现转发给你们，请认真贯彻执行。",
        "国务院办公厅",
        "一九九七年二月四日",
        "关于1997年地震趋势的意见",
        "以上意见如无不妥，请批转各地执行。",
        "国家地震局",
        "一九九七年一月二十日",
    )
    assert (found["title"], found["issuer"], found["written"]) == (
        "国务院办公厅转发国家地震局关于1997年地震趋势意见报告的通知",
        ("国务院办公厅",),
        "1997-02-04",
    )


def test_a_decree_gives_the_title_of_what_it_promulgates():
    found = values(
        ("中华人民共和国国务院令", CENTRED),
        ("第707号", {"centred": True}),
        "现公布修订后的《中华人民共和国个人所得税法实施条例》，自2019年1月1日起施行。",
        "总理　　李克强",
        "2018年12月18日",
        "第一条　根据法律，制定本条例。",
    )
    assert found == {
        "issuer": ("国务院",),
        "written": "2018-12-18",
        "title": "中华人民共和国个人所得税法实施条例",
        "document_number": "国务院令第707号",
        "document_class": "regulation",
        "kind": "条例",
        "effective": "2019-01-01",
    }


@pytest.mark.parametrize(
    ("lines", "issuer", "written"),
    [
        (
            ["2001年10月27日 第九届全国人民代表大会常务委员会第二十四次会议通过"],
            ("全国人民代表大会常务委员会",),
            "2001-10-27",
        ),
        (
            ["2017年7月28日 河南省第十二届人民代表大会常务委员会第三十次会议通过"],
            ("河南省人民代表大会常务委员会",),
            "2017-07-28",
        ),
        (["2011年4月16日 中华人民共和国国务院令第596号公布"], ("国务院",), "2011-04-16"),
        (
            ["2005年6月29日 国务院第97次常务会议通过", "2005年9月1日 施行"],
            ("国务院",),
            "2005-06-29",
        ),
        (["2023年6月5日 最高人民法院审判委员会第1890次会议通过"], ("最高人民法院",), "2023-06-05"),
        (["1995年7月28日 国务院、中央军委发布"], ("国务院", "中央军委"), "1995-07-28"),
        (
            ["（2001年3月１日 洛阳市第十一届人民代表大会第三次会议通过）"],
            ("洛阳市人民代表大会",),
            "2001-03-01",
        ),
    ],
)
def test_the_lines_under_a_law_s_title_say_who_and_when(lines, issuer, written):
    found = values("某某保护条例", *lines, "第一条　甲。", "第二条　乙。", "第三条　丙。")
    assert (found["issuer"], found["written"]) == (issuer, written)
    assert (found["document_class"], found["kind"]) == ("regulation", "条例")


def test_an_enactment_line_also_gives_order_promulgation_and_force():
    found = values(
        "个体工商户条例",
        "2011年3月30日 国务院第149次常务会议通过",
        "2011年4月16日 中华人民共和国国务院令第596号公布",
        "2011年11月1日 施行",
        "第一条　甲。",
    )
    assert {
        name: found[name] for name in ("document_number", "published", "effective", "written")
    } == {
        "document_number": "国务院令第596号",
        "published": "2011-04-16",
        "effective": "2011-11-01",
        "written": "2011-03-30",
    }


def test_the_last_article_says_from_when_a_text_is_in_force():
    assert (
        values("某某办法", "第一条　甲。", "第二条　本办法自2024年1月1日起施行。")["effective"]
        == "2024-01-01"
    )


@pytest.mark.parametrize(
    "line", ["本办法自印发之日起施行。", "《某某法》自2024年1月1日起施行后，各地认真落实。"]
)
def test_force_that_is_not_stated_as_its_own_date_is_not_guessed(line):
    assert "effective" not in values("某某办法", "第一条　甲。", line)


def test_a_date_in_the_file_s_name_is_weak_evidence():
    document = recognise(
        extracted("某某条例", "第一条　甲。"),
        document_id="0" * 16,
        file_name="某某条例(2016-02-06).md",
    )
    fact = document.facts["written"]
    assert (fact.value, fact.span) == ("2016-02-06", None)
    assert fact.confidence <= 0.5


def test_a_text_without_a_title_takes_the_file_s_name_and_is_not_sure():
    document = recognise(
        extracted("今天，我们在此召开会议，主要任务是学习。"),
        document_id="0" * 16,
        file_name="推进会讲话(2024-01-05).txt",
    )
    fact = document.facts["title"]
    assert (fact.value, fact.span) == ("推进会讲话", None)
    assert fact.confidence < 0.5


def test_a_speech_has_a_speaker_an_occasion_and_its_day_but_no_issuer():
    found = values(
        "在全省国资国企改革工作会议上的讲话",
        "（2024年3月12日）",
        "云陵省国资委党委书记、主任　祁砚声",
        "同志们：",
        "刚才，三户企业作了发言。下面，我讲四点意见。",
        "同志们！让我们为谱写新篇章而努力奋斗！",
        declared=(("发布机构", "云陵省国资委"),),
    )
    assert found == {
        "title": "在全省国资国企改革工作会议上的讲话",
        "document_class": "speech",
        "kind": "讲话",
        "speaker": "祁砚声",
        "speaker_role": "云陵省国资委党委书记、主任",
        "speech_type": "工作会议",
        "occasion": "全省国资国企改革工作会议",
        "occasion_date": "2024-03-12",
    }


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        (["王明同志在全省推进会上的讲话"], "王明"),
        (["在全省推进会上的讲话", "云陵省国资委主任　李　明"], "李明"),
        (
            ["政府工作报告", "——2022年3月5日在第十三届全国人民代表大会上", "国务院总理", "李克强"],
            "李克强",
        ),
        (["在全省推进会上的讲话", "（2024年3月5日）", "谈雨樵"], "谈雨樵"),
        (["在全省推进会上的讲话", "（2024年3月5日　李　强）"], "李强"),
        (["在全省推进会上的讲话", "市委书记　某某某"], None),
        (["在全省推进会上的讲话", "（2024年3月5日，根据录音整理）"], None),
        (["在全省推进会上的讲话", "市委书记　×××"], None),
        (["在全省推进会上的讲话", "XX市委书记　XX"], None),
        (["在全省推进会上的讲话"], None),
    ],
)
def test_the_speaker_is_a_name_and_never_a_stand_in(lines, speaker):
    found = values(*lines, "同志们：", "下面，我讲三点意见。", "谢谢大家！")
    assert found["document_class"] == "speech"
    assert found.get("speaker") == speaker


def test_a_report_of_experience_names_its_enterprise():
    found = values(
        "打破“铁饭碗”　激活“一池水”",
        "——朔屏赤岩矿业集团有限公司深化三项制度改革典型案例",
        "一、改革背景",
        "集团在册职工9870人，机关人员占34%。",
        "二、主要做法",
        "公司总部部门由22个整合为11个。",
        "三、改革成效",
        "利润增长31%，成本下降16%。",
        "朔屏赤岩矿业集团有限公司党委",
        "2023年2月20日",
    )
    assert found == {
        "issuer": ("朔屏赤岩矿业集团有限公司党委",),
        "written": "2023-02-20",
        "title": "打破“铁饭碗”　激活“一池水”——朔屏赤岩矿业集团有限公司深化三项制度改革典型案例",
        "document_class": "experience",
        "kind": "典型案例",
        "enterprise": ("朔屏赤岩矿业集团有限公司",),
    }


def test_an_interpretation_has_a_publisher_but_was_not_issued_on_a_day():
    found = values(
        "《霁川市行动计划》政策解读",
        "发布时间：2024年5月20日　来源：霁川市工业和信息化局",
        "近日，霁川市人民政府办公室印发《霁川市行动计划》（示例霁政办发〔2024〕15号）。",
    )
    assert found == {
        "issuer": ("霁川市工业和信息化局",),
        "title": "《霁川市行动计划》政策解读",
        "published": "2024-05-20",
        "document_class": "interpretation",
        "kind": "政策解读",
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["关于印发规划的通知", "各单位：", "正文。"], "policy"),
        (["某省国土空间规划（2021—2035年）", "一、总体目标", "正文。"], "plan"),
        (["关于国有企业改革的调研报告", "正文。"], "research"),
        (["学习党的创新理论心得体会", "正文。"], "study"),
        (["新春走基层", "本报讯 （记者 张三）昨日，项目开工。"], "news"),
        (["购物清单", "苹果"], "other"),
    ],
)
def test_the_class_follows_what_speaks_for_it(lines, expected):
    assert values(*lines)["document_class"] == expected


def test_traditional_characters_are_read_as_well():
    found = values(
        "國務院辦公廳關於做好有關工作的通知",
        "國辦發〔2018〕108號",
        "各省人民政府：",
        "正文。",
        "國務院辦公廳",
        "2018年11月19日",
    )
    assert (found["issuer"], found["document_number"], found["kind"]) == (
        ("国务院办公厅",),
        "国办发〔2018〕108号",
        "通知",
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["国务院关于授权香港的", "土 地 使 用 期 限 的 批 复"],
            "国务院关于授权香港的土地使用期限的批复",
        ),
        (
            ["江澄市市属国有企业党委", "理论学习中心组学习管理办法（试行）"],
            "江澄市市属国有企业党委理论学习中心组学习管理办法（试行）",
        ),
        (
            ["国务院办公厅", "关于湖北省所提问题办理情况的函"],
            "国务院办公厅关于湖北省所提问题办理情况的函",
        ),
        (["数据跑起来　产线活起来"], "数据跑起来　产线活起来"),
    ],
)
def test_a_title_of_several_lines_is_joined(lines, title):
    assert values(*((line, CENTRED) for line in lines), "正文第一段。")["title"] == title


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (["在全省推进会上的讲话", "中共牧云旗委书记　郁　峤"], "中共牧云旗委书记"),
        (
            ["在全省推进会上的讲话", "中共澄江省委常委、统战部部长　×××"],
            "中共澄江省委常委、统战部部长",
        ),
        (["在全省推进会上的讲话", "（2024年3月5日　X书记）"], "书记"),
        (["在全省推进会上的讲话", "谈雨樵"], None),
    ],
)
def test_the_office_is_told_even_where_the_name_is_not(lines, role):
    found = values(*lines, "同志们：", "下面，我讲三点意见。", "谢谢大家！")
    assert found.get("speaker_role") == role


@pytest.mark.parametrize(
    ("title", "occasion", "kind_of_speech"),
    [
        ("在全省民营企业家代表座谈会上的讲话", "全省民营企业家代表座谈会", "座谈会"),
        ("在沧舸重工调研座谈会上的讲话", "沧舸重工调研座谈会", "调研"),
        ("在改革深化提升行动推进会上的主持词", "改革深化提升行动推进会", "主持词"),
        ("在2024年党风廉政建设工作会议上的讲话", "2024年党风廉政建设工作会议", "工作会议"),
        ("在新任职干部集体廉政谈话会上的讲话", "新任职干部集体廉政谈话会", "廉政谈话"),
        ("在公司干部大会上的表态发言", "公司干部大会", "任职表态"),
        ("在第三届恳谈会开幕式上的致辞", "第三届恳谈会开幕式", "致辞"),
        ("“七一”专题党课讲稿", "“七一”专题党课", "党课"),
    ],
)
def test_the_occasion_tells_the_type_of_a_speech(title, occasion, kind_of_speech):
    found = values(title, "同志们：", "下面，我讲三点意见。", "谢谢大家！")
    assert (found.get("occasion"), found.get("speech_type")) == (occasion, kind_of_speech)


def test_a_dated_remark_below_the_title_is_no_part_of_it():
    remark = "（2024年9月12日，根据录音整理，未经本人审阅）"
    found = values("在调研座谈会上的讲话", remark, "同志们：", "下面，我讲三点意见。")
    assert (found["title"], found["occasion_date"]) == ("在调研座谈会上的讲话", "2024-09-12")


@pytest.mark.parametrize("place", [1, 3])
def test_the_source_line_of_a_page_tells_when_it_was_published_with_modest_confidence(place):
    lines = ["某公司改革经验材料", "公司成立于2010年。", "公司建立制度。"]
    lines.insert(place, "来源：清河市国资委  2023-11-20")
    fact = recognise(extracted(*lines), document_id="0" * 16).facts["published"]
    assert fact.value == "2023-11-20"
    assert 0.4 <= fact.confidence <= 0.6


@pytest.mark.parametrize(
    "masthead",
    [
        ("改革信息专报", "（示例国资信息第17期）"),
        ("民营经济简报", "（示例第14期）", "牧云旗工商业联合会编　　　　2024年8月6日"),
        ("工作信息专报", "第示例18期", "寰联通信集团有限公司江澄分公司综合部　　2025年5月20日"),
    ],
)
def test_the_masthead_of_a_bulletin_is_no_title(masthead):
    found = values(*masthead, "甲公司打通改革堵点", "一、主要做法", "公司坚持改革。")
    assert found["title"] == "甲公司打通改革堵点"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("把冷板凳坐热", "——在青年党员专题党课上的讲稿"),
            "把冷板凳坐热——在青年党员专题党课上的讲稿",
        ),
        (
            ("渔灯照海", "屿安渔灯餐饮有限公司党建品牌案例"),
            "渔灯照海——屿安渔灯餐饮有限公司党建品牌案例",
        ),
        (("在调研座谈会上的讲话", "（2024年9月12日，根据录音整理）"), "在调研座谈会上的讲话"),
        (
            ("南屿英荟人力资源服务集团有限公司", "2023年三项制度改革工作情况总结"),
            "南屿英荟人力资源服务集团有限公司2023年三项制度改革工作情况总结",
        ),
    ],
)
def test_a_title_has_its_subtitle_and_no_date(lines, title):
    assert values(*lines, "同志们：", "公司抓改革。", "主要做法", "公司抓降本。")["title"] == title


RULES = (
    "第一章　总则",
    "第一条　为规范采购行为，制定本办法。",
    "第二条　采购应当公开透明，按计划进行。",
    "第三条　本办法由采购部负责解释。",
    "第四条　本办法自印发之日起施行。",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("云陵能源集团有限公司采购管理办法", *RULES),
        ("采购管理办法", RULES[1].replace("制定", "结合集团公司实际，制定"), *RULES[2:]),
        ("采购管理办法", RULES[1], "第二条　本办法适用于集团公司各部门。", *RULES[3:]),
        ("采购管理办法", *RULES, "中共云陵能源集团有限公司委员会", "2024年3月5日"),
    ],
)
def test_rules_of_an_enterprise_are_no_law(lines):
    assert values(*lines)["document_class"] == "policy"


@pytest.mark.parametrize(
    "lines",
    [
        ("上市公司采购管理办法", *RULES),
        ("企业集团财务公司管理办法", *RULES),
        ("云陵省采购管理办法", RULES[1], "第二条　本办法适用于企业和个体工商户。", *RULES[3:]),
        (
            "云陵省省属国有企业采购管理办法",
            *RULES,
            "云陵省人民政府国有资产监督管理委员会",
            "2024年3月5日",
        ),
    ],
)
def test_rules_for_enterprises_by_an_authority_are_regulations(lines):
    assert values(*lines)["document_class"] == "regulation"
