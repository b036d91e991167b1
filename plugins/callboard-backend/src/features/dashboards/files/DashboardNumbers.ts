import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Widget } from '@callboard/plugin-callboard-common';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { Viewer } from '../../../access/Caller';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../../../database/statements';
import { ReadTimeoutError } from '../../../http/errors';
import { ExportAborted } from '../../../exports';
import { DashboardRow } from '../DashboardStore';
import { WidgetDataInput } from '../numbers/resolveQuery';
import { WidgetResult, WidgetDataService } from '../WidgetDataService';
import { OMITTED_WIDGET_TEXT } from './toWidgetTable';

/** The time after which the remaining widgets of a dashboard are returned as failed. */
const DASHBOARD_TIMEOUT_MS = 60_000;

/** A widget whose data cannot be shown, and the reason. */
export interface FailedWidget {
  widget: Widget;
  failure: string;
}

/** A dashboard and its widgets for a viewer. */
export interface DashboardContent {
  dashboard: DashboardRow;
  /** From top to bottom. */
  widgets: Widget[];
}

/** Computes the data of whole dashboards for exports and emails, with timeouts. */
export class DashboardNumbers {
  constructor(
    private readonly deps: {
      widgetData: WidgetDataService;
      logger: LoggerService;
      /** The timeout of each statement. */
      timeoutMs: number;
      /** The timeout of a whole dashboard; a minute by default. */
      dashboardTimeoutMs?: number;
    },
  ) {}

  /**
   * Runs reads with a statement timeout.
   *
   * @throws ReadTimeoutError when a statement times out; all other errors of `read`
   */
  async runWithTimeout<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await withStatementTimeout(this.deps.timeoutMs, read);
    } catch (error) {
      throw isStatementTimeout(error) ? new ReadTimeoutError() : error;
    }
  }

  /**
   * Computes the data of each widget of a dashboard one after another, so that other requests run
   * in between. A failing widget does not affect the others. Widgets not reached within a minute
   * are returned as failed.
   *
   * @param signal - aborted when the client disconnects
   * @throws ExportAborted when the signal is aborted
   */
  async *compute(
    viewer: Viewer,
    { dashboard, widgets }: DashboardContent,
    input: WidgetDataInput,
    signal?: AbortSignal,
  ): AsyncGenerator<WidgetResult | FailedWidget> {
    const {
      widgetData,
      logger,
      dashboardTimeoutMs = DASHBOARD_TIMEOUT_MS,
    } = this.deps;
    const deadline = performance.now() + dashboardTimeoutMs;
    for (const widget of widgets) {
      await yieldToEventLoop();
      if (signal?.aborted) {
        throw new ExportAborted(signal.reason);
      }
      if (performance.now() > deadline) {
        yield { widget, failure: OMITTED_WIDGET_TEXT };
        continue;
      }
      try {
        yield await this.runWithTimeout(() =>
          widgetData.compute(viewer, { dashboard, widget }, input),
        );
      } catch (error) {
        const failure = getErrorReason(error);
        if (failure === undefined) {
          logger.warn(
            `The data of widget ${widget.id} could not be loaded`,
            error as Error,
          );
        }
        yield { widget, failure: failure ?? 'The data could not be loaded' };
      }
    }
  }
}

/** Returns the reason of an error if the user can do something about the error. */
function getErrorReason(error: unknown): string | undefined {
  if (error instanceof ReadTimeoutError) {
    return 'The query took too long. Choose fewer days';
  }
  return error instanceof InputError ? error.message : undefined;
}
