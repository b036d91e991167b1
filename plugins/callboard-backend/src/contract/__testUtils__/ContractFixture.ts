import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { people, TestCallboard } from '../../__testUtils__/startCallboard';
import { waitForNotifications } from '../../features/notifications/__testUtils__/waitForNotifications';
import { Pseudonyms } from '../../pseudonyms/Pseudonyms';
import { createId } from '../../database/ids';
import { ContractDashboardsFixture } from './ContractDashboardsFixture';
import { ContractTimeFixture } from './ContractTimeFixture';
import { toRequestPayload } from './toRequestPayload';

const mailFolder = mkdtempSync(join(tmpdir(), 'callboard-mails-'));
process.on('exit', () => rmSync(mailFolder, { recursive: true }));

/**
 * The workspace of a request:
 *
 * - `own`: the callers have roles in it.
 * - `secret`: the same workspace, for requests about a secret project in it.
 * - `foreign`: it has only other members.
 * - `default`: the default workspace, which has no members here.
 */
export type TargetWorkspace = 'own' | 'secret' | 'foreign' | 'default';

const pseudonymKey = 'the key of pseudonyms in tests';

/** The configuration of the fixture: users do not join the default workspace automatically. */
export const fixtureConfig = {
  workspaces: { default: { autoJoin: 'none' } },
  mail: { from: 'callboard@example.com', folder: mailFolder },
  activity: {
    readers: [people.reader],
    eventsPerMinute: 1_000_000,
    // Enables the endpoint that resolves pseudonyms. Responses still show names, because the tests
    // have all permissions.
    privacy: 'pseudonymous',
    pseudonymKey,
  },
  // Users are the entities of projects here, because every test's catalog contains them.
  projects: { kinds: ['user'] },
  // The slug of the workspace that the fixture creates first.
  organisation: { catalogSeed: { enabled: true, workspace: 'own-1' } },
  // Nothing listens on this port: requests fail at once.
  webhooks: { allow: ['127.0.0.1:9'] },
};

const memberRoles = {
  own: {
    admin: 'admin',
    member: 'member',
    guest: 'guest',
    reader: 'guest',
    projectAdmin: 'guest',
  },
  foreign: { stranger: 'admin' },
} as const;

/**
 * Provides workspaces with known members, and creates resources in them, for requests that change
 * or delete a resource. The super admin is a member of none of these workspaces.
 */
export class ContractFixture {
  #nameCount = 0;
  readonly #workspacesWithStaff = new Set<string>();
  readonly #projects = new Map<TargetWorkspace, string>();
  readonly #slugs = new Map<TargetWorkspace, string>([['default', 'default']]);
  readonly time: ContractTimeFixture;
  readonly dashboards: ContractDashboardsFixture;

  /** @param prefix - the prefix of its names, if several fixtures exist */
  constructor(
    private readonly callboard: TestCallboard,
    private readonly prefix = '',
  ) {
    this.time = new ContractTimeFixture(this, callboard);
    this.dashboards = new ContractDashboardsFixture(this, callboard);
  }

  /** The slug of a workspace that requests may change but not delete. */
  async getSlug(target: TargetWorkspace): Promise<string> {
    if (target === 'secret') {
      return this.getSlug('own');
    }
    const known = this.#slugs.get(target);
    if (known) {
      return known;
    }
    const slug = await this.createWorkspace(target as 'own' | 'foreign');
    this.#slugs.set(target, slug);
    return slug;
  }

  /** The pseudonym of a user in a workspace. */
  async getPseudonym(target: TargetWorkspace): Promise<string> {
    const { knex } = this.callboard;
    return new Pseudonyms({ knex, key: pseudonymKey }).getPseudonym(
      await this.getWorkspaceId(target),
      people.superAdmin,
    );
  }

  /** The id of a workspace. */
  async getWorkspaceId(target: TargetWorkspace): Promise<string> {
    const path = `/workspaces/${await this.getSlug(target)}`;
    const found = await this.callboard.as('superAdmin').get(path).expect(200);
    return found.body.id;
  }

