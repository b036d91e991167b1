import PDFDocument from 'pdfkit';
import { cutText } from '../../../database/text';
import { removeUnprintable } from '../../../exports/toCellText';
import { createDocumentFormats, DocumentFormats } from './DocumentFormats';
import { TextFonts } from './TextFonts';
import { FontFace } from './fontFiles';

/** A4 landscape. Lengths are in points: 72 to the inch. */
export const paper = { width: 841.89, height: 595.28, margin: 36 } as const;

export const inks = {
  strong: '#1d2127',
  plain: '#3c434d',
  weak: '#5b6470',
  line: '#d9dde3',
  faint: '#f3f4f6',
  link: '#0c5598',
  warning: '#8a4b00',
} as const;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Drawing {
  document: PDFKit.PDFDocument;
  /** The structure element that contains the next drawings. */
  parent: PDFKit.PDFStructureElement;
  fonts: TextFonts;
  formats: DocumentFormats;
}

export interface DocumentInput {
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** The language tag of dates and numbers. */
  locale: string;
  /** The date of creation in the time zone of the document, `YYYY-MM-DD`. */
  today: string;
}

export function createPdfDocument({
  name,
  createdAt,
  locale,
  today,
}: DocumentInput): Drawing {
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: paper.margin,
    autoFirstPage: false,
    // No default font, because each text sets its own.
    font: '',
    lang: 'en',
    // The version that PDFKit recommends for tagged documents.
    pdfVersion: '1.5',
    tagged: true,
    displayTitle: true,
    info: {
      Title: removeUnprintable(name),
      Creator: 'Callboard',
      CreationDate: new Date(createdAt),
    },
  });
  const parent = document.struct('Document');
  document.addStructure(parent);
  return {
    document,
    parent,
    fonts: new TextFonts(document),
    formats: createDocumentFormats(locale, today),
  };
}

/** The structure types used in documents, from ISO 32000-1, 14.8.4. */
type ElementType =
  | 'Code'
  | 'Figure'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'Link'
  | 'P'
  | 'Sect'
  | 'Span'
  | 'TD'
  | 'TH'
  | 'TR'
  | 'Table';

/**
 * Adds a structure element with everything drawn in a callback, for screen readers.
 *
 * @param options.alt - the text that screen readers read instead of a figure
 * @throws errors of `draw`, after closing the marked content
 */
export function drawElement(
  { document, parent }: Pick<Drawing, 'document' | 'parent'>,
  type: ElementType,
  draw: (element: PDFKit.PDFStructureElement) => void,
  options: { alt?: string } = {},
): void {
  let failure: { error: unknown } | undefined;
  const element: PDFKit.PDFStructureElement = document.struct(
    type,
    options,
    () => {
      try {
        draw(element);
      } catch (error) {
        failure = { error };
      }
    },
  );
  parent.add(element);
  if (failure) {
    throw failure.error;
  }
}

/** Adds a structure element around the elements that `draw` draws. Returns the result of `draw`. */
export function nestElements<T>(
  drawing: Drawing,
  type: ElementType,
  draw: (drawing: Drawing) => T,
): T {
  const parent = drawing.document.struct(type);
  drawing.parent.add(parent);
  try {
    return draw({ ...drawing, parent });
  } finally {
    parent.end();
  }
}

/** Draws content that screen readers ignore. */
export function drawArtifact(
  { document }: Pick<Drawing, 'document'>,
  draw: () => void,
): void {
  document.markContent('Artifact');
  try {
    draw();
  } finally {
    document.endMarkedContent();
  }
}

/** Longer texts never fit into a line, and measuring them is slow. */
export const MAX_LINE_CHARACTERS = 300;

export interface LineStyle {
  size: number;
  colour?: string;
  face?: FontFace;
  align?: 'left' | 'right';
}

/** Draws one line of text, cut with an ellipsis if it does not fit. */
export function drawLine(
  { fonts }: Drawing,
  text: string,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
  { size, colour = inks.plain, face = 'plain', align = 'left' }: LineStyle,
): void {
  const measure = (part: string) => fonts.measure(part, face, size);
  const singleLine = removeUnprintable(
    cutText(text, MAX_LINE_CHARACTERS),
  ).replace(/\s+/gu, ' ');
  const line = fitText(singleLine, width, measure);
  const left = align === 'right' ? x + width - measure(line) : x;
  const origin = { x: left, y: y + fonts.getAscent(face, size) };
  fonts.draw(line, origin, { face, size, colour });
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits a text into user-perceived characters. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

const ELLIPSIS = '…';

/**
 * Cuts a text to a width and appends an ellipsis if cut. Returns an empty text if not even the
 * ellipsis fits.
 *
 * @param measure - returns the width of a text
 */
export function fitText(
  text: string,
  width: number,
  measure: (text: string) => number,
): string {
  if (measure(text) <= width) {
    return text;
  }
  const parts = splitGraphemes(text);
  const cutTo = (count: number) =>
    parts.slice(0, count).join('').trimEnd() + ELLIPSIS;
  // A binary search for the longest cut text that fits.
  let [fitting, tooMany] = [-1, parts.length];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (measure(cutTo(middle)) <= width) {
      fitting = middle;
    } else {
      tooMany = middle;
    }
  }
  return fitting < 0 ? '' : cutTo(fitting);
}

/**
 * Draws a note about content that did not fit.
 *
 * @param omitted - such as `And 3 more rows`
 */
export function drawOverflowNote(
  drawing: Drawing,
  omitted: string,
  area: Pick<Box, 'x' | 'y' | 'width'>,
): void {
  drawElement(drawing, 'P', () =>
    drawLine(drawing, `${omitted}. Export to Excel to see all`, area, {
      size: 7,
      colour: inks.weak,
    }),
  );
}
