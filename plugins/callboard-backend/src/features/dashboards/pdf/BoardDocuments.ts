import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime } from 'luxon';
import { Readable } from 'stream';
import { buffer } from 'stream/consumers';
import { Onlooker } from '../../../access/Caller';
import { Clock } from '../../../clock';
import { Board, BoardNumbers, FailedWidget } from '../files/BoardNumbers';
import { daysInWords } from '../files/daysInWords';
import { daysAsked } from '../numbers/daysAsked';
import { AskedFor } from '../numbers/questionOf';
import { ToldWidget } from '../WidgetData';
import { drawLine } from './drawLine';
import { drawWidget } from './drawWidget';
import { newDocument } from './newDocument';
import { inks, paper } from './paper';
import { Pages } from './Pages';
import { Place, placesOf } from './placesOf';

/** Dashboards as pages to print. */
export class BoardDocuments {
  constructor(
    private readonly deps: {
      clock: Clock;
      logger: LoggerService;
      numbers: BoardNumbers;
    },
  ) {}

  /**
   * A dashboard as somebody sees it, as PDF. It is drawn widget by widget, and
   * others get their turn between two of them.
   *
   * @param signal - tells that nobody waits for it any more
   * @throws ExportAborted when the signal does
   */
  async draw(
    asker: Onlooker,
    board: Board,
    asked: AskedFor,
    signal?: AbortSignal,
  ): Promise<Buffer> {
    const { clock, numbers } = this.deps;
    const document = newDocument(board.dashboard.name, clock.now());
    const bytes = buffer(document as unknown as Readable);
    const colours = new KeyColours();
    const places = placesOf(board.widgets.map(({ size }) => size));
    const pages = new Pages(document, board.dashboard.name);
    pages.turnTo(0);
    this.drawHeading(document, asker, board, asked);
    let nth = 0;
    try {
      for await (const told of numbers.tell(asker, board, asked, signal)) {
        const place = places[nth];
        pages.turnTo(place.page);
        this.drawOne(document, told, place, colours);
        nth += 1;
      }
    } finally {
      document.end();
    }
    return bytes;
  }

  private drawOne(
    document: PDFKit.PDFDocument,
    told: ToldWidget | FailedWidget,
    { box }: Place,
    colours: KeyColours,
  ): void {
    try {
      document.save();
      drawWidget(document, told, box, colours);
    } catch (error) {
      const { widget } = told;
      this.deps.logger.warn(`Cannot draw widget ${widget.id}`, error as Error);
      const failure = 'This cannot be drawn';
      drawWidget(document, { widget, failure }, box, colours);
    } finally {
      document.restore();
    }
  }

  /** Says what it is, about which days, and who saw it so and when. */
  private drawHeading(
    document: PDFKit.PDFDocument,
    { caller, workspace }: Onlooker,
    { dashboard }: Board,
    asked: AskedFor,
  ): void {
    const { config } = dashboard;
    const now = this.deps.clock.now();
    const tz = asked.tz ?? config.timezone ?? undefined;
    const wanted = { ...asked, tz };
    const { zone, range } = daysAsked(workspace, config, { wanted, now });
    const when = DateTime.fromMillis(now, { zone, locale: 'en-GB' }).toFormat(
      'd MMM yyyy, HH:mm',
    );
    const { margin: x } = paper;
    const width = paper.width - 2 * x;
    drawLine(
      document,
      dashboard.name,
      { x, y: x, width },
      { size: 18, colour: inks.strong, isBold: true },
    );
    drawLine(
      document,
      [
        daysInWords(range),
        workspace.name,
        `as ${caller.display_name} sees it`,
        `${when} (${zone})`,
      ].join(' · '),
      { x, y: x + 28, width },
      { size: 9, colour: inks.weak },
    );
  }
}
