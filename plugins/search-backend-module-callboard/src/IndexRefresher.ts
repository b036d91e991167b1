import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { ChangeEvent, CHANGES_TOPIC } from '@callboard/plugin-callboard-common';

/** So many changes at once cost one run, and there is time for their end. */
const DELAY_MS = 2_000;

/** Things whose changes can take documents out of the index. */
const INDEXED_TYPES = ['work_item', 'project', 'workspace'];

/** What decides, beside being deleted, whether an item is in the index. */
const HIDING_FIELDS = ['access', 'archived_at', 'is_draft'];

/**
 * Has the index made anew soon after something must no longer be found. What
 * is new or has changed otherwise waits for the schedule: a run reads all items.
 *
 * It asks the scheduler instead of running the task, so that no two replicas
 * write the index at once, and an older reading never wins.
 */
export class IndexRefresher {
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(
    private readonly deps: {
      events: EventsService;
      scheduler: SchedulerService;
      logger: LoggerService;
      /** The scheduled task that makes the index. */
      taskId: string;
    },
  ) {}

  /** Begins to listen. */
  async start(): Promise<void> {
    await this.deps.events.subscribe({
      id: 'search-callboard',
      topics: [CHANGES_TOPIC],
      onEvent: async ({ eventPayload }) => {
        if (mayHide(eventPayload as ChangeEvent)) {
          this.#refreshSoon();
        }
      },
    });
  }

  /** Forgets what was about to be done. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #refreshSoon(): void {
    if (this.#timer || this.#isStopped) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#refresh();
    }, DELAY_MS);
  }

  async #refresh(): Promise<void> {
    const { scheduler, logger, taskId } = this.deps;
    try {
      await scheduler.triggerTask(taskId);
    } catch (error) {
      if ((error as Error).name === 'ConflictError') {
        // The run that goes on may have read the item already.
        this.#refreshSoon();
      } else {
        logger.warn(
          'What left Callboard stays in the search index until its next run',
          error as Error,
        );
      }
    }
  }
}

function mayHide({ entity_type, action, changes }: ChangeEvent): boolean {
  return (
    INDEXED_TYPES.includes(entity_type) &&
    action !== 'create' &&
    (action === 'delete' ||
      changes.some(({ field }) => HIDING_FIELDS.includes(field)))
  );
}
