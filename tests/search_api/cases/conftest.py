"""A small library of cases: seven demonstration reports and a notice that praises practices."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.settings import Settings
from indexer.ingest.intake import add_paths
from indexer.library import Library
from tests.search_api.shelf import HERE
from web.app import create

REPORTS = (
    "钧轫传动设备保全管理.md",
    "漪衡供水降漏损交流发言.md",
    "沐砂环境三项制度改革案例.txt",
    "沅溪农商行整村授信调研.md",
    "烁栎电子专精特新案例.txt",
    "澹宁财险理赔数字化.txt",
    "筑栎建工提质增效总结.md",
)
NOTICE = """云陵省人民政府办公厅关于对典型经验做法给予表扬的通报
云政办发〔2024〕8号
各市人民政府：
现对三项典型经验做法予以通报表扬。
云陵省人民政府办公厅
2024年3月5日
附件1
督查发现的典型经验做法
1.岫川市推进外来人员服务改革。
2.霁川市建设紧密型医联体。
3.栖原市探索水权交易。
"""
OPINION = """云陵省人民政府关于加强设备管理和提质增效的意见
云政发〔2024〕5号
各市人民政府：
第一条　推动企业加强设备点检和保全管理，减少非计划停机，压降备件库存和资金占用。
第二条　压降应收账款，建立清收清欠专班，落实项目经理第一责任人制度。
云陵省人民政府
2024年2月1日
"""


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the cases in it."""
    folder: Path = tmp_path_factory.mktemp("cases")
    (folder / "通报.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "意见.txt").write_text(OPINION, encoding="utf-8")
    reports = Path(str(files("corpus"))) / "demonstration" / "experiences"
    made = Settings(home=folder / "home", jobs=1)
    with Library.open(made) as library:
        wanted = [*(reports / name for name in REPORTS), folder / "通报.txt", folder / "意见.txt"]
        assert not add_paths(library, wanted).failed
    return made


@pytest.fixture(scope="session")
def library(settings: Settings) -> Iterator[Library]:
    with Library.open(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create(settings), base_url=HERE, raise_server_exceptions=False) as made:
        yield made
