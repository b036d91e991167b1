import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Widget } from '@callboard/plugin-callboard-common';
import { setImmediate } from 'timers/promises';
import { Onlooker } from '../../../access/Caller';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../../../database/statementTimeout';
import { ReadTimeoutError } from '../../../http/errors';
import { ExportAborted } from '../../../exports';
import { DashboardReader } from '../DashboardReader';
import { DashboardRow } from '../DashboardRow';
import { AskedFor } from '../numbers/questionOf';
import { ToldWidget, WidgetData } from '../WidgetData';

/** Those who wait for a file wait no longer. */
const MOST_MS = 60_000;

/** A widget whose numbers cannot be told, and why. */
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
      /** How long all of a dashboard may take; by default, a minute. */
      mostMs?: number;
    },
  ) {}

  /** @throws NotFoundError when the caller does not see it */
  async boardOf(asker: Onlooker, id: string): Promise<Board> {
    return this.deps.reader.boardOf(asker, id);
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
   * What the widgets of a dashboard show to somebody, one after another, so that
   * others get their turn. One that cannot be told spoils none of the others, and
   * what is not told within a minute is not told at all.
   *
   * @param signal - tells that nobody waits for it any more
   * @throws ExportAborted when the signal does
   */
  async *tell(
    asker: Onlooker,
    { dashboard, widgets }: Board,
    asked: AskedFor,
    signal?: AbortSignal,
  ): AsyncGenerator<ToldWidget | FailedWidget> {
    const { data, logger, mostMs = MOST_MS } = this.deps;
    const until = performance.now() + mostMs;
    for (const widget of widgets) {
      await setImmediate();
      if (signal?.aborted) {
        throw new ExportAborted(signal.reason);
      }
      if (performance.now() > until) {
        yield { widget, failure: 'There was no time left for this one' };
        continue;
      }
      try {
        yield await this.inTime(() =>
          data.tell(asker, { dashboard, widget }, asked),
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
