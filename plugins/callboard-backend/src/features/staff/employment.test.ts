import { omit } from 'lodash';
import { Team } from '@callboard/plugin-callboard-common';
import { describeWithoutJobs } from '../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { getDateInZone } from '../../database/zones';
import { Office } from './__testUtils__/Office';
import {
  Organisation,
  organisationConfig,
} from '../memberships/__testUtils__/Organisation';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { createId } from '../../database/ids';
import { membershipNotifications } from '../memberships/membershipNotifications';
import {
  ada,
  createChangeEvent,
} from '../notifications/__testUtils__/createChangeEvent';
import { listNotificationEvents } from '../notifications/__testUtils__/listNotificationEvents';
import { staffNotifications } from './addStaff';

/** Far from UTC, so that the local day usually differs. */
const timezone = 'Pacific/Kiritimati';
const todayThere = () => getDateInZone(Date.now(), timezone);

describeWithoutJobs('employment status', {}, callboard => {
  let office: Office;

  beforeEach(async () => {
    office = await Office.open(callboard(), { timezone });
  });

  async function lastEntry(id: string) {
    const entry = (await listActivityEntries(callboard(), id)).pop()!;
    return { action: entry.action, changes: toFieldChanges(entry) };
  }

  it('sets date_of_leaving to today in the workspace time zone on deactivation @full', async () => {
    const { id } = await office.hire();
    const { body } = await office.admin
      .post(`/staff/${id}/deactivate`)
      .expect(200);
    expect(body).toMatchObject({
      employment_status: 'resigned',
      date_of_leaving: todayThere(),
      version: 2,
    });
    expect(await lastEntry(id)).toEqual({
      action: 'deactivate',
      changes: {
        employment_status: ['active', 'resigned'],
        date_of_leaving: [null, todayThere()],
      },
    });
  });

  it('stores a given date_of_leaving on deactivation, and rejects a future one', async () => {
    const { id } = await office.hire({ date_of_leaving: '2099-01-01' });
    const path = `/staff/${id}/deactivate`;
    const future = await office.admin
      .post(path, { date_of_leaving: '2099-01-01' })
      .expect(400);
    expect(future.body.error.message).toContain('body.date_of_leaving');
    const date_of_leaving = '2026-01-31';
    const { body } = await office.admin
      .post(path, { date_of_leaving })
      .expect(200);
    expect(body.date_of_leaving).toBe(date_of_leaving);
  });

  it('rejects a date_of_leaving before date_of_joining', async () => {
    const { id } = await office.hire({ date_of_joining: '2026-02-01' });
    const { body } = await office.admin
      .post(`/staff/${id}/deactivate`, { date_of_leaving: '2026-01-31' })
      .expect(400);
    expect(body.error.message).toContain('body.date_of_leaving');
  });

  it('ignores a second deactivation', async () => {
    const { id } = await office.hire();
    const path = `/staff/${id}/deactivate`;
    await office.admin
      .post(path, { date_of_leaving: '2026-01-31' })
      .expect(200);
    const again = await office.admin.post(path, {}).expect(200);
    expect(again.body).toMatchObject({
      date_of_leaving: '2026-01-31',
      version: 2,
    });
    expect(await listActivityEntries(callboard(), id)).toHaveLength(2);
  });

  it('updates date_of_leaving of a resigned person when a valid date is given', async () => {
    const { id } = await office.hire({
      employment_status: 'resigned',
      date_of_joining: '2020-01-01',
      date_of_leaving: '2026-01-31',
    });
    const path = `/staff/${id}/deactivate`;
    const { body } = await office.admin
      .post(path, { date_of_leaving: '2026-02-28' })
      .expect(200);
    expect(body).toMatchObject({
      employment_status: 'resigned',
      date_of_leaving: '2026-02-28',
    });
    expect(await lastEntry(id)).toEqual({
      action: 'update',
      changes: { date_of_leaving: ['2026-01-31', '2026-02-28'] },
    });
    for (const date_of_leaving of ['2099-01-01', '2019-12-31']) {
      await office.admin.post(path, { date_of_leaving }).expect(400);
    }
    await office.admin.post(path, { date_of_leaving: null }).expect(200);
    await office.admin
      .post(path, { date_of_leaving: '2026-02-28' })
      .expect(200);
    expect(await listActivityEntries(callboard(), id)).toHaveLength(2);
  });

  it.each(['active', 'probation'])(
    'ignores a reactivation while the status is %s @full',
    async employment_status => {
      const { id } = await office.hire({
        employment_status,
        date_of_leaving: '2099-01-01',
      });
      const { body } = await office.admin
        .post(`/staff/${id}/reactivate`)
        .expect(200);
      expect(body).toMatchObject({
        employment_status,
        date_of_leaving: '2099-01-01',
        version: 1,
      });
      expect(await listActivityEntries(callboard(), id)).toHaveLength(1);
    },
  );

  it('clears date_of_leaving on reactivation', async () => {
    const { id } = await office.hire({
      employment_status: 'resigned',
      date_of_leaving: '2026-01-31',
    });
    const path = `/staff/${id}/reactivate`;
    const { body } = await office.admin.post(path).expect(200);
    expect(body).toMatchObject({
      employment_status: 'active',
      date_of_leaving: null,
    });
    expect(await lastEntry(id)).toEqual({
      action: 'reactivate',
      changes: {
        employment_status: ['resigned', 'active'],
        date_of_leaving: ['2026-01-31', null],
      },
    });
    await office.admin.post(path, {}).expect(200);
    expect(await listActivityEntries(callboard(), id)).toHaveLength(2);
  });

  it('reactivates a suspended person', async () => {
    const { id } = await office.hire({ employment_status: 'suspended' });
    await office.admin.post(`/staff/${id}/reactivate`).expect(200);
    expect((await lastEntry(id)).action).toBe('reactivate');
  });

  it.each([
    ['through a patch', 'patch'],
    ['at creation', 'create'],
    ['through a bulk action', 'bulk'],
  ])(
    'sets date_of_leaving for a person who resigned %s @full',
    async (_, operation) => {
      const employment_status = 'resigned';
      const { id } = await office.hire(
        operation === 'create' ? { employment_status } : {},
      );
      if (operation === 'patch') {
        await office.admin.patch(`/staff/${id}`, { employment_status });
      } else if (operation === 'bulk') {
        await office.admin
          .post('/staff/bulk-actions', {
            action: 'status',
            ids: [id],
            employment_status,
          })
          .expect(200);
      }
      expect(await office.read(id)).toMatchObject({
        employment_status,
        date_of_leaving: todayThere(),
      });
    },
  );

  it('stores a future date_of_leaving while the status stays active', async () => {
    const { id } = await office.hire();
    const date_of_leaving = '2099-01-01';
    const { body } = await office.admin
      .patch(`/staff/${id}`, { date_of_leaving })
      .expect(200);
    expect(body).toMatchObject({
      employment_status: 'active',
      date_of_leaving,
    });
  });
});

