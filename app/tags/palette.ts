/**
 * The palette's places as sRGB, by day: what other programs are told, and what their colours are compared with. The
 * interface has a colour of its own by night for each, and a shape, so that none is told by hue alone.
 */
export const palette = [
  "#3b6fb6",
  "#b4632a",
  "#3f7f4c",
  "#9b3f86",
  "#a2334a",
  "#1d7d84",
  "#7a6a1e",
  "#6150b4",
  "#7d5a48",
  "#4d6b2b",
  "#b03a7a",
  "#556070",
] as const;

/** `#RGB` or `#RRGGBB`, as REFI-QDA writes colours. */
const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/iu;

/** Lightness and two opponents in OKLab (Ottosson 2020), in which distances are those that an eye sees. */
function oklab(hex: string): [number, number, number] {
  const digits = hex.slice(1);
  const long = digits.length === 3 ? digits.replaceAll(/./gu, "$&$&") : digits;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(long.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
  const m = Math.cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
  const s = Math.cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
  return [
    0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
    1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
    0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
  ];
}

const places = palette.map(oklab);

/**
 * How much of the distance lightness makes: the palette is dark by day, so a pale red of another program is meant to be
 * red rather than grey.
 */
const LIGHTNESS = 0.2;

/**
 * The place of the palette whose colour is nearest to `#RGB` or `#RRGGBB`; null where the text is neither.
 */
export function nearestPlace(hex: string): number | null {
  if (!HEX.test(hex)) return null;
  const wanted = oklab(hex);
  let [best, least] = [0, Infinity];
  for (const [place, own] of places.entries()) {
    const distance = LIGHTNESS * (wanted[0] - own[0]) ** 2 + (wanted[1] - own[1]) ** 2 + (wanted[2] - own[2]) ** 2;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}
