import { createServiceFactory } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  CallboardSignal,
  ChangeEvent,
  LiveChannels,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { catalogEntities } from '../projects/__testUtils__/catalogEntities';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { OwnershipStore } from '../../access/Ownership';
import {
  ChannelKey,
  ensureChannelNames,
  findChannelNames,
  formatChannelKey,
} from './channelNames';
import { createChannelRenamer, handleLostRefs } from './accessRevocations';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { createId } from '../../database/ids';

interface Signal {
  channel: string;
  message: CallboardSignal;
}

const posted: Signal[] = [];

/** The signals service, whose messages reach everyone who knows the name of a channel. */
const signals = createServiceFactory({
  service: signalsServiceRef,
  deps: {},
  factory: () => ({
    async publish({ channel, message }: any) {
      posted.push({ channel, message });
    },
  }),
});

describeCallboard(
  'live updates',
  {
    services: [signals],
    entities: catalogEntities,
    config: { workspaces: { default: { autoJoin: 'none' } } },
  },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const lab = '/workspaces/lab';
    let project: string;

    beforeAll(async () => {
      await boss().post('/workspaces', { slug: 'lab', name: 'Lab' });
      for (const [who, role] of [
        ['admin', 'admin'],
        ['member', 'member'],
        ['projectAdmin', 'member'],
        ['guest', 'guest'],
      ] as const) {
        await boss()
          .post(`${lab}/members`, { user_ref: people[who], role })
          .expect(201);
      }
      const made = await boss()
        .put(`${lab}/projects/by-entity/component/default/payments_api`)
        .expect(200);
      project = `${lab}/projects/${made.body.id}`;
      await boss()
        .post(`${project}/members`, {
          user_ref: people.projectAdmin,
          role: 'admin',
        })
        .expect(201);
    });

    async function readLiveChannels(who: PersonName): Promise<string[]> {
      const { body } = await callboard().as(who).get('/live').expect(200);
      return (body as LiveChannels).channels.map(({ name }) => name);
    }

    /** Waits until all messages have been published. */
    async function waitUntilPublished() {
      await untilRelayed(callboard().knex);
    }

    /** Performs an action, and returns the published messages. */
    async function collectSignals(
      action: () => PromiseLike<unknown>,
    ): Promise<Signal[]> {
      await waitUntilPublished();
      posted.length = 0;
      await action();
      await waitUntilPublished();
      return [...posted];
    }

    const on = (channels: readonly string[], received: readonly Signal[]) =>
      received.filter(({ channel }) => channels.includes(channel));

    const rename = (name: string) => () =>
      boss().patch(project, { name }).expect(200);

    const changesOnly = (received: readonly Signal[]) =>
      received.filter(({ message }) => message.type === 'change');

    it('returns 401 without credentials, and 403 to services', async () => {
      const nobody = await callboard().as('nobody').get('/live');
      const service = await callboard().as('service').get('/live');
      expect([nobody.status, service.status]).toEqual([401, 403]);
    });

    it('returns random channel names that stay the same between requests', async () => {
      const names = [
        ...(await readLiveChannels('member')),
        ...(await readLiveChannels('admin')),
      ];
      for (const name of names) {
        // 24 random bytes.
        expect(name).toMatch(/^callboard:[\w-]{32}$/);
      }
      expect(await readLiveChannels('member')).toEqual(
        await readLiveChannels('member'),
      );
      expect(await readLiveChannels('stranger')).toHaveLength(1);
    });

    it('sends a change in an open project once to workspace members, with ids only', async () => {
      const mine = await readLiveChannels('guest');
      const received = await collectSignals(rename('Top secret name'));
      expect(changesOnly(on(mine, received))).toEqual([
        {
          channel: expect.any(String),
          message: {
            type: 'change',
            workspace_id: expect.any(String),
            entity_type: 'project',
            entity_id: project.split('/')[4],
          },
        },
      ]);
      expect(JSON.stringify(received)).not.toContain('name');
      expect(on(await readLiveChannels('stranger'), received)).toEqual([]);
    });

    it('sends changes in a secret project only to users who can see it', async () => {
      await boss().patch(project, { access: 'secret' }).expect(200);
      const channels = {
        admin: await readLiveChannels('admin'),
        projectAdmin: await readLiveChannels('projectAdmin'),
        superAdmin: await readLiveChannels('superAdmin'),
        member: await readLiveChannels('member'),
        guest: await readLiveChannels('guest'),
        stranger: await readLiveChannels('stranger'),
      };
      const received = await collectSignals(rename('Hidden'));
      const reached = Object.entries(channels)
        .filter(([, names]) => on(names, received).length > 0)
        .map(([who]) => who);
      expect(reached).toEqual(['admin', 'projectAdmin', 'superAdmin']);
      const known = new Set(Object.values(channels).flat());
      expect(received.filter(({ channel }) => !known.has(channel))).toEqual([]);
      await boss().patch(project, { access: 'open' }).expect(200);
    });

    it('stops updates for a removed member, and renames the channel for the others @full', async () => {
      await boss().patch(project, { access: 'secret' }).expect(200);
      const { body: member } = await boss()
        .post(`${project}/members`, { user_ref: people.member, role: 'member' })
        .expect(201);
      await waitUntilPublished();
      const before = await readLiveChannels('member');
      const others = await readLiveChannels('projectAdmin');
      expect(
        changesOnly(on(before, await collectSignals(rename('One')))).length,
      ).toBe(1);

      const ending = await collectSignals(() =>
        boss().delete(`${project}/members/${member.id}`).expect(204),
      );
      // Remaining members are notified on the old name that the channel was renamed.
      expect(on(others, ending).map(({ message }) => message.type)).toContain(
        'renew',
      );
      const received = await collectSignals(rename('Two'));
      expect(changesOnly(on(before, received))).toEqual([]);
      expect(
        changesOnly(on(await readLiveChannels('member'), received)),
      ).toEqual([]);
      const renewed = await readLiveChannels('projectAdmin');
      expect(changesOnly(on(renewed, received)).length).toBe(1);
      await boss().patch(project, { access: 'open' }).expect(200);
    });

    it('stops updates for removed workspace members and former admins', async () => {
      const { body } = await boss().get(`${lab}/members`).expect(200);
      const getMemberId = (who: PersonName) =>
        body.items.find((one: any) => one.user_ref === people[who]).id;
      const [guests, admins] = [
        await readLiveChannels('guest'),
        await readLiveChannels('admin'),
      ];
      await boss()
        .delete(`${lab}/members/${getMemberId('guest')}`)
        .expect(204);
      await boss()
        .patch(`${lab}/members/${getMemberId('admin')}`, { role: 'member' })
        .expect(200);
      const received = await collectSignals(rename('Three'));
      expect(changesOnly(on(guests, received))).toEqual([]);
      expect(changesOnly(on(admins, received))).toEqual([]);
      expect(await readLiveChannels('guest')).toHaveLength(1);
      expect(
        changesOnly(on(await readLiveChannels('admin'), received)),
      ).toHaveLength(1);
    });

    it('notifies a new workspace member that their channels changed', async () => {
      const own = (await readLiveChannels('stranger'))[0];
      const received = await collectSignals(() =>
        boss()
          .post(`${lab}/members`, { user_ref: people.stranger, role: 'member' })
          .expect(201),
      );
      // The message can be published before or after the change.
      expect(
        on([own], received).filter(({ message }) => message.type === 'renew'),
      ).toHaveLength(1);
      expect(changesOnly(on([own], received))).toEqual([]);
      const channels = await readLiveChannels('stranger');
      expect(
        changesOnly(on(channels, await collectSignals(rename('Four')))),
      ).toHaveLength(1);
    });

    it('sends timer changes only to the timer owner and admins, without content @full', async () => {
      const item = await boss()
        .post(`${project}/work-items`, { title: 'Timed' })
        .expect(201);
      const channels = {
        projectAdmin: await readLiveChannels('projectAdmin'),
        superAdmin: await readLiveChannels('superAdmin'),
        member: await readLiveChannels('member'),
        guest: await readLiveChannels('guest'),
      };
      const owner = callboard().as('projectAdmin');
      for (const action of [
        () => owner.put('/me/timer', { work_item_id: item.body.id }),
        () => owner.patch('/me/timer', { description: 'Secret words' }),
        () => owner.post('/me/timer/stop'),
      ]) {
        const received = changesOnly(
          await collectSignals(() => action().expect(200)),
        );
        const reached = Object.entries(channels)
          .filter(([, names]) => on(names, received).length > 0)
          .map(([who]) => who);
        expect(reached).toEqual(['projectAdmin', 'superAdmin']);
        expect(received[0].message).toEqual({
          type: 'change',
          workspace_id: expect.any(String),
          entity_type: 'timer',
          entity_id: expect.any(String),
        });
      }
    });

    it('sends posted activity only to its author and admins @full', async () => {
      const [mine, admins, others] = [
        await readLiveChannels('member'),
        await readLiveChannels('superAdmin'),
        await readLiveChannels('projectAdmin'),
      ];
      await waitUntilPublished();
      posted.length = 0;
      await callboard()
        .as('member')
        .post('/activity?workspace=lab', { action: 'page_view' })
        .expect(201);
      while (posted.length < 2) {
        await new Promise(done => setTimeout(done, 50));
      }
      expect(on(mine, posted)).toHaveLength(1);
      expect(on(admins, posted)).toHaveLength(1);
      expect(on(others, posted)).toEqual([]);
    });
  },
);