const NOBODY = '01900000-0000-7000-8000-000000000000';

describeWithoutJobs('staff transfer', { databases: 'tagged' }, callboard => {
  let office: Office;
  let sales: string;
  let legal: string;

  beforeEach(async () => {
    office = await Office.open(callboard(), { timezone: 'Pacific/Niue' });
    sales = await office.department({ name: 'Sales' });
    legal = await office.department({ name: 'Legal' });
  });

  const today = () => getDateInZone(Date.now(), 'Pacific/Niue');

  async function history(id: string, query = '') {
    const { body } = await office
      .as('guest')
      .get(`/staff/${id}/transfers${query}`)
      .expect(200);
    return body;
  }

  it('changes the department, and records the transfer in history and activity @full', async () => {
    const { id } = await office.hire({ department_id: sales });
    const { body } = await office.admin
      .post(`/staff/${id}/transfer`, {
        department_id: legal,
        effective_date: '2026-01-01',
      })
      .expect(200);
    expect(body).toMatchObject({ department_id: legal, version: 2 });
    expect(await history(id)).toEqual({
      items: [
        {
          id: expect.any(String),
          from_department_id: sales,
          from_department_name: 'Sales',
          to_department_id: legal,
          to_department_name: 'Legal',
          effective_date: '2026-01-01',
          transferred_by: 'user:default/ada.admin',
          transferred_by_name: 'Ada Admin',
          created_at: body.updated_at,
        },
      ],
      next_cursor: null,
      total: 1,
    });
    const entry = (await listActivityEntries(callboard(), id)).pop()!;
    expect(entry.action).toBe('transfer');
    expect(toFieldChanges(entry)).toEqual({ department_id: [sales, legal] });
    expect(entry.metadata?.names).toEqual({
      [sales]: 'Sales',
      [legal]: 'Legal',
    });
  });

  it('records a patched department as a transfer, together with other patched fields', async () => {
    const { id } = await office.hire();
    const patch = { department_id: sales, position: 'Seller' };
    await office.admin.patch(`/staff/${id}`, patch).expect(200);
    await office.admin
      .patch(`/staff/${id}`, { department_id: null })
      .expect(200);
    const { items } = await history(id);
    expect(items).toMatchObject([
      {
        from_department_name: 'Sales',
        to_department_id: null,
        to_department_name: null,
        effective_date: today(),
      },
      { from_department_id: null, to_department_name: 'Sales' },
    ]);
    const [, entry] = await listActivityEntries(callboard(), id);
    expect(entry.action).toBe('transfer');
    expect(toFieldChanges(entry)).toEqual({
      department_id: [null, sales],
      position: [null, 'Seller'],
    });
  });

  it('ignores a transfer to the current department', async () => {
    const { id } = await office.hire({ department_id: sales });
    const { body } = await office.admin
      .post(`/staff/${id}/transfer`, { department_id: sales })
      .expect(200);
    expect(body.version).toBe(1);
    expect(await history(id)).toMatchObject({ items: [], total: 0 });
    expect(await listActivityEntries(callboard(), id)).toHaveLength(1);
  });

  it('rejects a future effective_date and an unknown department', async () => {
    const { id } = await office.hire({ department_id: sales });
    const tomorrow = getDateInZone(Date.now() + 86_400_000, 'Pacific/Niue');
    const { body } = await office.admin
      .post(`/staff/${id}/transfer`, {
        department_id: NOBODY,
        effective_date: tomorrow,
      })
      .expect(400);
    expect(body.error.message).toMatch(
      /^body.effective_date: must not be after today, .*; body.department_id: does not exist$/,
    );
    const onTime = { department_id: legal, effective_date: today() };
    await office.admin.post(`/staff/${id}/transfer`, onTime).expect(200);
  });

  it('retains department names after a rename and a deletion', async () => {
    const { id } = await office.hire({ department_id: sales });
    const to = { department_id: legal };
    await office.admin.post(`/staff/${id}/transfer`, to).expect(200);
    await office.admin
      .patch(`/departments/${sales}`, { name: 'Retail' })
      .expect(200);
    await office.admin.delete(`/departments/${sales}`).expect(204);
    const { items } = await history(id);
    expect(items[0].from_department_name).toBe('Sales');
  });

  it('lists transfers newest first, page by page @full @postgres', async () => {
    const { id } = await office.hire({ department_id: sales });
    for (const department_id of [legal, sales, legal, null, sales]) {
      await office.admin.patch(`/staff/${id}`, { department_id }).expect(200);
    }
    const all = await history(id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await history(id, `?limit=2${cursor}`);
      seen.push(...page.items.map((item: any) => item.id));
      cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
    } while (cursor);
    expect(seen).toEqual(all.items.map((item: any) => item.id));
    expect([...seen].sort().reverse()).toEqual(seen);
    await office.admin.get(`/staff/${id}/transfers?cursor=x`).expect(400);
  });

  it('serialises concurrent transfers of one person @full-sqlite @postgres', async () => {
    const departments = [sales, legal, await office.department()];
    const { id } = await office.hire();
    await Promise.all(
      [...departments, ...departments].map(department_id =>
        office.admin
          .post(`/staff/${id}/transfer`, { department_id })
          .expect(200),
      ),
    );
    const { items } = await history(id);
    const { department_id } = await office.read(id);
    expect(items[0].to_department_id).toBe(department_id);
    const sources = items.map((item: any) => item.from_department_id);
    const targets = items.map((item: any) => item.to_department_id);
    expect(sources).toEqual([...targets.slice(1), null]);
    expect((await listActivityEntries(callboard(), id)).length).toBe(
      items.length + 1,
    );
  });

  it('transfers everybody in a deleted department to the new department', async () => {
    const ids = [];
    for (const employment_status of ['active', 'resigned']) {
      const person = { department_id: sales, employment_status };
      ids.push((await office.hire(person)).id);
    }
    const bystander = await office.hire({ department_id: legal });
    await office.admin
      .delete(`/departments/${sales}?reassign_to=${legal}`)
      .expect(204);
    for (const id of ids) {
      expect((await office.read(id)).department_id).toBe(legal);
      expect((await history(id)).items).toMatchObject([
        {
          from_department_name: 'Sales',
          to_department_name: 'Legal',
          effective_date: today(),
        },
      ]);
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/admin/activity?entity_id=${id}&details=true`)
        .expect(200);
      expect(body.activities[0]).toMatchObject({ action: 'transfer' });
      expect(body.activities[0].batch_id).not.toBeNull();
    }
    expect((await office.read(bystander.id)).version).toBe(1);
  });
});

describeWithoutJobs('manager flag on leaving a department', {}, callboard => {
  let office: Office;
  let sales: string;
  let legal: string;

  beforeEach(async () => {
    office = await Office.open(callboard());
    sales = await office.department({ name: 'Sales', code: 'S' });
    legal = await office.department({ name: 'Legal', code: 'L' });
  });

  const manager = (overrides = {}) =>
    office.hire({
      department_id: sales,
      is_department_manager: true,
      ...overrides,
    });

  const isManager = async (id: string) =>
    (await office.read(id)).is_department_manager;

  async function lastChanges(id: string) {
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/admin/activity?entity_id=${id}&details=true&limit=1`)
      .expect(200);
    return toFieldChanges(body.activities[0]);
  }

  it.each<[string, (id: string, staff_id: string) => PromiseLike<unknown>]>([
    [
      'a transfer',
      id =>
        office.admin
          .post(`/staff/${id}/transfer`, { department_id: legal })
          .expect(200),
    ],
    [
      'a patch',
      id =>
        office.admin
          .patch(`/staff/${id}`, { department_id: legal })
          .expect(200),
    ],
    [
      'a bulk action',
      id =>
        office.admin
          .post('/staff/bulk-actions', {
            action: 'transfer',
            ids: [id],
            department_id: legal,
          })
          .expect(200),
    ],
    [
      'the deletion of the department',
      () =>
        office.admin
          .delete(`/departments/${sales}?reassign_to=${legal}`)
          .expect(204),
    ],
    [
      'an import',
      (_, staff_id) =>
        office
          .upload(`staff_id,department_code\n${staff_id},L`, {
            update_existing: 'true',
          })
          .expect(200),
    ],
  ])(
    'revokes the manager flag of a person who leaves by %s @full',
    async (_, leave) => {
      const { id, staff_id } = await manager();
      await leave(id, staff_id);
      expect(await office.read(id)).toMatchObject({
        department_id: legal,
        is_department_manager: false,
      });
      expect(await lastChanges(id)).toEqual({
        department_id: [sales, legal],
        is_department_manager: [true, false],
      });
    },
  );

  it('sets the manager flag in the next department when the request sets it @full', async () => {
    const { id, staff_id } = await manager();
    const patch = { department_id: legal, is_department_manager: true };
    await office.admin.patch(`/staff/${id}`, patch).expect(200);
    expect(await isManager(id)).toBe(true);
    const file = `staff_id,department_code,is_department_manager\n${staff_id},S,`;
    const options = { update_existing: 'true' };
    await office.upload(`${file}true`, options).expect(200);
    expect(await office.read(id)).toMatchObject({
      department_id: sales,
      is_department_manager: true,
    });
  });

  it('retains the manager flag on a transfer by a file whose cell of the flag is blank', async () => {
    const { id, staff_id } = await manager();
    const file = `staff_id,department_code,is_department_manager\n${staff_id},L,`;
    const { body } = await office
      .upload(file, { update_existing: 'true', preview: 'true' })
      .expect(200);
    expect(body.preview[0].changed).toEqual(['department_code']);
    expect(await isManager(id)).toBe(true);
  });

  it('retains the manager flag until the person leaves the department', async () => {
    const { id } = await manager();
    await office.admin
      .post(`/staff/${id}/transfer`, { department_id: sales })
      .expect(200);
    await office.admin.patch(`/staff/${id}`, { position: 'Boss' }).expect(200);
    expect(await isManager(id)).toBe(true);
    await office.admin
      .patch(`/staff/${id}`, { department_id: null })
      .expect(200);
    expect(await isManager(id)).toBe(false);
  });
});

describeWithoutJobs(
  'memberships of a transferred manager',
  { config: organisationConfig },
  callboard => {
    it('grants a transferred manager only the member role in projects of the new department', async () => {
      const org = await Organisation.create(callboard());
      const [from, to] = [await org.department(), await org.department()];
      const { id, user_ref } = await org.person(from, {
        is_department_manager: true,
      });
      const project = await org.project();
      await org.link(to, project);
      await org.boss
        .post(`/staff/${id}/transfer`, { department_id: to })
        .expect(200);
      expect(await org.roles(project)).toEqual({
        [user_ref]: 'department member',
      });
    });
  },
);

const options = { config: organisationConfig };

describeWithoutJobs(
  'memberships derived from staff records @full',
  options,
  callboard => {
    let org: Organisation;
    let linked: string;
    let project: string;

    beforeEach(async () => {
      org = await Organisation.create(callboard());
      linked = await org.department();
      project = await org.project();
      await org.link(linked, project);
    });

    /** The users who are members because of the department. */
    async function derived(): Promise<string[]> {
      const members = await org.members(project);
      return Object.keys(members)
        .filter(ref =>
          members[ref].some(({ source }) => source === 'department'),
        )
        .sort();
    }

    async function readMetadata(id: string) {
      const entries = await listActivityEntries(callboard(), id);
      return entries.map(({ action, metadata }) => [
        action,
        metadata && omit(metadata, 'names'),
      ]);
    }

    it('updates memberships on every change of a staff record', async () => {
      const { id, user_ref } = await org.person(linked);
      expect(await derived()).toEqual([user_ref]);
      const one = `/staff/${id}`;
      const away = await org.department();
      for (const [sendRequest, expected] of [
        [() => org.boss.post(`${one}/deactivate`), []],
        [() => org.boss.post(`${one}/reactivate`), [user_ref]],
        [() => org.boss.patch(one, { employment_status: 'suspended' }), []],
        [
          () => org.boss.patch(one, { employment_status: 'probation' }),
          [user_ref],
        ],
        [() => org.boss.post(`${one}/transfer`, { department_id: away }), []],
        [() => org.boss.patch(one, { department_id: linked }), [user_ref]],
        [() => org.boss.patch(one, { position: 'Nurse' }), [user_ref]],
        [() => org.boss.patch(one, { user_ref: null }), []],
        [
          () => org.boss.patch(one, { user_ref: 'user:default/new' }),
          ['user:default/new'],
        ],
        [
          () => org.boss.patch(one, { user_ref: 'user:default/newer' }),
          ['user:default/newer'],
        ],
      ] as const) {
        await sendRequest().expect(200);
        expect(await derived()).toEqual(expected);
      }
      await org.boss.delete(one).expect(204);
      expect(await derived()).toEqual([]);
      const added = { memberships_added: 1 };
      const removed = { memberships_removed: 1 };
      expect(await readMetadata(id)).toEqual([
        ['create', added],
        ['deactivate', removed],
        ['reactivate', added],
        ['update', removed],
        ['update', added],
        ['transfer', removed],
        ['transfer', added],
        ['update', null],
        ['update', removed],
        ['update', added],
        ['update', { ...added, ...removed }],
        ['delete', removed],
      ]);
    });

    it('updates memberships on bulk actions', async () => {
      const members = [await org.person(null), await org.person(linked)];
      const ids = members.map(({ id }) => id);
      const refs = members.map(({ user_ref }) => user_ref).sort();
      const run = (body: object) =>
        org.boss.post('/staff/bulk-actions', { ids, ...body }).expect(200);
      await run({ action: 'transfer', department_id: linked });
      expect(await derived()).toEqual(refs);
      await run({ action: 'status', employment_status: 'resigned' });
      expect(await derived()).toEqual([]);
      await run({ action: 'status', employment_status: 'active' });
      expect(await derived()).toEqual(refs);
      await run({ action: 'delete' });
      expect(await derived()).toEqual([]);
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/activity?workspace=${org.slug}&action=bulk_status&limit=1`)
        .expect(200);
      expect(body.activities[0].metadata).toEqual({
        text: '2 people',
        entity_type: 'staff',
        changed: 2,
        unchanged: 0,
        memberships_added: 2,
      });
    });
  },
);

describeWithoutJobs('GET /me/team', {}, callboard => {
  let office: Office;
  const readTeam = async (who: PersonName, query = ''): Promise<Team> =>
    (await office.as(who).get(`/me/team${query}`).expect(200)).body;

  beforeAll(async () => {
    office = await Office.open(callboard());
    const department_id = await office.department({
      name: 'Payments',
      manager_ref: people.admin,
    });
    const hire = (
      first_name: string,
      last_name: string,
      more: Record<string, unknown> = {},
    ) => office.hire({ first_name, last_name, department_id, ...more });
    await hire('Zoe', 'Adams', { position: 'Engineer' });
    await hire('Max', 'Member', { user_ref: people.member });
    await hire('Ann', 'Gone', { employment_status: 'resigned' });
    await office.hire({ user_ref: people.guest });
  });

  it('returns the department of the caller, its manager and its working staff', async () => {
    expect(await readTeam('member')).toEqual({
      department: {
        id: expect.any(String),
        name: 'Payments',
        manager_ref: people.admin,
        manager_name: 'Ada Admin',
      },
      people: [
        expect.objectContaining({
          display_name: 'Max Member',
          user_ref: people.member,
        }),
        expect.objectContaining({
          display_name: 'Zoe Adams',
          position: 'Engineer',
          user_ref: null,
        }),
      ],
      total: 2,
    });
    const first = await readTeam('member', '?limit=1');
    expect([first.people.length, first.total]).toEqual([1, 2]);
  });

  it.each(['guest', 'admin'] as const)(
    'returns an empty team to a person without a department (%s)',
    async who => {
      expect(await readTeam(who)).toEqual({
        department: null,
        people: [],
        total: 0,
      });
    },
  );
});

const max = 'user:default/max';
const checkout = createId(0);

const transfer = (to: string | null, user_ref: string | null = max) =>
  createChangeEvent('staff.transfer', {
    visibility: 'workspace',
    fields: { department_id: [createId(1), to] },
    metadata: { names: { [checkout]: 'Checkout' } },
    resource: { user_ref },
  });

const imported = (metadata: Record<string, string | number>) =>
  createChangeEvent('workspace.bulk_import', { metadata });

describe('staffNotifications', () => {
  it.each([
    [
      transfer(checkout),
      'You were transferred to Checkout',
      `/organisation/departments?workspace=acme&department=${checkout}`,
    ],
    [transfer(null), 'You no longer belong to a department', null],
  ])('notifies the transferred user', async (change, title, target_url) => {
    expect(
      await listNotificationEvents(staffNotifications, [change]),
    ).toMatchObject([
      { type: 'staff.transferred', to: { refs: [max] }, title, target_url },
    ]);
  });

  it('sends no notification when the staff record has no user', async () => {
    const change = transfer(checkout, null);
    expect(await listNotificationEvents(staffNotifications, [change])).toEqual(
      [],
    );
  });

  it('notifies of the transfer, but not of the membership changes that follow from it', async () => {
    const { types, rules } = membershipNotifications;
    const granted = (user_ref: string) =>
      createChangeEvent('project_member.create', {
        fields: { role: [null, 'member'] },
        resource: { user_ref },
      });
    const events = await listNotificationEvents(
      {
        types: [...types, ...staffNotifications.types],
        rules: [...rules, ...staffNotifications.rules],
      },
      [transfer(checkout), granted(max), granted('user:default/mia')],
    );
    expect(events.map(({ type, to }) => [type, to.refs])).toEqual([
      ['staff.transferred', [max]],
      ['project_member.granted', ['user:default/mia']],
    ]);
  });

  it('notifies the user who started an import of its result', async () => {
    const [notificationEvent] = await listNotificationEvents(
      staffNotifications,
      [
        imported({
          entity_type: 'staff',
          created: 480,
          updated: 0,
          failed: 20,
        }),
      ],
    );
    expect(notificationEvent).toMatchObject({
      type: 'staff.imported',
      to: { refs: [ada.user_ref] },
      // The actor is excluded from notifications otherwise.
      actor_ref: null,
      body: '480 created, 20 failed.',
      severity: 'high',
    });
  });

  it('ignores imports of other entity types', async () => {
    const change = imported({ entity_type: 'department', created: 1 });
    expect(await listNotificationEvents(staffNotifications, [change])).toEqual(
      [],
    );
  });
});
