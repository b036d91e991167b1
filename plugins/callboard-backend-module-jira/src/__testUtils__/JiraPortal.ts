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
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
// The tests cover both plugins together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import callboardPlugin from '@callboard/plugin-callboard-backend';
import {
  Project,
  WorkItem,
  WorkItemComment,
  Worklog,
  WorkSource,
} from '@callboard/plugin-callboard-common';
import { createHmac } from 'crypto';
import { Knex } from 'knex';
import request from 'supertest';
/* eslint-disable @backstage/no-relative-monorepo-imports */
import { createDatabaseFactory } from '../../../../scripts/testing/databases.cjs';
import { FakeJira } from '../../../../scripts/lib/fakeJira/FakeJira.cjs';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { callboardModuleJira } from '../callboardModuleJira';
import { createComponent } from './JiraFixture';

const ADMIN = 'user:default/boss';
const SECRET = 'webhook-secret';
const PROJECTS = '/workspaces/default/projects';

const createUser = (name: string, annotations = {}): Entity => ({
  ...createComponent(name, annotations),
  kind: 'User',
  spec: { profile: { email: `${name}@x.example` } },
});

/** A real Callboard with the module, and a fake Jira. */
export class JiraPortal {
  /** Logged warnings and errors. */
  readonly problems: string[] = [];
  readonly jira: FakeJira;
  private backend!: TestBackend;
  private readonly scheduler = mockServices.scheduler();
  private readonly logger = mockServices.logger.mock({
    warn: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    error: (message, meta) => this.problems.push(`${message} ${meta ?? ''}`),
    child: () => this.logger,
  });

  private constructor(product: 'cloud' | 'dataCenter') {
    this.jira = new FakeJira({ product, webUrl: 'https://jira.example.com' });
  }

  static async start(
    knex: Knex,
    product: 'cloud' | 'dataCenter' = 'cloud',
  ): Promise<JiraPortal> {
    const portal = new JiraPortal(product);
    const { jira, logger, scheduler } = portal;
    await jira.start();
    jira.addUser('ada', 'Ada', { email: 'ada@x.example' });
    jira.addUser('bob-at-jira', 'Bob');
    jira.addUser('eve', 'Eve');
    jira.addProject('PAY');
    const events = DefaultEventsService.create({ logger });
    portal.backend = await startTestBackend({
      features: [
        callboardPlugin,
        eventsPlugin,
        callboardModuleJira,
        catalogServiceMock.factory({
          entities: [
            createUser('boss'),
            createUser('ada'),
            createUser('bob', { 'jira/account-id': 'bob-at-jira' }),
            createComponent('payments', { 'jira/project-key': 'PAY' }),
          ],
        }),
        // Each plugin has its own database.
        createDatabaseFactory({ callboard: knex }),
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
              jira: [
                {
                  host: 'jira.example.com',
                  apiBaseUrl: jira.url,
                  annotatedProjects: ['PAY'],
                  webhookSecret: SECRET,
                  ...jira.credentials,
                },
              ],
            },
          },
        }),
      ],
    });
    return portal;
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.jira.stop();
  }

  /** Runs the scheduled synchronisation to completion. */
  async sync(): Promise<void> {
    await this.scheduler.triggerTask('callboard-sync-jira-default');
  }

  /** Sends an event as Jira does, and returns the status of the response. */
  async deliver(event: object, secret = SECRET): Promise<number> {
    const body = JSON.stringify(event);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const { status } = await request(this.backend.server)
      .post('/api/events/http/jira')
      .set('content-type', 'application/json')
      .set('x-hub-signature', `sha256=${signature}`)
      .send(body);
    return status;
  }

  /** All work items by title. */
  async listItems(): Promise<WorkItem[]> {
    const { items } = await this.get(
      '/workspaces/default/work-items?limit=200',
    );
    return items.sort((one: WorkItem, other: WorkItem) =>
      one.title < other.title ? -1 : 1,
    );
  }

  /** Waits until these are the titles of all work items. */
  async waitForTitles(titles: readonly string[]): Promise<void> {
    const readTitles = async () =>
      (await this.listItems()).map(({ title }) => title).join();
    while ((await readTitles()) !== titles.join()) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async listComments({ id }: WorkItem): Promise<WorkItemComment[]> {
    const project = await this.getProject();
    const path = `${PROJECTS}/${project.id}/work-items/${id}/comments`;
    return (await this.get(path)).items;
  }

  async listWorklogs(): Promise<Worklog[]> {
    return (await this.get('/workspaces/default/worklogs')).items;
  }

  /** The state of the synchronisation. */
  async readSource(): Promise<WorkSource> {
    const { id } = await this.getProject();
    return (await this.get(`${PROJECTS}/${id}/sources`)).items[0];
  }

  /** The project of the component. */
  async getProject(): Promise<Project> {
    return (await this.get(PROJECTS)).items[0];
  }

  private async get(path: string): Promise<any> {
    const { body } = await request(this.backend.server)
      .get(`/api/callboard${path}`)
      .set('authorization', mockCredentials.user.header(ADMIN))
      .expect(200);
    return body;
  }
}
