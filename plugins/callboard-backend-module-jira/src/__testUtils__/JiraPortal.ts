import { Entity } from '@backstage/catalog-model';
import eventsPlugin from '@backstage/plugin-events-backend';
import { Worklog } from '@callboard/plugin-callboard-common';
import { createHmac } from 'crypto';
import { Knex } from 'knex';
import { callboardModuleJira } from '../callboardModuleJira';
import { createEntity, FakeJira } from './fakes';
import { SourcePortal } from './portals';

const SECRET = 'webhook-secret';

const createUser = (name: string, annotations = {}): Entity =>
  createEntity('User', name, annotations, {
    profile: { email: `${name}@x.example` },
  });

const entities = [
  createUser('ada'),
  createUser('bob', { 'jira/account-id': 'bob-at-jira' }),
  createEntity('Component', 'payments', { 'jira/project-key': 'PAY' }),
];

/** A real Callboard with the module, and a fake Jira. */
export class JiraPortal extends SourcePortal {
  readonly jira = new FakeJira({ webUrl: 'https://jira.example.com' });

  static async start(knex: Knex): Promise<JiraPortal> {
    const portal = new JiraPortal('jira', 'payments');
    const { jira } = portal;
    await jira.start();
    jira.addUser('ada', 'Ada', { email: 'ada@x.example' });
    jira.addUser('bob-at-jira', 'Bob');
    jira.addUser('eve', 'Eve');
    jira.addProject('PAY');
    const instance = {
      host: 'jira.example.com',
      apiBaseUrl: jira.url,
      annotatedProjects: ['PAY'],
      webhookSecret: SECRET,
      ...jira.credentials,
    };
    await portal.startWith({
      knex,
      features: [eventsPlugin, callboardModuleJira],
      entities,
      config: { jira: [instance] },
    });
    return portal;
  }

  async stop(): Promise<void> {
    await super.stop();
    await this.jira.stop();
  }

  /** Sends an event as Jira does, and returns the status of the response. */
  async deliver(event: object, secret = SECRET): Promise<number> {
    const body = JSON.stringify(event);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return this.post('/api/events/http/jira', body, {
      'content-type': 'application/json',
      'x-hub-signature': `sha256=${signature}`,
    });
  }

  /** Waits until these are the titles of all work items. */
  async waitForTitles(titles: readonly string[]): Promise<void> {
    while ((await this.listTitles()).join() !== titles.join()) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async listWorklogs(): Promise<Worklog[]> {
    return (await this.get('/workspaces/default/worklogs')).items;
  }
}
