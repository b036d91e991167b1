import { drawLine } from './drawLine';
import { inks, paper } from './paper';

/** The pages of a document, each with a foot. */
export class Pages {
  #count = 0;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly title: string,
  ) {}

  /** Adds pages until the one with a number is there, from 0. */
  turnTo(page: number): void {
    while (this.#count <= page) {
      this.document.addPage();
      this.#count += 1;
      const x = paper.margin;
      const half = (paper.width - 2 * x) / 2;
      const y = paper.height - paper.margin - 10;
      const style = { size: 7, colour: inks.weak };
      drawLine(this.document, this.title, { x, y, width: half }, style);
      drawLine(
        this.document,
        `Page ${this.#count}`,
        { x: x + half, y, width: half },
        { ...style, align: 'right' },
      );
    }
  }
}
