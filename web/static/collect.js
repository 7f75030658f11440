// Keeps a stretch of a document's text in the 备课篮, and says so.
import { tell } from "./clipboard.js";

// A stretch is named as the buttons name it: the document's id, where it starts, where it ends.
export async function collectStretch(value) {
  const [document_id, start, end] = value.split(":");
  return collect({ document_id, start: Number(start), end: Number(end) });
}

export async function collect(stretch) {
  try {
    const response = await fetch("/api/v1/collected", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(stretch),
    });
    const told = await response.json();
    if (!response.ok) return tell(told.detail);
    tell(told.new ? `已收入备课篮，共 ${told.count} 条` : "这段文字已在备课篮里");
  } catch {
    tell("没有收入：服务没有回应。请确认学鉴还在运行，再试一次。");
  }
}
