import { SeedServices } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { listPendingChanges } from '../../changes/readChanges';
import { Core } from '../../core/Core';
import { DatedActors } from '../../core/createCoreSeeding';
import { Announcements } from './announcements/Announcements';
import { AnnouncementStore } from './announcements/AnnouncementStore';
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

const EVENTS_AT_ONCE = 50;

/** Creates past notifications; their fan-out runs here and not in a queue. */
export class PastNotifications {
  readonly dispatcher: NotificationDispatcher;
  #waiting: FanOutJob[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      fanOut: FanOut;
      isMandatory: (type: string) => boolean;
    },
  ) {
    this.dispatcher = new NotificationDispatcher({
      isMandatory: deps.isMandatory,
      signal: () => {},
      enqueue: async (_tx, jobs) => {
        this.#waiting.push(...jobs);
      },
    });
  }

  /** Runs the pending fan-out. */
  async handOut(): Promise<void> {
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting;
      this.#waiting = [];
      for (const some of chunk(jobs, EVENTS_AT_ONCE)) {
        this.#waiting.push(...(await this.handOutSome(some)));
      }
    }
  }

  /** @returns those who have not had their turn */
  private async handOutSome(jobs: readonly FanOutJob[]): Promise<FanOutJob[]> {
    const { knex, fanOut } = this.deps;
    const batches: FanOutBatch[] = [];
    for (const job of jobs) {
      const turn = await fanOut.prepareBatch(job);
      batches.push(...(turn ? [turn] : []));
    }
    await knex.transaction(async tx => {
      for (const turn of batches) {
        await fanOut.write(tx, turn);
      }
    });
    return batches.flatMap(({ next }) => next ?? []);
  }
}

/** The page limit of the API. */
const LISTED = 100;

/** Seeding operations on notifications that no endpoint offers. */
export function createNotificationSeeding(
  core: Core,
  deps: {
    rules: NotificationRules;
    types: NotificationTypes;
    past: PastNotifications;
    announced: AnnouncementStore;
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
  const actors = new DatedActors(core);
  const subscriber = new NotificationsSubscriber({
    ...core,
    ...deps,
    dispatcher,
  });
  const announcements = new Announcements({
    ...core,
    dispatcher,
    store: deps.announced,
  });

  return {
    async announce(actor, slug, input) {
      const workspace = await workspaces.getBySlug(slug);
      const caller = await actors.getCaller(actor);
      const { id } = await announcements.publish(caller, workspace, input);
      await past.handOut();
      return announcements.get(workspace, id);
    },
    async notifyPeople(from, to) {
      const time = { from: from.getTime(), to: to.getTime() };
      for await (const changes of listPendingChanges(knex, time)) {
        await knex.transaction(tx => subscriber.handle(changes, tx));
        await past.handOut();
      }
    },
    async listNotifications(user_ref) {
      const scope = await getVisibilityScope(core, user_ref);
      const { items } = await reader.list(scope, { limit: LISTED });
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