  /** Creates a workspace with its members. */
  async createWorkspace(target: 'own' | 'foreign'): Promise<string> {
    const slug = this.createName(target);
    const superAdmin = this.callboard.as('superAdmin');
    await superAdmin
      .post('/workspaces', { slug, name: `The ${target} one` })
      .expect(201);
    for (const [person, role] of Object.entries(memberRoles[target])) {
      const user_ref = people[person as keyof typeof people];
      await superAdmin
        .post(`/workspaces/${slug}/members`, { user_ref, role })
        .expect(201);
    }
    const members = await superAdmin.get(`/workspaces/${slug}/members`);
    const creator = members.body.items.find(
      (member: { user_ref: string }) => member.user_ref === people.superAdmin,
    );
    await superAdmin
      .delete(`/workspaces/${slug}/members/${creator.id}`)
      .expect(204);
    return slug;
  }

  /** Creates a workspace whose only member is the super admin. */
  async createPlainWorkspace(): Promise<{
    params: { slug: string };
    id: string;
  }> {
    const slug = this.createName('plain');
    const created = await this.callboard
      .as('superAdmin')
      .post('/workspaces', { slug, name: slug })
      .expect(201);
    return { params: { slug }, id: created.body.id };
  }

  /** Creates a project in a new workspace whose only member is the super admin. */
  async createPlainProject(): Promise<{
    params: { slug: string; pid: string };
    id: string;
  }> {
    const { slug } = (await this.createPlainWorkspace()).params;
    const { kind, name } = getProjectEntity('own');
    const created = await this.callboard
      .as('superAdmin')
      .put(`/workspaces/${slug}/projects/by-entity/${kind}/default/${name}`)
      .expect(200);
    const pid = created.body.id;
    return { params: { slug, pid }, id: pid };
  }

