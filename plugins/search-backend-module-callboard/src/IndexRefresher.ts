import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  ChangeEvent,
  CHANGES_TOPIC,
  HIDDEN_VALUE,
} from '@callboard/plugin-callboard-common';

/** How long to wait for further changes, so that one run covers them all. */
const DELAY_MS = 2_000;

/** The entity types whose changes can remove work items from the index. */
const TYPES_THAT_HIDE_ITEMS = ['work_item', 'project', 'workspace'];

/** The fields of work items and projects that decide whether work items are in the index. */
const FIELDS_THAT_HIDE_ITEMS = ['access', 'archived_at', 'is_draft'];

/**
 * Rebuilds the index soon after a change that may remove work items or their contents from it, such
 * as a deletion. All other changes wait for the schedule, because a run reads all items.
 *
 * It triggers the scheduled task instead of writing the index itself, so that two replicas never
 * write the index at the same time, and an older state never replaces a newer state.
 */
export class IndexRefresher {
  #timer?: NodeJS.Timeout;
  #isStopped = false;

  constructor(
    private readonly deps: {
      events: EventsService;
      scheduler: SchedulerService;
      logger: LoggerService;
      /** The id of the scheduled indexing task. */
      taskId: string;
    },
  ) {}

  async start(): Promise<void> {
    await this.deps.events.subscribe({
      id: 'search-callboard',
      topics: [CHANGES_TOPIC],
      onEvent: async ({ eventPayload }) => {
        if (mayRemoveDocuments(eventPayload as ChangeEvent)) {
          this.#refreshSoon();
        }
      },
    });
  }

  /** Cancels pending work. */
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
        // A run is in progress. It may have read the item before the change.
        this.#refreshSoon();
      } else {
        logger.warn(
          'Failed to rebuild the search index. Deleted and hidden work items stay in the index until the next scheduled rebuild',
          error as Error,
        );
      }
    }
  }
}

function mayRemoveDocuments({
  entity_type,
  action,
  changes,
}: ChangeEvent): boolean {
  return (
    TYPES_THAT_HIDE_ITEMS.includes(entity_type) &&
    action !== 'create' &&
    (action === 'delete' ||
      changes.some(
        ({ field, old_value }) =>
          FIELDS_THAT_HIDE_ITEMS.includes(field) ||
          // A change that hides contents, such as those of a confidential issue, omits old values.
          old_value === HIDDEN_VALUE,
      ))
  );
}
