import { sum } from 'lodash';
import { removeUnprintable } from '../../../../exports/toCellText';
import {
  Drawing,
  Box,
  inks,
  drawArtifact,
  drawElement,
  nestElements,
  drawLine,
  fitText,
} from '../Drawing';
import { FontFace } from '../fontFiles';
import { Block, parseMarkdown, Span } from './parseMarkdown';
import { wrapSpans } from './wrapSpans';

const FONT = 8;

/** Font sizes of headings by level; deeper levels use the last. */
const HEADINGS = [13, 11.5, 10, 9];

/** The line height relative to the font size. */
const LINE = 1.4;

/** The indentation of nested blocks. */
const INDENT = 12;

const GAP = 4;
const PADDING = 4;

/** The maximum length that is parsed: more never fits on a page. */
const MAX_TEXT = 20_000;

/** Draws a Markdown text. An ellipsis marks where it was cut. */
export function drawMarkdown(drawing: Drawing, text: string, box: Box): void {
  const bottom = box.y + box.height;
  let { y } = box;
  for (const block of parseMarkdown(
    removeUnprintable(text).slice(0, MAX_TEXT),
  )) {
    const indent = Math.min(block.depth * INDENT, box.width / 2);
    const area = { x: box.x + indent, y, width: box.width - indent, bottom };
    const next = nestElements(drawing, getElementType(block), nested =>
      drawBlock(nested, block, area),
    );
    if (next === undefined) {
      return;
    }
    y = next + GAP;
  }
}

function getElementType(block: Block) {
  switch (block.kind) {
    case 'heading':
      return 'H3';
    case 'code':
      return 'Code';
    case 'table':
      return 'Table';
    default:
      return 'P';
  }
}

/** The area of a block: from `y` down to at most `bottom`. */
interface BlockArea {
  x: number;
  y: number;
  width: number;
  bottom: number;
}

/** @returns the lower end of the block; undefined if it did not fit completely */
function drawBlock(
  drawing: Drawing,
  block: Block,
  area: BlockArea,
): number | undefined {
  switch (block.kind) {
    case 'heading': {
      const size = HEADINGS[Math.min(block.level, HEADINGS.length) - 1];
      const spans = block.spans.map(span => ({ ...span, isBold: true }));
      return drawSpans(drawing, spans, area, { size, colour: inks.strong });
    }
    case 'code':
      return drawCode(drawing, block.lines, area);
    case 'rule':
      drawRule(drawing, { ...area, y: area.y + GAP });
      return area.y + 2 * GAP;
    case 'table':
      return drawCells(drawing, block.rows, area);
    default: {
      const { spans, marker, isQuote } = block;
      if (marker && area.y + FONT * LINE <= area.bottom) {
        const x = area.x - INDENT + 1;
        drawElement(drawing, 'Span', () =>
          drawLine(drawing, marker, { ...area, x }, { size: FONT }),
        );
      }
      const colour = isQuote ? inks.weak : inks.plain;
      const end = drawSpans(drawing, spans, area, { size: FONT, colour });
      if (isQuote) {
        const edge = area.x - INDENT / 2;
        drawArtifact(drawing, () =>
          drawing.document
            .lineWidth(1.5)
            .strokeColor(inks.line)
            .moveTo(edge, area.y)
            .lineTo(edge, end ?? area.bottom)
            .stroke(),
        );
      }
      return end;
    }
  }
}

function getFontFace({ isBold, isItalic, isCode }: Span): FontFace {
  if (isCode) return 'code';
  if (isBold) return isItalic ? 'boldItalic' : 'bold';
  return isItalic ? 'italic' : 'plain';
}

function drawSpans(
  drawing: Drawing,
  spans: readonly Span[],
  { x, y, width, bottom }: BlockArea,
  style: { size: number; colour: string },
): number | undefined {
  const { size } = style;
  const measure = (span: Span) =>
    drawing.fonts.measure(span.text, getFontFace(span), size);
  let top = y;
  /** The end of the previous line. */
  let end: number | undefined;
  for (const line of wrapSpans(spans, width, measure)) {
    if (top + size * LINE > bottom) {
      // Marks the last line that fits.
      if (end !== undefined) {
        const origin = { x: end, y: top - size * LINE };
        drawPart(drawing, { text: '…' }, origin, style);
      }
      return undefined;
    }
    end = x;
    for (const span of line) {
      end += drawPart(drawing, span, { x: end, y: top }, style);
    }
    top += size * LINE;
  }
  return top;
}

