import { LoggerService } from '@backstage/backend-plugin-api';
import { DateTime } from 'luxon';
import {
  ChartTypeName,
  WidgetBars,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';
import { Viewer } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import {
  DashboardContent,
  DashboardNumbers,
  FailedWidget,
} from '../files/DashboardNumbers';
import { resolveDays, WidgetDataInput } from '../numbers/resolveQuery';
import { WidgetResult } from '../WidgetDataService';
import { createDocumentFormats, DEFAULT_LOCALE } from './DocumentFormats';
import { PdfRenderer } from './PdfRenderer';

/** The drawing time of a document, after which the remaining widgets are omitted. */
const BUDGET_MS = 30_000;

interface DocumentOptions {
  /** The language tag of dates and numbers. */
  locale?: string;
  /** Aborted when the client disconnects. */
  signal?: AbortSignal;
}

export class DashboardDocuments {
  constructor(
    private readonly deps: {
      clock: Clock;
      logger: LoggerService;
      numbers: DashboardNumbers;
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
    viewer: Viewer,
    content: DashboardContent,
    requestInput: WidgetDataInput,
    { locale = DEFAULT_LOCALE, signal }: DocumentOptions = {},
  ): Promise<Buffer> {
    const {
      clock,
      logger,
      numbers,
      renderer,
      budgetMs = BUDGET_MS,
    } = this.deps;
    const { dashboard, widgets } = content;
    const input = {
      name: dashboard.name,
      ...this.buildHeader(viewer, content, requestInput, locale),
      locale,
      sizes: widgets.map(({ size }) => size),
      createdAt: clock.now(),
      budgetMs,
    };
    async function* convertWidgets(): AsyncGenerator<PrintedWidget> {
      for await (const result of numbers.compute(
        viewer,
        content,
        requestInput,
        signal,
      )) {
        yield toPrintedWidget(result);
      }
    }
    return renderer.render(input, convertWidgets(), ({ widget }, reason) =>
      logger.warn(`Cannot draw widget ${widget.id}: ${reason}`),
    );
  }

  /**
   * Builds the subtitle of a document (range, workspace, viewer and time), and returns it with
   * today's date.
   */
  private buildHeader(
    { caller, workspace }: Viewer,
    { dashboard }: DashboardContent,
    requestInput: WidgetDataInput,
    locale: string,
  ): { subtitle: string; today: string } {
    const { config } = dashboard;
    const now = this.deps.clock.now();
    const tz = requestInput.tz ?? config.timezone ?? undefined;
    const input = { ...requestInput, tz };
    const { zone, range } = resolveDays(workspace, config, { input, now });
    const moment = DateTime.fromMillis(now, { zone, locale });
    const today = moment.toISODate()!;
    const when = moment.toLocaleString({
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    const subtitle = [
      createDocumentFormats(locale, today).formatRange(range),
      workspace.name,
      `with the data that ${caller.display_name} has access to`,
      `${when} (${zone})`,
    ].join(' · ');
    return { subtitle, today };
  }
}

export type PrintedWidget =
  | Pick<WidgetResult, 'widget' | 'range' | 'data'>
  | FailedWidget;

/** The maximum number of bars, cells or separate dots: more are indistinguishable on paper. */
const MAX_MARKS = 1_000;

/** The maximum number of points of all lines together. Lines are drawn faster than bars. */
const MAX_POINTS = 10_000;

/** Charts that draw each number as a separate mark. */
const markedCharts: readonly ChartTypeName[] = [
  'bar',
  'stacked_bar',
  'heatmap',
  'cycle_time',
];

/** Converts widget data for a PDF. If a chart has too many bars or lines, omits the last ones. */
export function toPrintedWidget(
  result: WidgetResult | FailedWidget,
): PrintedWidget {
  if ('failure' in result) {
    return result;
  }
  const { widget, range, data } = result;
  const query = getMetricQuery(widget.widget_type, widget.config);
  return {
    widget,
    range,
    data:
      // Of the widgets with a metric, only charts have a `schema`: the names of the groups.
      query && 'schema' in data
        ? limitMarks(query.chart_type, data as WidgetBars)
        : data,
  };
}

function limitMarks(chart_type: ChartTypeName, bars: WidgetBars): WidgetBars {
  const groups = Object.entries(bars.schema);
  if (markedCharts.includes(chart_type)) {
    const maxBars = Math.floor(MAX_MARKS / Math.max(1, groups.length));
    return truncateBars(bars, {
      data: bars.data.slice(0, Math.max(1, maxBars)),
    });
  }
  const maxGroups = Math.floor(MAX_POINTS / Math.max(1, bars.data.length));
  return truncateBars(bars, {
    schema: Object.fromEntries(groups.slice(0, maxGroups)),
  });
}

function truncateBars(
  bars: WidgetBars,
  { data = bars.data, schema = bars.schema }: Partial<WidgetBars>,
): WidgetBars {
  const isWhole =
    data.length === bars.data.length &&
    Object.keys(schema).length === Object.keys(bars.schema).length;
  return isWhole ? bars : { ...bars, data, schema, truncated: true };
}
