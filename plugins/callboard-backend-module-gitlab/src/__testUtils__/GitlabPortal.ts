import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { GitlabEventRouter } from '@backstage/plugin-events-backend-module-gitlab';
import {
  DefaultEventsService,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
// The tests cover both plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import {
  Project,
  WorkItem,
  WorkItemComment,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import request from 'supertest';
import { FakeGitlab } from './FakeGitlab';
import { callboardModuleGitlab } from '../callboardModuleGitlab';

const ADMIN = 'user:default/boss';

const HOST = 'gitlab.example.com';

/** The GitLab project of the component `payments`. */
export const PAYMENTS = 'Lantern/Payments';

/** An entity of the catalog. */
export const createEntity = (
  kind: string,
  name: string,
  annotations = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec: {},
});

/** A GitLab with the project and the users of the portal's catalog. */
export function createGitlab(now?: () => number): FakeGitlab {
  const gitlab = new FakeGitlab({ webUrl: `https://${HOST}`, now });
  gitlab.addProject(PAYMENTS);
  gitlab.addUser('olga', 'Olga Ober', { id: 51 });
  gitlab.addUser('nobody', 'No Body', { id: 52 });
  return gitlab;
}

const entities = [
  createEntity('User', 'boss'),
  createEntity('User', 'olga', {
    [`${HOST}/user-id`]: '51',
    [`${HOST}/user-login`]: `https://${HOST}/olga`,
  }),
  createEntity('Component', 'payments', {
    'gitlab.com/project-slug': 'lantern/payments',
  }),
];

/** A real Callboard with the module and a simulated GitLab. */
export class GitlabPortal {
  /** Logged warnings and errors. */
  readonly problems: string[] = [];
  /** Logged messages of level info. */
  readonly infos: string[] = [];
  private backend!: TestBackend;
  private readonly events: EventsService;
  private readonly scheduler = mockServices.scheduler();
  private readonly logger = mockServices.logger.mock({
    warn: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    error: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    info: message => this.infos.push(message),
    child: () => this.logger,
  });

  private constructor() {
    this.events = DefaultEventsService.create({ logger: this.logger });
  }

  /**
   * @param config - `callboard.gitlab`; by default, all projects of the group `lantern` are allowed
   * @param moreEntities - additional entities of the catalog
   */
  static async start(
    knex: Knex,
    { apiBaseUrl, token }: FakeGitlab,
    config: JsonObject = {},
    moreEntities: Entity[] = [],
  ): Promise<GitlabPortal> {
    const portal = new GitlabPortal();
    const { events, logger, scheduler } = portal;
    await new GitlabEventRouter({ events }).subscribe();
    portal.backend = await startTestBackend({
      features: [
        callboardPlugin,
        callboardModuleGitlab,
        catalogServiceMock.factory({
          entities: [...entities, ...moreEntities],
        }),
        mockServices.database.factory({ knex }),
        logger.factory,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            callboard: {
              superAdmins: [ADMIN],
              gitlab: { hosts: [HOST], projects: ['LANTERN/*'], ...config },
            },
            integrations: { gitlab: [{ host: HOST, apiBaseUrl, token }] },
          },
        }),
      ],
    });
    return portal;
  }

  /** @throws Error with the logged warnings and errors */
  assertNoProblems(): void {
    if (this.problems.length > 0) {
      throw new Error(this.problems.join('\n'));
    }
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  /** Publishes an event like the platform's webhook endpoint. */
  async deliver(eventPayload: object): Promise<void> {
    await this.events.publish({ topic: 'gitlab', eventPayload });
  }

  /** Runs the scheduled synchronisation to completion. */
  async sync(): Promise<void> {
    const tasks = await this.scheduler.getScheduledTasks();
    for (const { id } of tasks.filter(task => task.id.includes('gitlab'))) {
      await this.scheduler.triggerTask(id);
    }
  }

  /** All work items, with GitLab's fields. */
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
      Number(one.external_id) < Number(other.external_id) ? -1 : 1,
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

  /** The labels, cycles or modules of the component `payments`. */
  async listSettings(list: 'labels' | 'cycles' | 'modules'): Promise<any[]> {
    const { id } = await this.ensureProject('payments');
    const { items } = await this.get(
      `/workspaces/default/projects/${id}/${list}`,
    );
    return items;
  }

  /** The state of GitLab's synchronisation, as the Sources page shows it. */
  async readSource(component = 'payments'): Promise<any> {
    const { id } = await this.ensureProject(component);
    const { items } = await this.get(
      `/workspaces/default/projects/${id}/sources`,
    );
    return items.find(({ source }: { source: string }) => source === 'gitlab');
  }

  /** The access of a component's project; creates it if missing. */
  async readProjectAccess(component = 'payments'): Promise<string> {
    return (await this.ensureProject(component)).access;
  }

  /** Changes the project of a component. */
  async changeProject(
    patch: { access?: 'open' | 'secret'; archived_at?: string | null },
    component = 'payments',
  ): Promise<void> {
    const { id } = await this.ensureProject(component);
    await this.send('patch', `/workspaces/default/projects/${id}`, patch);
  }

  /** Sends a GET request as the super admin. */
  async get(path: string): Promise<any> {
    return this.send('get', path);
  }

  private async ensureProject(component: string): Promise<Project> {
    const path = `by-entity/component/default/${component}`;
    return this.send('put', `/workspaces/default/projects/${path}`);
  }

  private async send(
    method: 'get' | 'patch' | 'put',
    path: string,
    payload?: object,
  ): Promise<any> {
    const { body } = await request(this.backend.server)
      [method](`/api/callboard${path}`)
      .send(payload)
      .set('authorization', mockCredentials.user.header(ADMIN))
      .expect(200);
    return body;
  }
}
