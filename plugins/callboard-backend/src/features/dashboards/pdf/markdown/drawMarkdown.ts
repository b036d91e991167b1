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
  MAX_LINE_CHARACTERS,
} from '../Drawing';
import { FontFace } from '../fontFiles';
import { Block, parseMarkdown, Span } from './parseMarkdown';
import { wrapSpans } from './wrapSpans';

const FONT_SIZE = 8;

/** Font sizes of headings by level; deeper levels use the last. */
const HEADING_SIZES = [13, 11.5, 10, 9];

const LINE_HEIGHT = 1.4;

/** The height of a strikethrough above the baseline, relative to the font size. */
const STRIKETHROUGH_HEIGHT = 0.28;

const INDENT = 12;

const GAP = 4;
const PADDING = 4;

/** The maximum number of characters to parse. More characters never fit on a page. */
const MAX_TEXT_LENGTH = 20_000;

/** Draws a Markdown text. If the text does not fit, cuts it and draws an ellipsis there. */
export function drawMarkdown(drawing: Drawing, text: string, box: Box): void {
  const bottom = box.y + box.height;
  let { y } = box;
  for (const block of parseMarkdown(
    removeUnprintable(text).slice(0, MAX_TEXT_LENGTH),
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

/** @returns the `y` of the lower end of the block; undefined if it did not fit completely */
function drawBlock(
  drawing: Drawing,
  block: Block,
  area: BlockArea,
): number | undefined {
  const { marker } = block;
  // The first line of a heading, or of code with its padding, is higher.
  const padding = block.kind === 'paragraph' ? 0 : 2 * PADDING;
  if (marker && area.y + FONT_SIZE * LINE_HEIGHT + padding <= area.bottom) {
    const x = area.x - INDENT + 1;
    drawElement(drawing, 'Span', () =>
      drawLine(drawing, marker, { ...area, x }, { size: FONT_SIZE }),
    );
  }
  switch (block.kind) {
    case 'heading': {
      const size =
        HEADING_SIZES[Math.min(block.level, HEADING_SIZES.length) - 1];
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
      const { spans, isQuote } = block;
      const colour = isQuote ? inks.weak : inks.plain;
      const end = drawSpans(drawing, spans, area, { size: FONT_SIZE, colour });
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
  /** The right end of the previous line. */
  let end: number | undefined;
  for (const line of wrapSpans(spans, width, measure)) {
    if (top + size * LINE_HEIGHT > bottom) {
      // Marks the last line that fits.
      if (end !== undefined) {
        const origin = { x: end, y: top - size * LINE_HEIGHT };
        drawPart(drawing, { text: '…' }, origin, style);
      }
      return undefined;
    }
    end = x;
    for (const span of line) {
      end += drawPart(drawing, span, { x: end, y: top }, style);
    }
    top += size * LINE_HEIGHT;
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
      drawStroke(baseline - size * STRIKETHROUGH_HEIGHT);
    }
    if (isLink) {
      drawStroke(baseline + 1);
      // PDFKit's types lack this option.
      const options = {
        structParent: element,
      } as PDFKit.Mixins.AnnotationOption;
      document.link(x, y, width, size * LINE_HEIGHT, span.href!, options);
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
  const maxLines = Math.floor(
    (bottom - y - 2 * PADDING) / (FONT_SIZE * LINE_HEIGHT),
  );
  if (maxLines < 1) {
    return undefined;
  }
  const isWhole = lines.length <= maxLines;
  const shown = isWhole ? lines : [...lines.slice(0, maxLines - 1), '…'];
  const height = shown.length * FONT_SIZE * LINE_HEIGHT + 2 * PADDING;
  drawArtifact(drawing, () =>
    drawing.document.rect(x, y, width, height).fill(inks.faint),
  );
  drawElement(drawing, 'Span', () =>
    shown.forEach((line, nth) =>
      drawCodeLine(drawing, line, {
        x: x + PADDING,
        y: y + PADDING + nth * FONT_SIZE * LINE_HEIGHT,
        width: width - 2 * PADDING,
      }),
    ),
  );
  return isWhole ? y + height : undefined;
}

/** Draws a line of code without collapsing its spaces. */
function drawCodeLine(
  { fonts }: Drawing,
  line: string,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
): void {
  const face = 'code';
  const text = fitText(
    line.slice(0, MAX_LINE_CHARACTERS).replace(/\t/g, '  '),
    width,
    part => fonts.measure(part, face, FONT_SIZE),
  );
  const origin = { x, y: y + fonts.getAscent(face, FONT_SIZE) };
  fonts.draw(text, origin, { face, size: FONT_SIZE, colour: inks.plain });
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
    if (y + FONT_SIZE * LINE_HEIGHT + 2 > bottom) {
      if (y + FONT_SIZE <= bottom) {
        drawElement(drawing, 'Span', () =>
          drawLine(drawing, '…', { x, y, width }, { size: FONT_SIZE }),
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
          drawLine(row, text, cell, { size: FONT_SIZE, face }),
        );
        left += widths[column];
      }
    });
    top += FONT_SIZE * LINE_HEIGHT + 2;
    drawRule(drawing, { x, y: top - 1.5, width });
  }
  return top;
}

/** Makes each column as wide as its widest cell. If they do not fit, narrows them in proportion. */
function fitColumnWidths(
  { fonts }: Drawing,
  rows: readonly string[][],
  width: number,
): number[] {
  const naturalWidths = rows[0].map(
    (_, column) =>
      Math.max(
        ...rows.map(row =>
          fonts.measure(
            (row[column] ?? '').slice(0, MAX_LINE_CHARACTERS),
            'bold',
            FONT_SIZE,
          ),
        ),
      ) +
      PADDING * 2,
  );
  const total = sum(naturalWidths);
  return total <= width
    ? naturalWidths
    : naturalWidths.map(each => (each * width) / total);
}
