import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { SubscriptionLevel } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { PeopleService } from '../../../core/people/PeopleService';
import { PeopleStore } from '../../../core/people/PeopleStore';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { NotificationTypes } from '../rules/NotificationTypes';
import { AudienceReader } from '../dispatch/AudienceReader';
import { FanOut } from '../dispatch/FanOut';
import {
  FanOutJob,
  NotificationDispatcher,
} from '../dispatch/NotificationDispatcher';
import { GroupMembers } from '../../../core/people/GroupMembers';
import { NotificationEvent } from '../dispatch/NotificationEvent';

const config = {
  superAdmins: [],
  workspaces: { default: { autoJoin: 'none' } },
} as any;

/** A mandatory type, which cannot be muted. */
export const MANDATORY = 'tests.mandatory';

const types = new NotificationTypes([
  { type: MANDATORY, label: 'Mandatory', is_mandatory: true },
]);

interface FanOutFixtureOptions {
  /** The entities of the catalog. */
  entities?: Entity[];
  /** Defaults to the batch size of production. */
  batchSize?: number;
}

/** Fan-out on a database with one workspace, without a queue. */
export class FanOutFixture {
  readonly fanOut: FanOut;
  readonly dispatcher: NotificationDispatcher;
  readonly jobs: FanOutJob[] = [];
  #isCatalogDown = false;

  private constructor(
    readonly knex: Knex,
    readonly workspace_id: string,
    { entities = [], batchSize }: FanOutFixtureOptions,
  ) {
    const workingCatalog = catalogServiceMock({ entities });
    const catalog = {
      getEntitiesByRefs: async (...args) => {
        if (this.#isCatalogDown) {
          throw new Error('The catalog is down');
        }
        return workingCatalog.getEntitiesByRefs(...args);
      },
    } as Pick<CatalogService, 'getEntitiesByRefs'> as CatalogService;
    const auth = mockServices.auth();
    this.fanOut = new FanOut({
      knex,
      people: new PeopleService({
        store: new PeopleStore(knex),
        catalog,
        auth,
        logger: silentLogger,
        clock: { now: () => Date.now() },
      }),
      audience: new ProjectAudience(config),
      audienceReader: new AudienceReader({
        knex,
        config,
        groups: new GroupMembers({ catalog, auth }),
      }),
      types,
      batchSize,
    });
    this.dispatcher = new NotificationDispatcher({
      types,
      signal: () => {},
      enqueue: async (_tx, jobs) => {
        this.jobs.push(
          ...jobs.map(({ notification_event_id, after }) => ({
            notification_event_id,
            after,
          })),
        );
      },
    });
  }

  static async create(
    knex: Knex,
    options: FanOutFixtureOptions = {},
  ): Promise<FanOutFixture> {
    const workspace_id = createId(Date.now());
    await knex('workspaces').insert({
      id: workspace_id,
      slug: 'w',
      name: 'Workspace',
      timezone: 'UTC',
      week_start: 1,
      settings: '{}',
      ...createVersionColumns(),
    });
    return new FanOutFixture(knex, workspace_id, options);
  }

  /** Creates a fixture on a database that another process has filled. */
  static attach(knex: Knex, options: FanOutFixtureOptions): FanOutFixture {
    return new FanOutFixture(knex, '', options);
  }

  setCatalogDown(isDown: boolean): void {
    this.#isCatalogDown = isDown;
  }

  /** Adds people as members of the workspace or of a project. */
  async join(
    people: readonly string[],
    rank: number,
    project_id?: string,
  ): Promise<void> {
    const { knex, workspace_id } = this;
    await insertMany(
      knex,
      'memberships',
      people.map(user_ref => ({
        id: createId(Date.now()),
        workspace_id,
        scope: project_id ? 'project' : 'workspace',
        scope_id: project_id ?? workspace_id,
        user_ref,
        sort_name: user_ref,
        rank,
        ...createVersionColumns(),
      })),
    );
  }

  /** Creates a secret project with one work item. */
  async createSecretProject(
    created_by = 'user:default/author',
    assignees: readonly string[] = [],
  ): Promise<{ project_id: string; work_item_id: string }> {
    const { knex, workspace_id } = this;
    const [project_id, state_id, work_item_id] = [0, 1, 2].map(() =>
      createId(Date.now()),
    );
    await knex('projects').insert({
      id: project_id,
      workspace_id,
      entity_ref: 'system:default/pay',
      name: 'Pay',
      sort_name: 'pay',
      identifier: 'PAY',
      access: 'secret',
      is_time_tracking_enabled: true,
      settings: '{}',
      ...createVersionColumns(),
    });
    await knex('work_states').insert({
      id: state_id,
      workspace_id,
      project_id,
      name: 'Doing',
      sort_name: 'doing',
      color: '#123456',
      group: 'started',
      sequence: 1,
      ...createVersionColumns(),
    });
    await knex('work_items').insert({
      id: work_item_id,
      workspace_id,
      project_id,
      number: 1,
      title: 'Work',
      search_text: 'work',
      state_id,
      priority: 4,
      sort_order: 1,
      created_by,
      is_draft: false,
      source: 'callboard',
      ...createVersionColumns(),
    });
    if (assignees.length > 0) {
      await knex('work_item_assignees').insert(
        assignees.map(user_ref => ({ work_item_id, user_ref })),
      );
    }
    return { project_id, work_item_id };
  }

  /** Creates a private dashboard of an unknown owner. */
  async createDashboard(): Promise<string> {
    const id = createId(Date.now());
    await this.knex('dashboards').insert({
      id,
      workspace_id: this.workspace_id,
      name: 'Board',
      sort_name: 'board',
      config: '{}',
      owner_ref: 'user:default/nobody',
      access: 'private',
      is_default: false,
      ...createVersionColumns(),
    });
    return id;
  }

  async follow(
    user_ref: string,
    project_id: string,
    thread_id: string,
    level: SubscriptionLevel,
  ): Promise<void> {
    await this.knex('subscriptions').insert({
      user_ref,
      project_id,
      thread_id,
      level,
    });
  }

  /** @returns the ids of the notification events */
  async notify(
    notificationEvent: Partial<NotificationEvent>,
  ): Promise<string[]> {
    return this.knex.transaction(tx =>
      this.dispatcher.notify(tx, [
        {
          workspace_id: this.workspace_id,
          project_id: null,
          visibility: 'people',
          type: 'tests.notified',
          title: 'Notified',
          severity: 'normal',
          actor_ref: null,
          rule: 'test',
          reason: 'A test created it.',
          at: Date.now(),
          to: {},
          ...notificationEvent,
        },
      ]),
    );
  }

  /** Runs one job; returns the notified people and the job for the remaining people. */
  private async runJob(job: FanOutJob) {
    const batch = await this.fanOut.prepareBatch(job);
    const recipients = batch
      ? await this.knex.transaction(tx => this.fanOut.write(tx, batch))
      : [];
    return { recipients, next: batch?.next };
  }

  /** Runs all jobs, and returns the notified people of each batch. */
  async runJobs(jobs: FanOutJob[] = this.jobs): Promise<string[][]> {
    const batches: string[][] = [];
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { recipients, next } = await this.runJob(job);
      batches.push(recipients);
      if (next) {
        jobs.unshift(next);
      }
    }
    return batches;
  }

  /** Runs all jobs with several concurrent workers. */
  async runJobsConcurrently(workers: number): Promise<void> {
    await Promise.all(Array.from({ length: workers }, () => this.runJobs()));
  }
}

function createVersionColumns() {
  const now = new Date();
  return { version: 1, created_at: now, updated_at: now };
}
