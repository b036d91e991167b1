import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Widget } from '@callboard/plugin-callboard-common';
import { setImmediate } from 'timers/promises';
import { Viewer } from '../../../access/Caller';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../../../database/statementTimeout';
import { ReadTimeoutError } from '../../../http/errors';
import { ExportAborted } from '../../../exports';
import { DashboardReader } from '../DashboardReader';
import { DashboardRow } from '../DashboardRow';
import { WidgetDataInput } from '../numbers/questionOf';
import { WidgetResult, WidgetData } from '../WidgetData';
import { LEFT_OUT } from './notesOf';

/** Nobody should wait longer than this for a file. */
const MOST_MS = 60_000;

/** A widget whose numbers cannot be shown, and why. */
export interface FailedWidget {
  widget: Widget;
  failure: string;
}

/** A dashboard as somebody sees it. */
export interface Board {
  dashboard: DashboardRow;
  /** From top to bottom. */
  widgets: Widget[];
}

/** The numbers of whole dashboards, for files of them. */
export class BoardNumbers {
  constructor(
    private readonly deps: {
      reader: DashboardReader;
      data: WidgetData;
      logger: LoggerService;
      /** How long each statement may take. */
      timeoutMs: number;
      /** How long a whole dashboard may take; a minute by default. */
      mostMs?: number;
    },
  ) {}

  /** @throws NotFoundError when the caller does not see it */
  async boardOf(context: Viewer, id: string): Promise<Board> {
    return this.deps.reader.boardOf(context, id);
  }

  /**
   * Does something that no statement may hold up.
   *
   * @throws ReadTimeoutError when one takes too long; whatever `read` throws
   */
  async inTime<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await withStatementTimeout(this.deps.timeoutMs, read);
    } catch (error) {
      throw isStatementTimeout(error) ? new ReadTimeoutError() : error;
    }
  }

  /**
   * The numbers that each widget of a dashboard shows to somebody, one widget after
   * another, so that other requests get their turn. A widget that fails does not affect
   * the others, and widgets not reached within a minute are left out.
   *
   * @param signal - aborted when nobody waits for the file any more
   * @throws ExportAborted when the signal is aborted
   */
  async *tell(
    context: Viewer,
    { dashboard, widgets }: Board,
    input: WidgetDataInput,
    signal?: AbortSignal,
  ): AsyncGenerator<WidgetResult | FailedWidget> {
    const { data, logger, mostMs = MOST_MS } = this.deps;
    const until = performance.now() + mostMs;
    for (const widget of widgets) {
      await setImmediate();
      if (signal?.aborted) {
        throw new ExportAborted(signal.reason);
      }
      if (performance.now() > until) {
        yield { widget, failure: LEFT_OUT };
        continue;
      }
      try {
        yield await this.inTime(() =>
          data.tell(context, { dashboard, widget }, input),
        );
      } catch (error) {
        const failure = reasonOf(error);
        if (failure === undefined) {
          logger.warn(`Cannot tell widget ${widget.id}`, error as Error);
        }
        yield { widget, failure: failure ?? 'This cannot be shown right now' };
      }
    }
  }
}

/** What the reader can do something about; undefined for everything else. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof ReadTimeoutError) {
    return 'Counting this takes too long: ask for fewer days';
  }
  return error instanceof InputError ? error.message : undefined;
}