describeWithoutJobs(
  'live channels of resources owned by a Group',
  { entities: catalogEntities },
  callboard => {
    let keys: Array<ChannelKey & { workspace_id: string | null }>;

    beforeAll(async () => {
      const { body } = await callboard()
        .as('superAdmin')
        .put(
          '/workspaces/default/projects/by-entity/component/default/payments-api',
        )
        .expect(200);
      const [{ workspace_id }] = await callboard().knex('projects');
      keys = [
        { kind: 'project', scope: body.id, workspace_id },
        { kind: 'members', scope: body.id, workspace_id },
        { kind: 'admins', scope: workspace_id, workspace_id },
        { kind: 'person', scope: people.member, workspace_id: null },
      ];
      await ensureChannelNames(callboard().knex, keys, Date.now());
    });

    /** The kinds of channels that are renamed when a user loses an ownership reference. */
    async function listRenamedKinds(ref: string): Promise<string[]> {
      const { knex } = callboard();
      const refs = new OwnershipStore({
        knex,
        clock: { now: () => Date.now() },
        onLost: (tx, deleted) =>
          handleLostRefs(tx, deleted, ['group:default/super'], Date.now()),
      });
      await refs.replace(people.member, new Set([people.member, ref]));
      const before = await findChannelNames(knex, keys);
      await refs.replace(people.member, new Set([people.member]));
      const after = await findChannelNames(knex, keys);
      return keys
        .filter(
          key =>
            before.get(formatChannelKey(key)) !==
            after.get(formatChannelKey(key)),
        )
        .map(({ kind }) => kind);
    }

    it('renames project channels when a user leaves the owning Group', async () => {
      expect(await listRenamedKinds('group:default/team-a')).toEqual([
        'project',
        'members',
      ]);
    });

    it('keeps channel names when a user leaves a Group that owns nothing', async () => {
      expect(await listRenamedKinds('group:default/others')).toEqual([]);
    });

    it('renames project and admin channels when a user is no longer a super admin', async () => {
      expect(await listRenamedKinds('group:default/super')).toEqual([
        'project',
        'members',
        'admins',
      ]);
    });
  },
);

