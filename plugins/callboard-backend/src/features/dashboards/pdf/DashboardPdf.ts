import { WidgetSize, GRID_COLUMNS } from '@callboard/plugin-callboard-common';
import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import { Readable } from 'stream';
import { buffer } from 'stream/consumers';
import { MessagePort } from 'worker_threads';
import { OMITTED_WIDGET_TEXT } from '../files/toWidgetTable';
import {
  Drawing,
  inks,
  paper,
  DocumentInput,
  createPdfDocument,
  drawArtifact,
  drawElement,
  drawLine,
  Box,
} from './Drawing';
import { drawWidget } from './drawWidget';
import type { PrintedWidget } from './DashboardDocuments';

/** The input of a PDF, except for its widgets. */
export interface PdfInput extends DocumentInput {
  /** The line below the name: range, workspace, viewer and time. */
  subtitle: string;
  /** The layout of the widgets, from top to bottom. */
  sizes: WidgetSize[];
  /** Milliseconds of drawing, after which the remaining widgets are omitted. */
  budgetMs: number;
}

/** A reply of `renderPdf`: undefined, or the reason why the widget was not drawn. */
export type RenderReply = string | undefined;

/** The last message to `renderPdf`, after the widgets. */
export type RenderEnd = 'finish' | 'cancel';

/** The PDF of a dashboard, drawn widget by widget. */
export class DashboardPdf {
  readonly #drawing: Drawing;
  readonly #bytes: Promise<Buffer>;
  readonly #positions: ReturnType<typeof layOutPages>;
  readonly #colours = new KeyColours();
  #pageCount = 0;
  #widgetCount = 0;
  #spentMs = 0;

  static async begin(input: PdfInput): Promise<DashboardPdf> {
    const drawing = createPdfDocument(input);
    await drawing.fonts.load(input.name + input.subtitle);
    return new DashboardPdf(drawing, input);
  }

  private constructor(drawing: Drawing, private readonly input: PdfInput) {
    const { name, subtitle, sizes } = input;
    this.#drawing = drawing;
    this.#bytes = buffer(this.#drawing.document as unknown as Readable);
    this.#positions = layOutPages(sizes);
    this.addPages(1);
    const { margin } = paper;
    const area = { x: margin, y: margin, width: paper.width - 2 * margin };
    const titleStyle = { size: 18, colour: inks.strong, face: 'bold' as const };
    drawElement(this.#drawing, 'H1', () =>
      drawLine(this.#drawing, name, area, titleStyle),
    );
    const subtitleArea = { ...area, y: margin + 28 };
    const subtitleStyle = { size: 9, colour: inks.weak };
    drawElement(this.#drawing, 'P', () =>
      drawLine(this.#drawing, subtitle, subtitleArea, subtitleStyle),
    );
  }

  /**
   * Draws the next widget. Once the time budget is exceeded, draws only the widget's title and a
   * note.
   *
   * @returns the reason why the widget could not be drawn; the PDF notes the failure in its place
   */
  async addWidget(printed: PrintedWidget): Promise<string | undefined> {
    const { page, box } = this.#positions[this.#widgetCount];
    this.#widgetCount += 1;
    this.addPages(page + 1);
    const draw = (drawn: PrintedWidget) =>
      drawWidget(this.#drawing, drawn, box, this.#colours);
    const { widget } = printed;
    const { document, fonts } = this.#drawing;
    if (this.#spentMs > this.input.budgetMs) {
      draw({ widget, failure: OMITTED_WIDGET_TEXT });
      return undefined;
    }
    const start = performance.now();
    document.save();
    try {
      // Other documents can only continue during this `await`, because drawing is synchronous.
      await fonts.load(JSON.stringify(printed));
      draw(printed);
      return undefined;
    } catch (error) {
      draw({ widget, failure: 'This widget could not be displayed' });
      return String(error);
    } finally {
      document.restore();
      this.#spentMs += performance.now() - start;
    }
  }

  async end(): Promise<Buffer> {
    this.#drawing.document.end();
    return this.#bytes;
  }

  /** Adds pages, each with a footer, until the document has `count`. */
  private addPages(count: number): void {
    while (this.#pageCount < count) {
      this.#drawing.document.addPage();
      this.#pageCount += 1;
      const { margin: x } = paper;
      const half = (paper.width - 2 * x) / 2;
      const y = paper.height - paper.margin - 10;
      const style = { size: 7, colour: inks.weak };
      const pageLabel = `Page ${this.#pageCount}`;
      drawArtifact(this.#drawing, () => {
        const left = { x, y, width: half };
        drawLine(this.#drawing, this.input.name, left, style);
        const right = { x: x + half, y, width: half };
        drawLine(this.#drawing, pageLabel, right, {
          ...style,
          align: 'right',
        });
      });
    }
  }
}

/**
 * Draws a PDF from widgets received through a port, and replies to each.
 *
 * @returns undefined when rendering is cancelled
 */
export async function renderPdf({
  port,
  ...input
}: PdfInput & { port: MessagePort }): Promise<Buffer | undefined> {
  const pdf = await DashboardPdf.begin(input);
  return new Promise((resolve, reject) => {
    port.on('message', (message: PrintedWidget | RenderEnd) => {
      if (message === 'finish') {
        resolve(pdf.end());
      } else if (message === 'cancel') {
        resolve(undefined);
      } else {
        pdf
          .addWidget(message)
          .then(reply => port.postMessage(reply satisfies RenderReply), reject);
      }
    });
  });
}

const WIDGET_GAP = 6;

/** The height of a grid row relative to the width of a column. The first page then fits 18 rows. */
const ROW_PER_COLUMN = 0.395;

const HEADER_HEIGHT = 52;

const FOOTER_HEIGHT = 14;

const columnWidth = (paper.width - 2 * paper.margin) / GRID_COLUMNS;

const rowHeight = columnWidth * ROW_PER_COLUMN;

interface PagePosition {
  /** From 0. */
  page: number;
  box: Box;
}

/**
 * Computes where widgets are drawn, following their layout. A widget that crosses the end of a page
 * moves to the next page, together with the following widgets. A widget that is taller than a page
 * gets the height of a page.
 *
 * @param sizes - from top to bottom
 */
export function layOutPages(sizes: readonly WidgetSize[]): PagePosition[] {
  const bottom = paper.height - paper.margin - FOOTER_HEIGHT;
  let page = 0;
  let firstRow = sizes[0]?.y ?? 0;
  return sizes.map(({ x, y, width, height }) => {
    const computeTop = () =>
      paper.margin +
      (page === 0 ? HEADER_HEIGHT : 0) +
      Math.max(0, y - firstRow) * rowHeight;
    if (y > firstRow && computeTop() + height * rowHeight > bottom) {
      page += 1;
      firstRow = y;
    }
    const top = computeTop();
    return {
      page,
      box: {
        x: paper.margin + x * columnWidth + WIDGET_GAP / 2,
        y: top + WIDGET_GAP / 2,
        width: width * columnWidth - WIDGET_GAP,
        height: Math.min(height * rowHeight, bottom - top) - WIDGET_GAP,
      },
    };
  });
}
