import { expect, test } from "vitest";

import { decideLanguage, detectLanguage, readLanguage } from "./language.ts";

const arabic =
  "قال رئيس لجنة المياه في قصر الريح إن منسوب النبع انخفض إلى أدنى حد عرفته البلدة، وإن الصهاريج تصل مرتين في الأسبوع فقط.";
const english =
  "The committee measured eleven wells, and two of them were dry on the day of the visit, said the chairman, who had come from the town.";

test.each([
  ["ar", arabic],
  ["en", english],
  ["en", "Bridge to reopen on Wednesday, the municipality said"],
  ["fa", "رئیس کمیته آب گفت که سطح چشمه به پایین ترین حد خود رسیده است و تانکرها فقط دو بار در هفته می آیند."],
  ["fa", "رئيس کميته آب گفت که سطح چشمه به پايين ترين حد خود رسيده است و تانکرها فقط دو بار در هفته مي آيند."],
  ["ur", "کمیٹی کے سربراہ نے کہا کہ چشمے کی سطح بہت نیچے آ گئی ہے اور ٹینکر ہفتے میں صرف دو بار آتے ہیں۔"],
  ["fr", "Le comité a mesuré onze puits, dont deux étaient à sec le jour de la visite, a déclaré son président."],
  ["tr", "Komite on bir kuyuyu ölçtü, bunlardan ikisi ziyaret günü kuruydu, dedi başkan."],
  [null, "12 34"],
  [null, "OK"],
  [null, ""],
])("%s: %s", async (language, text) => {
  expect(await detectLanguage(text)).toBe(language);
});

test("French with the English article in a name stays French", async () => {
  const text =
    "Le président de The Wadi Company a déclaré que les puits de la vallée étaient à sec et que la société avait commandé des pièces.";
  expect(await detectLanguage(text)).toBe("fr");
});

test.each([
  ["ar-SY", "ar"],
  ["ara", "ar"],
  ["AR_eg", "ar"],
  ["العربية", "ar"],
  ["English", "en"],
  ["und", null],
  ["UTF-8 text", null],
  ["", null],
])("%j is read as %s", (stated, language) => {
  expect(readLanguage(stated)).toBe(language);
});

test("a stated language yields to a text in the other direction only", async () => {
  expect(await decideLanguage("en", arabic)).toBe("ar");
  expect(await decideLanguage("fa", arabic)).toBe("fa");
  expect(await decideLanguage("de", english)).toBe("de");
  expect(await decideLanguage("nonsense", english)).toBe("en");
});
