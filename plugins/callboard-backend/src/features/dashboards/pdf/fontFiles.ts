import { readFileSync } from 'fs';
import { readFile } from 'fs/promises';
import { create, Font, openSync } from 'fontkit';
import { memoize, once } from 'lodash';
import { LRUCache } from 'lru-cache';
import subsetFont from 'subset-font';

const fontFaces = {
  plain: 'DejaVuSansCondensed.ttf',
  bold: 'DejaVuSansCondensed-Bold.ttf',
  italic: 'DejaVuSansCondensed-Oblique.ttf',
  boldItalic: 'DejaVuSansCondensed-BoldOblique.ttf',
  code: 'DejaVuSansMono.ttf',
} as const;

export type FontFace = keyof typeof fontFaces;

/** Regular and bold on the weight axis of variable fonts. */
export type FontWeight = 400 | 700;

/**
 * The fonts for scripts that the faces lack. The first font that has a character is used; three of
 * these fonts have Han characters.
 */
const fallbackFonts = [
  'noto-sans-devanagari',
  'noto-sans-thai',
  'noto-emoji',
  'noto-sans-jp',
  'noto-sans-kr',
  'noto-sans-sc',
];

/** A file of a fallback font: web font packages split fonts by character. */
export interface FontSlice {
  /** Unique among all fonts. */
  name: string;
  file: string;
  /** The first and the last code point of each range. */
  ranges: ReadonlyArray<readonly [number, number]>;
}

/** Opens the font of a face. Each is read once per thread. */
export const openFace = memoize(
  (face: FontFace): Font =>
    openSync(require.resolve(`dejavu-fonts-ttf/ttf/${fontFaces[face]}`)),
);

export const listSlices = once((): readonly FontSlice[] =>
  fallbackFonts.flatMap(font => {
    const name = `@fontsource-variable/${font}`;
    const ranges: Record<string, string> = JSON.parse(
      readFileSync(require.resolve(`${name}/unicode.json`), 'utf8'),
    );
    return Object.entries(ranges).map(([key, list]) => {
      const slice = key.replace(/[[\]]/g, '');
      return {
        name: `${font}-${slice}`,
        file: `${name}/files/${font}-${slice}-wght-normal.woff2`,
        ranges: list.split(',').map(range => {
          const [first, last = first] = range
            .replace('U+', '')
            .split('-')
            .map(hex => parseInt(hex, 16));
          return [first, last] as const;
        }),
      };
    });
  }),
);

/** The maximum number of cached fonts. Most documents need the same few fonts. */
const MAX_CACHED_FONTS = 64;

const loadedFonts = new LRUCache<string, Promise<Font>>({
  max: MAX_CACHED_FONTS,
});

/**
 * Loads a file of a fallback font in a weight. PDFs cannot embed variable fonts, so a static
 * instance is created.
 */
export async function loadSlice(
  slice: FontSlice,
  weight: FontWeight,
): Promise<Font> {
  const key = `${slice.name}-${weight}`;
  let font = loadedFonts.get(key);
  if (!font) {
    font = createStaticFont(slice, weight, key);
    loadedFonts.set(key, font);
  }
  return font;
}

async function createStaticFont(
  { file, ranges }: FontSlice,
  weight: FontWeight,
  name: string,
): Promise<Font> {
  const characters = ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, nth) =>
      String.fromCodePoint(first + nth),
    ),
  );
  const bytes = await subsetFont(
    await readFile(require.resolve(file)),
    characters.join(''),
    { targetFormat: 'truetype', variationAxes: { wght: weight } },
  );
  const font = create(bytes);
  // All weights and files of a font have the same name, so PDFKit would treat them as one font.
  Object.defineProperty(font, 'postscriptName', { value: name });
  return font;
}
