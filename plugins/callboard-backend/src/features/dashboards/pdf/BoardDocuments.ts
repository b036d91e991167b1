import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime } from 'luxon';
import { Viewer } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { Board, BoardNumbers } from '../files/BoardNumbers';
import { resolveDays } from '../numbers/dayRanges';
import { WidgetDataInput } from '../numbers/resolveQuery';
import { DEFAULT_LOCALE, DocumentFormats } from './DocumentFormats';
import { PdfRenderer } from './PdfRenderer';
import { PrintedWidget, toPrintedWidget } from './PrintedWidget';

/** The drawing time of a document, after which the remaining widgets are omitted. */
const BUDGET_MS = 30_000;

/** Options of a document. */
interface DocumentOptions {
  /** The language tag of dates and numbers. */
  locale?: string;
  /** Aborted when the client disconnects. */
  signal?: AbortSignal;
}

/** Renders dashboards as PDF. */
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
   * Renders a dashboard for a viewer as PDF.
   *
   * @throws ExportAborted when the signal is aborted
   */
  async draw(
    context: Viewer,
    board: Board,
    requested: WidgetDataInput,
    { locale = DEFAULT_LOCALE, signal }: DocumentOptions = {},
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
      ...this.describe(context, board, requested, locale),
      locale,
      sizes: widgets.map(({ size }) => size),
      createdAt: clock.now(),
      budgetMs,
    };
    async function* printWidgets(): AsyncGenerator<PrintedWidget> {
      for await (const result of numbers.compute(
        context,
        board,
        requested,
        signal,
      )) {
        yield toPrintedWidget(result);
      }
    }
    return renderer.render(input, printWidgets(), ({ widget }, reason) =>
      logger.warn(`Cannot draw widget ${widget.id}: ${reason}`),
    );
  }

  /**
   * Builds the subtitle of a document (range, workspace, reader and time), and the date of today.
   */
  private describe(
    { caller, workspace }: Viewer,
    { dashboard }: Board,
    requested: WidgetDataInput,
    locale: string,
  ): { about: string; today: string } {
    const { config } = dashboard;
    const now = this.deps.clock.now();
    const tz = requested.tz ?? config.timezone ?? undefined;
    const target = { ...requested, tz };
    const { zone, range } = resolveDays(workspace, config, {
      input: target,
      now,
    });
    const moment = DateTime.fromMillis(now, { zone, locale });
    const today = moment.toISODate()!;
    const when = moment.toLocaleString({
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const about = [
      new DocumentFormats(locale, today).formatRange(range),
      workspace.name,
      `with the data that ${caller.display_name} has access to`,
      `${when} (${zone})`,
    ].join(' · ');
    return { about, today };
  }
}