/** More than a database accepts as conditions of one query. */
const MANY = 1_500;

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('access revocations on %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
  });

  it('renames the channels of all projects with removals in one batch @full-postgres', async () => {
    const workspace_id = createId(0);
    const projects = Array.from({ length: MANY }, () => createId(0));
    const keys = [...projects, createId(0)].map(
      (scope): ChannelKey & { workspace_id: string } => ({
        kind: 'members',
        scope,
        workspace_id,
      }),
    );
    const before = await ensureChannelNames(knex, keys, 0);
    const removals = projects.map(
      project_id =>
        ({
          workspace_id,
          project_id,
          entity_type: 'project_member',
          action: 'delete',
          changes: [],
        } as Partial<ChangeEvent> as ChangeEvent),
    );
    const renamer = createChannelRenamer({ now: () => 1 });
    await knex.transaction(tx => renamer.handle(removals, tx));
    const after = await findChannelNames(knex, keys);
    const unchangedKeys = keys.filter(
      key =>
        before.get(formatChannelKey(key)) === after.get(formatChannelKey(key)),
    );
    expect(unchangedKeys).toEqual(keys.slice(-1));
  });

  it.each(['employment_status', 'user_ref'])(
    'renames the project channels of a workspace when %s of staff changes',
    async field => {
      const workspace_id = createId(0);
      const keys = (['project', 'workspace'] as const).map(kind => ({
        kind,
        scope: createId(0),
        workspace_id,
      }));
      const before = await ensureChannelNames(knex, keys, 0);
      const renamer = createChannelRenamer({ now: () => 1 });
      const change = {
        workspace_id,
        entity_type: 'staff',
        action: 'update',
        changes: [{ field, old_value: null, new_value: 'new' }],
      } as Partial<ChangeEvent> as ChangeEvent;
      await knex.transaction(tx => renamer.handle([change], tx));
      const after = await findChannelNames(knex, keys);
      const renamedKeys = keys.filter(
        key =>
          before.get(formatChannelKey(key)) !==
          after.get(formatChannelKey(key)),
      );
      expect(renamedKeys.map(({ kind }) => kind)).toEqual(['project']);
    },
  );
});
