"""Problems: every way in which a request can fail, with status and remedy, after RFC 9457."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iprgraph.errors import IprgraphError

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, and title and remedy by language."""

    status: int
    title: Mapping[str, str]
    remedy: Mapping[str, str]


def _kind(status: int, zh: str, en: str, remedy_zh: str, remedy_en: str) -> Kind:
    return Kind(status, {"zh": zh, "en": en}, {"zh": remedy_zh, "en": remedy_en})


KINDS: Mapping[str, Kind] = {
    "bad-request": _kind(
        400,
        "请求不正确",
        "The request is wrong",
        "按说明修改请求；接口说明见 /openapi.json",
        "correct it as the detail says; the interface is described at /openapi.json",
    ),
    "bad-query": _kind(
        400,
        "查询不正确",
        "The query is wrong",
        "在所示行列处改正查询（SPARQL 1.1）",
        "correct the query at the place that is named (SPARQL 1.1)",
    ),
    "unknown-graph": _kind(
        400,
        "没有这个图",
        "There is no such graph",
        "只能使用本服务自己的图；列表见 /sparql 的服务描述",
        "only graphs of this service can be asked; the service description at /sparql lists them",
    ),
    "bad-value": _kind(
        400,
        "参数值不可用",
        "A parameter cannot be used",
        "参数的类型、默认值和可选值见 /ask",
        "types, defaults and choices of the parameters are listed at /ask",
    ),
    "read-only": _kind(
        403,
        "本服务只读",
        "This service is read-only",
        "不接受更新；数据由构建程序写入",
        "updates are refused; the graph is only changed by a build",
    ),
    "refused": _kind(
        403,
        "查询被拒绝",
        "The query is refused",
        "本服务不访问其他主机，也不改变数据",
        "this service asks no other host and changes nothing",
    ),
    "not-found": _kind(
        404, "没有找到", "Not found", "用 /find?q= 查找名称", "look for a name with /find?q="
    ),
    "wrong-method": _kind(
        405,
        "不支持此方法",
        "The method is not allowed",
        "可用的方法见 Allow",
        "the header Allow names the methods that are",
    ),
    "not-acceptable": _kind(
        406,
        "没有所要的格式",
        "The answer has no such format",
        "改 Accept 请求头，或用 format= 选择一种格式",
        "change the header Accept, or choose a format with format=",
    ),
    "slow-client": _kind(
        408, "请求没有按时到达", "The request did not arrive in time", "重新发送", "send it again"
    ),
    "gone": _kind(
        410,
        "此地址已停用",
        "This address is retired",
        "用 /find?q= 查找现在的名称",
        "look for its present name with /find?q=",
    ),
    "body-too-large": _kind(
        413, "请求体过大", "The body is too large", "缩短请求", "send a shorter request"
    ),
    "query-too-long": _kind(
        413, "查询过长", "The query is too long", "缩短查询", "shorten the query"
    ),
    "wrong-media-type": _kind(
        415,
        "不支持此媒体类型",
        "The media type is not supported",
        "用 application/sparql-query 或 application/x-www-form-urlencoded，编码为 UTF-8",
        "use application/sparql-query or application/x-www-form-urlencoded, in UTF-8",
    ),
    "answer-too-large": _kind(
        422,
        "答案过大",
        "The answer is too large",
        "缩小查询范围，或用 LIMIT 和 OFFSET 分页",
        "narrow the query, or page through it with LIMIT and OFFSET",
    ),
    "too-much-memory": _kind(
        422,
        "查询所需内存过多",
        "The query needs too much memory",
        "缩小查询范围；排序、分组和去重占用内存最多",
        "narrow the query; sorting, grouping and DISTINCT need the most",
    ),
    "too-complex": _kind(
        422,
        "查询过于复杂",
        "The query is too complex",
        "减少嵌套层数和路径长度，或拆成几个查询",
        "nest less deeply, shorten its paths, or cut it into several queries",
    ),
    "header-too-large": _kind(
        431,
        "地址或请求头过长",
        "The address or the headers are too long",
        "长查询用 POST 发送",
        "send a long query by POST",
    ),
    "fault": _kind(
        500,
        "服务出错",
        "The service failed",
        "这是本服务的错误，请报告",
        "this is our fault; please report it",
    ),
    "overloaded": _kind(
        503,
        "服务繁忙",
        "The service is busy",
        "按 Retry-After 所示秒数后重试",
        "try again after the seconds that Retry-After names",
    ),
    "timeout": _kind(
        504,
        "查询超时",
        "The query took too long",
        "缩小查询范围或加 LIMIT；没有返回部分答案",
        "narrow it or add a LIMIT; no part of an answer was returned",
    ),
}


class Problem(IprgraphError):  # noqa: N818  (the word of RFC 9457)
    """A request that fails: its kind, the sentence about it, and headers that belong to it."""

    def __init__(
        self,
        kind: str,
        detail: str,
        *,
        remedy: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail, remedy=remedy)
        self.kind = kind
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return KINDS[self.kind].status

    def as_object(self, language: str) -> dict[str, object]:
        """Return the problem's details as RFC 9457 has them, with `remedy` as extension."""
        kind = KINDS[self.kind]
        hint = kind.remedy[language]
        return {
            "type": f"/problem/{self.kind}",
            "title": kind.title[language],
            "status": kind.status,
            "detail": clean(self.message),
            "remedy": clean(f"{self.remedy}; {hint}" if self.remedy else hint),
        }


def clean(text: str) -> str:
    """Return a text that may hold what a client sent, without control characters and surrogates."""
    return "".join(one if one.isprintable() else "�" for one in text)[:2_000]