/** @returns the width of the part */
function drawPart(
  drawing: Drawing,
  span: Span,
  { x, y }: { x: number; y: number },
  { size, colour }: { size: number; colour: string },
): number {
  const { document, fonts } = drawing;
  const face = getFontFace(span);
  const width = fonts.measure(span.text, face, size);
  const isLink = /^(https?|mailto):/i.test(span.href ?? '');
  const ink = isLink ? inks.link : colour;
  const baseline = y + fonts.getAscent('plain', size);
  const drawStroke = (at: number) =>
    document
      .lineWidth(0.5)
      .strokeColor(ink)
      .moveTo(x, at)
      .lineTo(x + width, at)
      .stroke();
  drawElement(drawing, isLink ? 'Link' : 'Span', element => {
    fonts.draw(span.text, { x, y: baseline }, { face, size, colour: ink });
    if (span.isStruck) {
      drawStroke(baseline - size * 0.28);
    }
    if (isLink) {
      drawStroke(baseline + 1);
      // PDFKit's types lack this option.
      const options = {
        structParent: element,
      } as PDFKit.Mixins.AnnotationOption;
      document.link(x, y, width, size * LINE, span.href!, options);
    }
  });
  return width;
}

function drawRule(
  drawing: Drawing,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
): void {
  drawArtifact(drawing, () =>
    drawing.document
      .lineWidth(0.6)
      .strokeColor(inks.line)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke(),
  );
}

function drawCode(
  drawing: Drawing,
  lines: readonly string[],
  { x, y, width, bottom }: BlockArea,
): number | undefined {
  const maxLines = Math.floor((bottom - y - 2 * PADDING) / (FONT * LINE));
  if (maxLines < 1) {
    return undefined;
  }
  const isWhole = lines.length <= maxLines;
  const shown = isWhole ? lines : [...lines.slice(0, maxLines - 1), '…'];
  const height = shown.length * FONT * LINE + 2 * PADDING;
  drawArtifact(drawing, () =>
    drawing.document.rect(x, y, width, height).fill(inks.faint),
  );
  drawElement(drawing, 'Span', () =>
    shown.forEach((line, nth) =>
      drawCodeLine(drawing, line, {
        x: x + PADDING,
        y: y + PADDING + nth * FONT * LINE,
        width: width - 2 * PADDING,
      }),
    ),
  );
  return isWhole ? y + height : undefined;
}

/** Preserves the spaces of code. */
function drawCodeLine(
  { fonts }: Drawing,
  line: string,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
): void {
  const face = 'code';
  const text = fitText(line.slice(0, 300).replace(/\t/g, '  '), width, part =>
    fonts.measure(part, face, FONT),
  );
  const origin = { x, y: y + fonts.getAscent(face, FONT) };
  fonts.draw(text, origin, { face, size: FONT, colour: inks.plain });
}

function drawCells(
  drawing: Drawing,
  rows: readonly Span[][][],
  { x, y: start, width, bottom }: BlockArea,
): number | undefined {
  const texts = rows.map(row =>
    row.map(spans => spans.map(({ text }) => text).join('')),
  );
  const widths = fitColumnWidths(drawing, texts, width);
  let top = start;
  for (const [nth, cells] of texts.entries()) {
    const y = top;
    if (y + FONT * LINE + 2 > bottom) {
      if (y + FONT <= bottom) {
        drawElement(drawing, 'Span', () =>
          drawLine(drawing, '…', { x, y, width }, { size: FONT }),
        );
      }
      return undefined;
    }
    nestElements(drawing, 'TR', row => {
      let left = x;
      for (const [column, text] of cells.entries()) {
        const cell = { x: left, y, width: widths[column] - PADDING * 2 };
        const face = nth === 0 ? 'bold' : 'plain';
        drawElement(row, nth === 0 ? 'TH' : 'TD', () =>
          drawLine(row, text, cell, { size: FONT, face }),
        );
        left += widths[column];
      }
    });
    top += FONT * LINE + 2;
    drawRule(drawing, { x, y: top - 1.5, width });
  }
  return top;
}

/** Columns are as wide as their widest cell if all fit, and narrower in proportion otherwise. */
function fitColumnWidths(
  { fonts }: Drawing,
  rows: readonly string[][],
  width: number,
): number[] {
  const natural = rows[0].map(
    (_, column) =>
      Math.max(
        ...rows.map(row =>
          fonts.measure((row[column] ?? '').slice(0, 300), 'bold', FONT),
        ),
      ) +
      PADDING * 2,
  );
  const total = sum(natural);
  return total <= width ? natural : natural.map(each => (each * width) / total);
}