  /** Creates a member of a workspace, and returns the member's id. */
  async createMember(target: TargetWorkspace): Promise<string> {
    const added = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${await this.getSlug(target)}/members`, {
        user_ref: `user:default/${this.createName('person')}`,
        role: 'member',
      })
      .expect(201);
    return added.body.id;
  }

  /**
   * The slug of a workspace and the id of its project, which is created if missing. `projectAdmin`
   * is an admin of every project, but only a guest of the own workspace. `member` is also a member
   * of the open project of the own workspace.
   */
  async ensureProject(
    target: TargetWorkspace,
  ): Promise<{ slug: string; pid: string }> {
    const slug = await this.getSlug(target);
    const known = this.#projects.get(target);
    if (known) {
      return { slug, pid: known };
    }
    const superAdmin = this.callboard.as('superAdmin');
    const { kind, name } = getProjectEntity(target);
    const created = await superAdmin
      .put(`/workspaces/${slug}/projects/by-entity/${kind}/default/${name}`)
      .expect(200);
    const pid = created.body.id;
    const path = `/workspaces/${slug}/projects/${pid}`;
    await superAdmin
      .patch(path, { access: target === 'secret' ? 'secret' : 'open' })
      .expect(200);
    await superAdmin
      .post(`${path}/members`, { user_ref: people.projectAdmin, role: 'admin' })
      .expect(201);
    if (target === 'own') {
      await superAdmin
        .post(`${path}/members`, { user_ref: people.member, role: 'member' })
        .expect(201);
    }
    this.#projects.set(target, pid);
    return { slug, pid };
  }

  /** Creates a project member. */
  async createProjectMember(
    target: TargetWorkspace,
  ): Promise<{ slug: string; pid: string; id: string }> {
    const { slug, pid } = await this.ensureProject(target);
    const added = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/projects/${pid}/members`, {
        user_ref: `user:default/${this.createName('person')}`,
        role: 'member',
      })
      .expect(201);
    return { slug, pid, id: added.body.id };
  }

  /** Creates a resource of a project: a state, a work item, … */
  async createInProject(
    target: TargetWorkspace,
    path: string,
    body: object,
  ): Promise<{ slug: string; pid: string; id: string }> {
    const { slug, pid } = await this.ensureProject(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/projects/${pid}/${path}`, body)
      .expect(201);
    return { slug, pid, id: created.body.id };
  }

  /** Ingests an item, with a state, from a source into a project. */
  async createSource(
    target: TargetWorkspace,
  ): Promise<{ slug: string; pid: string; source: string }> {
    const { slug, pid } = await this.ensureProject(target);
    const { kind, name } = getProjectEntity(target);
    const source = 'tracker';
    await this.callboard
      .as('service')
      .post(`/workspaces/${slug}/work-items/ingest`, {
        source,
        items: [
          {
            entity_ref: `${kind}:default/${name}`,
            external_id: this.createName('item'),
            updated_at: '2026-01-01T00:00:00.000Z',
            title: 'Work',
            state: { name: 'QA', group: 'started' },
          },
        ],
      })
      .expect(200);
    return { slug, pid, source };
  }

  /** Imports an item into a project, as an import that can be undone. */
  async importWorkItem(
    target: TargetWorkspace,
  ): Promise<{ slug: string; pid: string; batch_id: string }> {
    const { slug, pid } = await this.ensureProject(target);
    const { headers, body } = toRequestPayload(
      { project_id: pid },
      { name: 'items.csv', content: `title\n${this.createName('Work')}` },
    );
    const imported = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/work-items/import`)
      .set(headers ?? {})
      .send(body as any)
      .expect(200);
    return { slug, pid, batch_id: imported.body.batch_id };
  }

  /** Creates a comment on an item of a project. */
  async createComment(
    target: TargetWorkspace,
  ): Promise<{ slug: string; pid: string; iid: string; id: string }> {
    const item = await this.createInProject(target, 'work-items', {
      title: 'Work',
    });
    const { slug, pid, id: iid } = item;
    const path = `work-items/${iid}/comments`;
    const body = { body: this.createName('Comment') };
    const { id } = await this.createInProject(target, path, body);
    return { slug, pid, iid, id };
  }

  /** Creates a department in a workspace. */
  async createDepartment(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.getSlug(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/departments`, {
        name: this.createName('Team'),
      })
      .expect(201);
    return { slug, id: created.body.id };
  }

  /** Creates a department that is linked to a project. */
  async createDepartmentLink(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string; link_id: string }> {
    const { slug, id } = await this.createDepartment(target);
    const { pid } = await this.ensureProject(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/departments/${id}/links`, { project_id: pid })
      .expect(201);
    return { slug, id, link_id: created.body.id };
  }

  /** Adds a staff member to a workspace. */
  async createStaffMember(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.getSlug(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/staff`, this.createStaffBody())
      .expect(201);
    return { slug, id: created.body.id };
  }

  /** Adds all callers to the staff of a workspace, and returns its slug. */
  async employAll(target: TargetWorkspace): Promise<string> {
    const slug = await this.getSlug(target);
    if (!this.#workspacesWithStaff.has(slug)) {
      this.#workspacesWithStaff.add(slug);
      for (const user_ref of Object.values(people)) {
        const { status, text } = await this.callboard
          .as('superAdmin')
          .post(`/workspaces/${slug}/staff`, {
            ...this.createStaffBody(),
            user_ref,
          });
        // A request may have added this person before.
        if (status !== 201 && status !== 409) {
          throw new Error(`${user_ref} was not employed: ${status} ${text}`);
        }
      }
    }
    return slug;
  }

  /**
   * Creates a change subscriber.
   *
   * @param lastSeen - when a replica last reported it
   */
  async createSubscriber(
    lastSeen: Date,
    name = this.createName('subscriber'),
  ): Promise<{ subscriber: string }> {
    await this.callboard
      .knex('outbox_subscribers')
      .insert({
        name,
        kind: 'outside',
        first_seen_at: lastSeen,
        last_seen_at: lastSeen,
      })
      .onConflict('name')
      .ignore();
    return { subscriber: name };
  }

  /** A subscriber that can be deleted. */
  async createMissingSubscriber(): Promise<{ subscriber: string }> {
    return this.createSubscriber(new Date('2026-01-01'));
  }

  /** Writes an email into the email folder. */
  async createFolderMail(): Promise<{ id: string }> {
    const id = createId(Date.now());
    const mail = 'From: a@example.com\r\nTo: b@example.com\r\n\r\nHello\r\n';
    writeFileSync(join(mailFolder, `${id}.eml`), mail);
    return { id };
  }

  /** Starts a verification of the log. */
  async createVerification(): Promise<{ id: string }> {
    const { body } = await this.callboard
      .as('superAdmin')
      .post('/admin/activity/verifications', {})
      .expect(201);
    return { id: body.id };
  }

  /** An unacknowledged critical event. */
  async createCriticalEvent(): Promise<{ id: string }> {
    const id = createId(Date.now());
    const now = new Date();
    await this.callboard.knex('critical_events').insert({
      id,
      rule_id: 'mass_delete',
      workspace_id: await this.getWorkspaceId('own'),
      activity_id: id,
      actor_ref: people.member,
      actor_name: 'Max Member',
      action: 'delete',
      count: 20,
      first_at: now,
      last_at: now,
    });
    return { id };
  }

  /** The reference of a user without stored data. */
  createStrangerRef(): string {
    return `user:default/${this.createName('nobody').toLowerCase()}`;
  }

  /** Starts the erasure of a user without stored data. */
  async createErasure(): Promise<{ id: string }> {
    const { body } = await this.callboard
      .as('superAdmin')
      .post('/admin/erasures', {
        user_ref: this.createStrangerRef(),
        reason: 'They asked for it',
      })
      .expect(201);
    return { id: body.id };
  }

  /** Dead-letters a dispatch of the latest change. */
  async createDeadLetter(
    subscriber = 'tests',
  ): Promise<{ change_id: string; subscriber: string }> {
    const { knex } = this.callboard;
    await this.createSubscriber(new Date(), subscriber);
    const [{ id: change_id }] = await knex('activity')
      .orderBy('id', 'desc')
      .limit(1)
      .select('id');
    const now = new Date();
    const entity_key = this.createName('entity');
    const [{ seq }] = await knex('outbox')
      .insert({
        activity_id: change_id,
        entity_key,
        stage: 'retrying',
        created_at: now,
      })
      .returning('seq');
    await knex('outbox_dispatches').insert({
      seq,
      subscriber,
      entity_key,
      attempts: 8,
      dead_lettered_at: now,
      last_error: 'Error: never',
    });
    return { change_id, subscriber };
  }

  /** The body of a new webhook whose receiver gets only test events. */
  createWebhookBody() {
    return {
      name: this.createName('Webhook'),
      url: 'http://127.0.0.1:9/',
      event_types: ['webhook.test'],
    };
  }

  /** Creates a webhook in a workspace. */
  async createWebhook(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.getSlug(target);
    const { knex } = this.callboard;
    // Deletes old webhooks, because a workspace allows only a few hundred.
    const old = await knex('webhooks')
      .whereNull('deleted_at')
      .orderBy('id', 'desc')
      .offset(50)
      .limit(1_000)
      .pluck('id');
    await knex('webhooks')
      .whereIn('id', old)
      .update({ deleted_at: new Date() });
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/webhooks`, this.createWebhookBody())
      .expect(201);
    return { slug, id: created.body.id };
  }

  /** Creates a delivery of a new webhook. */
  async createDelivery(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string; did: string }> {
    const { slug, id } = await this.createWebhook(target);
    const sent = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/webhooks/${id}/test`)
      .expect(201);
    return { slug, id, did: sent.body.id };
  }

  /** Notifies the super admin, and returns the id of their notification. */
  async createNotification(): Promise<string> {
    const { knex } = this.callboard;
    const notification = await this.callboard
      .as('service')
      .post('/notifications', {
        workspace: await this.getSlug('own'),
        recipients: [people.superAdmin],
        type: 'tests.sent',
        title: this.createName('Sent'),
      })
      .expect(202);
    await waitForNotifications(knex);
    const received = await knex('notifications')
      .where({ notification_event_id: notification.body.id })
      .first();
    return received.id;
  }

  /** Creates an announcement in a workspace. */
  async createAnnouncement(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.getSlug(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/announcements`, {
        title: this.createName('Announced'),
        to: { everyone: true },
      })
      .expect(202);
    return { slug, id: created.body.id };
  }

  /** The body of a new staff member. */
  createStaffBody() {
    const name = this.createName('s');
    return {
      staff_id: name,
      first_name: 'New',
      last_name: name,
      email: `${name}@example.org`,
    };
  }

  /** An unused name. */
  createName(prefix: string): string {
    this.#nameCount += 1;
    return `${this.prefix}${prefix}-${this.#nameCount}`;
  }
}

/** The entity of a project. */
export function getProjectEntity(target: TargetWorkspace): {
  kind: string;
  name: string;
} {
  return {
    kind: 'user',
    name: target === 'secret' ? 'sue.super' : 'max.member',
  };
}
