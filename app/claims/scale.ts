import { z } from "../kernel/schema.ts";

const Labels = z.object({ en: z.string(), ar: z.string() });
const Grade = z.object({
  value: z.string(),
  labels: Labels,
  /** A grade that says nothing can be judged: it stands apart from the order of the others. */
  apart: z.boolean(),
});

/** A scale is data, not code: id, version, labels in each language (domain.md, Grading, rule 5). */
export const Scale = z.object({
  id: z.string(),
  version: z.string(),
  labels: Labels,
  reliability: z.array(Grade),
  credibility: z.array(Grade),
});
export type Scale = z.infer<typeof Scale>;

const grade = (value: string, en: string, ar: string, apart = false): z.infer<typeof Grade> => ({
  value,
  labels: { en, ar },
  apart,
});

/** NATO's, after AJP-2.1: reliability of the source A to F, credibility of the information 1 to 6. */
export const natoScale: Scale = {
  id: "nato-admiralty",
  version: "AJP-2.1",
  labels: { en: "NATO (Admiralty)", ar: "حلف الناتو (الأدميرالية)" },
  reliability: [
    grade("A", "Completely reliable", "موثوق تمامًا"),
    grade("B", "Usually reliable", "موثوق عادةً"),
    grade("C", "Fairly reliable", "موثوق إلى حدٍّ ما"),
    grade("D", "Not usually reliable", "غير موثوق عادةً"),
    grade("E", "Unreliable", "غير موثوق"),
    grade("F", "Reliability cannot be judged", "لا يمكن الحكم على موثوقيته", true),
  ],
  credibility: [
    grade("1", "Confirmed by other, independent sources", "أكّدته مصادر أخرى مستقلة"),
    grade("2", "Probably true", "صحيح على الأرجح"),
    grade("3", "Possibly true", "صحيح احتمالًا"),
    grade("4", "Doubtful", "مشكوك فيه"),
    grade("5", "Improbable", "غير محتمل"),
    grade("6", "Truth cannot be judged", "لا يمكن الحكم على صحته", true),
  ],
};
