/** Words of the annotation pane. */
export const messages = {
  en: {
    title: "Highlight",
    newTitle: "Memo",
    close: "Close (what was written is saved)",
    save: "Save",
    remove: "Take the highlight away",
    removed: "Highlight taken away.",
    memo: "Memo",
    memoHint: "What is worth remembering here",
    tags: "Tags",
    tagsHint: "A tag, or Casualties/Dead",
    by: "{{analyst}}, {{date}}",
  },
  ar: {
    title: "تظليل",
    newTitle: "ملاحظة",
    close: "إغلاق (يُحفظ ما كُتب)",
    save: "حفظ",
    remove: "إزالة التظليل",
    removed: "أُزيل التظليل.",
    memo: "ملاحظة",
    memoHint: "ما يستحق التذكّر هنا",
    tags: "الوسوم",
    tagsHint: "وسم، أو ضحايا/قتلى",
    by: "{{analyst}}، {{date}}",
  },
} as const;
