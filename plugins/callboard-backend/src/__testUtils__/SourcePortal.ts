import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DefaultEventsService,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import {
  Project,
  WorkItem,
  WorkItemComment,
  WorkSource,
} from '@callboard/plugin-callboard-common';
import { PAUSE_CURSOR } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- test helpers are not in a package
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { callboardPlugin } from '../plugin';
import { MigratedDatabases } from './MigratedDatabases';
import { schedulerFactory } from './schedulerFactory';
import { getAuthorizationHeader, people } from './startCallboard';

/**
 * Runs a group of tests on every database.
 *
 * @param tests - receives a factory of databases that already have Callboard's tables, because
 * creating the tables would take longer than starting a portal
 */
export function describePortal(
  name: string,
  tests: (createDatabase: () => Promise<Knex>) => void,
): void {
  const databases = MigratedDatabases.create();
  describe.each(databases.eachSupportedId())(`${name}, on %p`, id => {
    tests(() => databases.init(id));
  });
}

/** A real Callboard with the module of a source of work items, used by a super admin. */
export class SourcePortal {
  /** Logged warnings and errors. */
  readonly problems: string[] = [];
  /** Logged messages of level info. */
  readonly infos: string[] = [];
  protected readonly events: EventsService;
  private backend!: TestBackend;
  private knex!: Knex;
  private readonly scheduler = mockServices.scheduler();
  private readonly logger = mockServices.logger.mock({
    warn: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    error: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    info: message => this.infos.push(message),
    child: () => this.logger,
  });

  /**
   * @param source - the id of the source
   * @param component - the methods use the project of this component by default
   */
  protected constructor(
    private readonly source: string,
    private readonly component: string,
  ) {
    this.events = DefaultEventsService.create({ logger: this.logger });
  }

  /** Starts the portal. */
  protected async startWith(options: {
    knex: Knex;
    /** The module of the source, and the plugins that it needs. */
    features: Parameters<typeof startTestBackend>[0]['features'];
    entities: Entity[];
    /** The section `callboard` of the configuration, except for the super admins. */
    config: JsonObject;
    /** The other sections of the configuration. */
    portalConfig?: JsonObject;
  }): Promise<void> {
    this.knex = options.knex;
    const callboard = { superAdmins: [people.superAdmin], ...options.config };
    this.backend = await startTestBackend({
      features: [
        callboardPlugin,
        ...(options.features ?? []),
        catalogServiceMock.factory({ entities: options.entities }),
        // Each plugin has its own database.
        createDatabaseFactory({ callboard: options.knex }),
        this.logger.factory,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => this.events,
        }),
        schedulerFactory(this.scheduler),
        mockServices.rootConfig.factory({
          data: { callboard, ...options.portalConfig },
        }),
      ],
    });
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  /** @throws Error with the logged warnings and errors */
  assertNoProblems(): void {
    if (this.problems.length > 0) {
      throw new Error(this.problems.join('\n'));
    }
  }

  /** Runs the scheduled synchronisation to completion. */
  async sync(): Promise<void> {
    await this.scheduler.triggerTask(`callboard-sync-${this.source}-default`);
  }

  /** Ends the pause after a rate limit of the source, as if its time had passed. */
  async endRateLimit(): Promise<void> {
    const { source } = this;
    const ended = { until: new Date(0).toISOString() };
    await this.knex('work_source_cursors')
      .where({ source, name: PAUSE_CURSOR })
      .update({ value: JSON.stringify({ value: ended }) });
  }

  async listTaskIds(): Promise<string[]> {
    const tasks = await this.scheduler.getScheduledTasks();
    return tasks.map(({ id }) => id);
  }

  /** All work items, in the order of their ids at the source. */
  async listItems(): Promise<WorkItem[]> {
    const items: WorkItem[] = [];
    let cursor = '';
    do {
      const body = await this.get(
        `/workspaces/default/work-items?limit=200${cursor}`,
      );
      items.push(...body.items);
      cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
    } while (cursor);
    return items.sort((one, other) =>
      one.external_id!.localeCompare(other.external_id!, 'en', {
        numeric: true,
      }),
    );
  }

  /** The titles of all work items. */
  async listTitles(): Promise<string[]> {
    return (await this.listItems()).map(({ title }) => title);
  }

  /** The comments on all items. */
  async listComments(): Promise<WorkItemComment[]> {
    const comments: WorkItemComment[] = [];
    for (const { project_id, id } of await this.listItems()) {
      const path = `projects/${project_id}/work-items/${id}/comments?limit=200`;
      const { items } = await this.get(`/workspaces/default/${path}`);
      comments.push(...items);
    }
    return comments;
  }

  /** The state of the synchronisation, as the Sources section of the project settings shows it. */
  async readSource(): Promise<WorkSource> {
    const { id } = await this.getProject();
    const { items } = await this.get(
      `/workspaces/default/projects/${id}/sources`,
    );
    return items.find(({ source }: WorkSource) => source === this.source);
  }

  /** The project of a component; created if missing. */
  async getProject(component = this.component): Promise<Project> {
    const path = `by-entity/component/default/${component}`;
    return this.send('put', `/workspaces/default/projects/${path}`);
  }

  /** The access of a component's project. */
  async readProjectAccess(component?: string): Promise<Project['access']> {
    return (await this.getProject(component)).access;
  }

  async changeProject(
    patch: { access?: 'open' | 'secret'; archived_at?: string | null },
    component?: string,
  ): Promise<void> {
    const { id } = await this.getProject(component);
    await this.send('patch', `/workspaces/default/projects/${id}`, patch);
  }

  async get(path: string): Promise<any> {
    return this.send('get', path);
  }

  /**
   * Sends an event to the portal's endpoint for events.
   *
   * @returns the status of the response
   */
  protected async post(
    path: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<number> {
    const { status } = await request(this.backend.server)
      .post(path)
      .set(headers)
      .send(body);
    return status;
  }

  private async send(
    method: 'get' | 'patch' | 'put',
    path: string,
    payload?: object,
  ): Promise<any> {
    const { body } = await request(this.backend.server)
      [method](`/api/callboard${path}`)
      .send(payload)
      .set('authorization', getAuthorizationHeader('superAdmin')!)
      .expect(200);
    return body;
  }
}
