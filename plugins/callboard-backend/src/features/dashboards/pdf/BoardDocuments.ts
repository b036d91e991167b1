import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime } from 'luxon';
import { Onlooker } from '../../../access/Caller';
import { Clock } from '../../../clock';
import { Board, BoardNumbers } from '../files/BoardNumbers';
import { daysInWords } from '../files/daysInWords';
import { daysAsked } from '../numbers/daysAsked';
import { AskedFor } from '../numbers/questionOf';
import { PdfRenderer } from './PdfRenderer';
import { PrintedWidget, toPrintedWidget } from './PrintedWidget';

/** The drawing time of a document, after which the remaining widgets are left out. */
const BUDGET_MS = 30_000;

/** Dashboards as pages to print. */
export class BoardDocuments {
  constructor(
    private readonly deps: {
      clock: Clock;
      logger: LoggerService;
      numbers: BoardNumbers;
      renderer: PdfRenderer;
      /** Milliseconds of drawing per document. */
      budgetMs?: number;
    },
  ) {}

  /**
   * A dashboard as somebody sees it, as PDF.
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
    const {
      clock,
      logger,
      numbers,
      renderer,
      budgetMs = BUDGET_MS,
    } = this.deps;
    const { dashboard, widgets } = board;
    const input = {
      name: dashboard.name,
      about: this.describe(asker, board, asked),
      sizes: widgets.map(({ size }) => size),
      createdAt: clock.now(),
      budgetMs,
    };
    async function* printed(): AsyncGenerator<PrintedWidget> {
      for await (const told of numbers.tell(asker, board, asked, signal)) {
        yield toPrintedWidget(told);
      }
    }
    return renderer.render(input, printed(), ({ widget }, reason) =>
      logger.warn(`Cannot draw widget ${widget.id}: ${reason}`),
    );
  }

  /** The range of a document, its workspace, its reader and its time. */
  private describe(
    { caller, workspace }: Onlooker,
    { dashboard }: Board,
    asked: AskedFor,
  ): string {
    const { config } = dashboard;
    const now = this.deps.clock.now();
    const tz = asked.tz ?? config.timezone ?? undefined;
    const wanted = { ...asked, tz };
    const { zone, range } = daysAsked(workspace, config, { wanted, now });
    const when = DateTime.fromMillis(now, { zone, locale: 'en-GB' }).toFormat(
      'd MMM yyyy, HH:mm',
    );
    return [
      daysInWords(range),
      workspace.name,
      `as ${caller.display_name} sees it`,
      `${when} (${zone})`,
    ].join(' · ');
  }
}
