"""A course with everything in it, on the invented library, its sources sound and not."""

from corpus.actor import LOCAL
from corpus.document import Span
from corpus.quotation import Quotation, Reference
from search_api.study.course import CaseInLesson, Course, Lesson, Module, Quoted
from search_api.study.quoting import quote

SIGNS = '《改革》# $x$ *粗* _斜_ \\n "引" `码` [链](x) <b>&amp; @a ~b 😀 1. 甲|乙'
GONE = Reference(
    document_id="f" * 16,
    title="关于印发《行动计划》的通知",
    document_class="policy",
    document_number="国办发〔2023〕12号",
    authors=("国务院办公厅",),
    date="2023-05-06",
    date_field="written",
    source_grade="权威",
    completeness="有删减",
)
LOST = Quotation(GONE, (Span(0, 4),), "改革#不停\n\n*发展*不止。", "第二条", "", None, 0)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def lesson_of(library, paper, words, **fields) -> Lesson:
    found = quote(library, LOCAL, paper.id, span_of(paper.text, words))
    return Lesson(quotations=(Quoted(quotation=found, note="先请学员说说。"),), **fields)


def whole_course(library, opinion, speech, experience) -> Course:
    basis = quote(
        library, LOCAL, opinion.id, span_of(opinion.text, "坚持党的领导，深化国有企业改革。")
    )
    case = quote(library, LOCAL, experience.id, span_of(experience.text, "三年节约成本"))
    first = lesson_of(
        library,
        speech,
        "二、狠抓落实\n各单位要把任务落到人头：一是😀分工到岗；二是考核到人。",
        title="为什么改革",
        minutes=45,
        objectives=("说清改革的由来", "记住三条原则"),
        basis=(Quoted(quotation=basis),),
        cases=(
            CaseInLesson(reference=case.reference, title="砺轴重机：三年降本", note="看指标。"),
        ),
        questions=("本单位改什么？", "谁来改？"),
        notes="开场五分钟。\n\n重点讲第一条。",
    )
    second = Lesson(title=SIGNS[:100], minutes=0, quotations=(Quoted(quotation=LOST),))
    return Course(
        title="国企改革专题培训",
        audience="中层干部",
        lecturer="谷敬岑",
        organisation="云陵省国资委党校",
        held_on="2026年12月1日上午",
        objectives=("理解国企改革",),
        modules=(
            Module(title="认识改革", lessons=(first,)),
            Module(title="推动改革", lessons=(second, Lesson(minutes=30))),
        ),
    )
