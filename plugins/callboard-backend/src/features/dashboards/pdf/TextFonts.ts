import bidiFactory from 'bidi-js';
import { Font } from 'fontkit';
import { sumBy } from 'lodash';
import {
  FontFace,
  FontSlice,
  FontWeight,
  listSlices,
  loadSlice,
  openFace,
} from './fontFiles';

/** A part of a line with one font and one direction. */
interface TextRun {
  text: string;
  /** The name registered with the document. */
  font: string;
  isRightToLeft: boolean;
}

const bidi = bidiFactory();

/** Lines without right-to-left characters need no reordering. */
const rightToLeftPattern = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** Variation selectors, which none of the fonts support. */
const variationSelectors = /[\ufe00-\ufe0f]/gu;

/** Matches a character that combines with the preceding character. */
const combiningCharacter = /^[\p{M}\u200c\u200d\u{1f3fb}-\u{1f3ff}]$/u;

const getFontWeight = (face: FontFace): FontWeight =>
  face === 'bold' || face === 'boldItalic' ? 700 : 400;

/**
 * The fonts of a document. Characters that a face lacks use the fallback font of their script, which
 * is loaded with the first text that needs it.
 */
export class TextFonts {
  readonly #fonts = new Map<string, Font>();
  /** The file of a fallback font by code point; undefined if no font has the character. */
  readonly #slices = new Map<number, FontSlice | undefined>();

  constructor(private readonly document: PDFKit.PDFDocument) {}

  async load(text: string): Promise<void> {
    const plain = openFace('plain');
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      if (
        !plain.hasGlyphForCodePoint(codePoint) &&
        !this.#slices.has(codePoint)
      ) {
        this.#slices.set(codePoint, await this.loadSliceFor(codePoint));
      }
    }
  }

  /**
   * Loads the font file that has a character. A file may lack characters of its declared ranges.
   */
  private async loadSliceFor(
    codePoint: number,
  ): Promise<FontSlice | undefined> {
    for (const slice of listSlices()) {
      if (
        slice.ranges.some(
          ([first, last]) => codePoint >= first && codePoint <= last,
        )
      ) {
        for (const weight of [400, 700] as const) {
          const name = `${slice.name}-${weight}`;
          if (!this.#fonts.has(name)) {
            this.register(name, await loadSlice(slice, weight));
          }
        }
        const font = this.#fonts.get(`${slice.name}-400`)!;
        if (font.hasGlyphForCodePoint(codePoint)) {
          return slice;
        }
      }
    }
    return undefined;
  }

  /** Splits a line into runs, ordered from left to right. */
  splitIntoRuns(line: string, face: FontFace): TextRun[] {
    const text = line.replace(variationSelectors, '');
    if (!rightToLeftPattern.test(text)) {
      return this.splitByFont(text, face, false);
    }
    const { levels } = bidi.getEmbeddingLevels(text);
    const parts: Array<{ level: number; runs: TextRun[] }> = [];
    for (let start = 0, end = 0; start < text.length; start = end) {
      const level = levels[start];
      while (end < text.length && levels[end] === level) {
        end += 1;
      }
      const part = text.slice(start, end);
      const isRightToLeft = level % 2 === 1;
      const runs = isRightToLeft
        ? this.splitByFont(mirror(part), face, true).reverse()
        : this.splitByFont(part, face, false);
      parts.push({ level, runs });
    }
    return reorder(parts).flatMap(({ runs }) => runs);
  }

  measure(line: string, face: FontFace, size: number): number {
    return sumBy(this.splitIntoRuns(line, face), run =>
      this.measureRun(run, size),
    );
  }

  measureRun({ text, font, isRightToLeft }: TextRun, size: number): number {
    return this.document
      .font(font, size)
      .widthOfString(text, getTextOptions(isRightToLeft));
  }

  /** Draws a line with its baseline at `y`. */
  draw(
    line: string,
    { x, y }: { x: number; y: number },
    { face, size, colour }: { face: FontFace; size: number; colour: string },
  ): void {
    this.document.fillColor(colour);
    let left = x;
    for (const run of this.splitIntoRuns(line, face)) {
      const width = this.measureRun(run, size);
      this.document.text(run.text, left, y, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...getTextOptions(run.isRightToLeft),
      });
      left += width;
    }
  }

  getAscent(face: FontFace, size: number): number {
    const { ascent, unitsPerEm } = openFace(face);
    return (ascent / unitsPerEm) * size;
  }

  private splitByFont(
    text: string,
    face: FontFace,
    isRightToLeft: boolean,
  ): TextRun[] {
    const runs: TextRun[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const font = this.findFont(character, face, last?.font);
      if (font === undefined) {
        continue;
      }
      if (last && last.font === font) {
        last.text += character;
      } else {
        runs.push({ text: character, font, isRightToLeft });
      }
    }
    return runs;
  }

  /** Finds the font for a character; undefined if a combining character is omitted. */
  private findFont(
    character: string,
    face: FontFace,
    previousFont: string | undefined,
  ): string | undefined {
    const codePoint = character.codePointAt(0)!;
    const isCombining = combiningCharacter.test(character);
    if (
      isCombining &&
      previousFont &&
      this.#fonts.get(previousFont)?.hasGlyphForCodePoint(codePoint)
    ) {
      return previousFont;
    }
    if (this.openFace(face).hasGlyphForCodePoint(codePoint)) {
      return face;
    }
    const slice = this.#slices.get(codePoint);
    const name = slice && `${slice.name}-${getFontWeight(face)}`;
    if (name && this.#fonts.get(name)?.hasGlyphForCodePoint(codePoint)) {
      return name;
    }
    if (isCombining) {
      return undefined;
    }
    return this.openFace('plain').hasGlyphForCodePoint(codePoint)
      ? 'plain'
      : face;
  }

  private openFace(face: FontFace): Font {
    let font = this.#fonts.get(face);
    if (!font) {
      font = openFace(face);
      this.register(face, font);
    }
    return font;
  }

  private register(name: string, font: Font): void {
    this.#fonts.set(name, font);
    // PDFKit also accepts opened fonts, which its types lack.
    this.document.registerFont(name, font as unknown as Buffer);
  }
}

/** If `features` is set, even to an empty list, PDFKit shapes whole runs, not single words. */
function getTextOptions(isRightToLeft: boolean): PDFKit.Mixins.TextOptions {
  return isRightToLeft ? { features: [] } : {};
}

const letter = /\p{L}/u;

/**
 * Prepares right-to-left text for Fontkit, which reverses it only if it contains letters. Reverses
 * text without letters, such as punctuation, and mirrors the brackets of all text.
 */
function mirror(text: string): string {
  const characters = [...text].map(
    character => bidi.getMirroredCharacter(character) ?? character,
  );
  return letter.test(text)
    ? characters.join('')
    : characters.reverse().join('');
}

/** Reorders parts visually by rule L2 of the Unicode bidirectional algorithm. */
function reorder<T extends { level: number }>(parts: readonly T[]): T[] {
  const ordered = [...parts];
  const highest = Math.max(...parts.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < ordered.length; start += 1) {
      let end = start;
      while (end < ordered.length && ordered[end].level >= level) {
        end += 1;
      }
      if (end > start) {
        ordered.splice(
          start,
          end - start,
          ...ordered.slice(start, end).reverse(),
        );
        start = end;
      }
    }
  }
  return ordered;
}
