"""A desk: a table of somebody's, a mapping, and a home to add them to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from iprgraph.datasets.adding import add_dataset
from iprgraph.datasets.tidy import read_figures
from iprgraph.errors import DatasetError
from iprgraph.folders import folders

if TYPE_CHECKING:
    from pathlib import Path

    from iprgraph.datasets.adding import Addition

COLUMNS: list[dict[str, Any]] = [
    {
        "titles": "指标",
        "propertyUrl": "ipr:metric",
        "ipr:codes": {"技术合同金额": "metric:technology-contracts-sold-value", "跳过": None},
    },
    {"titles": "地区", "propertyUrl": "ipr:area"},
    {"titles": "年份", "propertyUrl": "ipr:period"},
    {"titles": "数值", "propertyUrl": "ipr:value"},
    {"titles": "单位", "propertyUrl": "ipr:unit"},
]
ABOUT = {"dc:publisher": "湖区统计局", "dc:license": "free"}
TABLE = """指标,地区,年份,数值,单位
专利授权量,广东,2022,12,件
patents-granted,440100,2022,7,patents
metric:patents-granted,北京市,2022年,3,件
有效注册商标量,内蒙古,2022年底,5,件
技术合同金额,广东,2022,39.5,亿元
技术合同金额,中国,2021,12,10000 CNY
"""


class Desk:
    """A folder with a table, a mapping and a home."""

    def __init__(self, base: Path) -> None:
        self.home = base / "home"
        self.file, self.mapping = base / "lake.csv", base / "lake.json"
        self.write(TABLE)
        self.map(COLUMNS)

    def write(self, text: str, encoding: str = "utf-8") -> None:
        self.file.write_bytes(text.encode(encoding))

    def map(self, columns: list[dict[str, Any]], **more: object) -> None:
        document = {**ABOUT, **more, "tableSchema": {"columns": columns}}
        context = {"@context": "http://www.w3.org/ns/csvw", "url": "lake.csv"}
        self.mapping.write_text(json.dumps({**context, **document}), "utf-8")

    def add(self, **options: Any) -> Addition:
        return add_dataset(folders(), self.home, self.file, self.mapping, **options)

    def figures(self, name: str = "lake") -> list[tuple[str, ...]]:
        path = self.home / "datasets" / name / "figures.csv"
        rows = read_figures(path, str(path))
        return [(f.metric, f.area, f.period, f.value, f.unit, f.precision) for _, f in rows]

    def refused(self, **options: Any) -> DatasetError:
        with pytest.raises(DatasetError) as caught:
            self.add(**options)
        assert caught.value.remedy
        assert not list((self.home / "datasets").glob("[!.]*"))
        return caught.value


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
