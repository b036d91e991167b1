import { SeedServices } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { listPendingChanges } from '../../changes/readChanges';
import { Core } from '../../core/Core';
import { PastActors } from '../../core/createCoreSeeding';
import { Announcements } from './Announcements';
import { NotificationStates } from './reading/NotificationStates';
import { NotificationReader } from './reading/NotificationReader';
import { getVisibilityScope } from './reading/whereStillAccessible';
import { NotificationRules } from './rules/NotificationRules';
import { NotificationTypes } from './rules/NotificationTypes';
import { NotificationsSubscriber } from './rules/NotificationsSubscriber';
import { FanOut, FanOutBatch } from './dispatch/FanOut';
import {
  FanOutJob,
  NotificationDispatcher,
} from './dispatch/NotificationDispatcher';

const MAX_JOBS_PER_TRANSACTION = 50;

/** Creates past notifications. Runs their fan-out directly instead of queueing it. */
export class PastNotifications {
  readonly dispatcher: NotificationDispatcher;
  #pendingJobs: FanOutJob[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      fanOut: FanOut;
      types: NotificationTypes;
    },
  ) {
    this.dispatcher = new NotificationDispatcher({
      types: deps.types,
      signal: () => {},
      enqueue: async (_tx, jobs) => {
        this.#pendingJobs.push(...jobs);
      },
    });
  }

  async runFanOut(): Promise<void> {
    while (this.#pendingJobs.length > 0) {
      const jobs = this.#pendingJobs;
      this.#pendingJobs = [];
      for (const someJobs of chunk(jobs, MAX_JOBS_PER_TRANSACTION)) {
        this.#pendingJobs.push(...(await this.runJobs(someJobs)));
      }
    }
  }

  /** @returns the jobs for the remaining people of the audiences */
  private async runJobs(jobs: readonly FanOutJob[]): Promise<FanOutJob[]> {
    const { knex, fanOut } = this.deps;
    const batches: FanOutBatch[] = [];
    for (const job of jobs) {
      const batch = await fanOut.prepareBatch(job);
      batches.push(...(batch ? [batch] : []));
    }
    await knex.transaction(async tx => {
      for (const batch of batches) {
        await fanOut.write(tx, batch);
      }
    });
    return batches.flatMap(({ next }) => next ?? []);
  }
}

/** The maximum page size of the API. */
const PAGE_SIZE = 100;

/** Seeding operations on notifications that no endpoint offers. */
export function createNotificationSeeding(
  core: Core,
  deps: {
    rules: NotificationRules;
    types: NotificationTypes;
    past: PastNotifications;
    reader: NotificationReader;
    states: NotificationStates;
  },
): Pick<
  SeedServices,
  'announce' | 'notifyPeople' | 'listNotifications' | 'markNotifications'
> {
  const { knex, workspaces } = core;
  const { past, reader, states } = deps;
  const { dispatcher } = past;
  const actors = new PastActors(core);
  const subscriber = new NotificationsSubscriber({
    ...core,
    ...deps,
    dispatcher,
  });
  const announcements = new Announcements({ ...core, dispatcher });

  return {
    async announce(actor, slug, input) {
      const workspace = await workspaces.getBySlug(slug);
      const caller = await actors.getCaller(actor);
      const { id } = await announcements.publish(caller, workspace, input);
      await past.runFanOut();
      return announcements.get(workspace, id);
    },
    async notifyPeople(from, to) {
      const period = { from: from.getTime(), to: to.getTime() };
      for await (const changes of listPendingChanges(knex, period)) {
        await knex.transaction(tx => subscriber.handle(changes, tx));
        await past.runFanOut();
      }
    },
    async listNotifications(user_ref) {
      const scope = await getVisibilityScope(core, user_ref);
      const { items } = await reader.list(scope, { limit: PAGE_SIZE });
      return items;
    },
    async markNotifications(user_ref, ids, patch) {
      await states.updateMany(
        await getVisibilityScope(core, user_ref),
        ids,
        patch,
      );
    },
  };
}
