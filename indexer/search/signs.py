"""The signs of a query: names of fields, quotation marks, the minus."""

FIELD_NAMES = {
    **dict.fromkeys(("标题", "標題", "title"), "title"),
    **dict.fromkeys(("文号", "文號", "发文字号", "發文字號", "number"), "number"),
    **dict.fromkeys(("机关", "機關", "发文机关", "發文機關", "issuer"), "issuer"),
    **dict.fromkeys(("讲话人", "講話人", "speaker"), "speaker"),
    **dict.fromkeys(("作者", "author"), "author"),
    **dict.fromkeys(("企业", "企業", "单位", "單位", "enterprise"), "enterprise"),
    **dict.fromkeys(("年份", "year"), "year"),
    **dict.fromkeys(("日期", "date"), "date"),
    **dict.fromkeys(("类型", "類型", "document_class"), "document_class"),
    **dict.fromkeys(("文种", "文種", "kind"), "kind"),
    **dict.fromkeys(("地区", "地區", "region"), "region"),
    **dict.fromkeys(("行业", "行業", "industry"), "industry"),
    **dict.fromkeys(("主题", "主題", "topic"), "topic"),
    **dict.fromkeys(("层级", "層級", "机关层级", "機關層級", "issuer_level"), "issuer_level"),
    **dict.fromkeys(("企业类型", "企業類型", "enterprise_type"), "enterprise_type"),
    **dict.fromkeys(("来源等级", "來源等級", "source_grade"), "source_grade"),
    **dict.fromkeys(("完整性", "completeness"), "completeness"),
}

# A quotation, with its marks: those of one kind may hold those of another; a pair may be mixed.
# Those that stand within titles and numbers too, 「」 and ‘’, are its marks at its edges only.
_EDGED = "|".join(
    rf"(?<![^\s(（:：\-－]){opening}[^{closing}]+{closing}(?=$|[\s)）\-－])"
    for opening, closing in ("「」", "『』", "‘’")
)
QUOTED = f'["＂][^"＂]*["＂]|“[^”]*”|["“”＂][^"“”＂]*["“”＂]|{_EDGED}'

# Where a minus may stand: behind a blank, or right behind a quotation and before a word.
MINUS_PLACE = r'(?:^|(?<=\s)|(?<=["”＂」』’])(?=[-－][^\s\d]))'
