"""备课篮: what is kept for later, with notes, tags and folders, and the way into a course."""

HERE = "/collected"
_NOTHING_TICKED = "还没有选引文。请先在引文左边打勾，再点要做的事。"
