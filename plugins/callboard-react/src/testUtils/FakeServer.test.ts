import {
  allFeatures,
  CallboardClient,
  endpoints,
  type Me,
} from '@callboard/plugin-callboard-common';
import { expectValidContract, ErrorResponse, toPage } from './FakeCall';
import { createExampleResponse } from './createExampleResponse';
import { FakeServer } from './FakeServer';
import { toFakeId } from './fixtures';

const me: Me = {
  user_ref: 'user:default/max.member',
  display_name: 'Max Member',
  email: null,
  picture: null,
  is_super_admin: false,
  features: allFeatures,
  workspaces: [],
};
const ID = '00000000-0000-7000-8000-000000000001';

function createClient(server: FakeServer) {
  return new CallboardClient({
    fetchApi: server,
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/callboard' },
  });
}

describe('FakeServer', () => {
  it('returns the responses of its handlers for endpoints of the contract', async () => {
    const server = new FakeServer().answer({
      getMe: () => me,
      deleteWorkItem: () => undefined,
      listWorkspaces: ({ query }) => toPage([], query),
    });
    const client = createClient(server);
    expect(await client.call(endpoints.getMe, {})).toEqual(me);
    expect(
      await client.call(endpoints.deleteWorkItem, {
        params: { slug: 'default', pid: ID, id: ID },
      }),
    ).toBeUndefined();
    await client.call(endpoints.listWorkspaces, { query: { limit: 7 } });
    expect(server.sent('GET', '/workspaces')[0].query.get('limit')).toBe('7');
    expect(expectValidContract).not.toThrow();
  });

  it('matches fixed path segments before path parameters', async () => {
    const server = new FakeServer().answer({
      getDepartmentTree: () => ({ items: [] }),
    });
    const params = { slug: 'default' };
    await createClient(server).call(endpoints.getDepartmentTree, { params });
    expect(expectValidContract).not.toThrow();
  });

  it('fails the test when a response violates the contract', async () => {
    const server = new FakeServer().answer({
      getMe: () => ({ ...me, display_name: 7 } as unknown as Me),
    });
    await expect(
      createClient(server).call(endpoints.getMe, {}),
    ).rejects.toThrow();
    expect(expectValidContract).toThrow(/getMe.*response\.display_name/);
    expect(expectValidContract).not.toThrow();
  });

  it('fails the test when a request violates the contract', async () => {
    const server = new FakeServer().answer({
      listWorkspaces: () => toPage([]),
    });
    await expect(
      createClient(server).call(endpoints.listWorkspaces, {
        query: { limit: 1_000 },
      }),
    ).rejects.toThrow();
    expect(expectValidContract).toThrow(/listWorkspaces.*query\.limit/);
  });

  it('fails the test on requests without an endpoint or a handler', async () => {
    const server = new FakeServer();
    await server.fetch('http://portal/api/callboard/nowhere');
    await createClient(server)
      .call(endpoints.getHealth, {})
      .catch(() => {});
    expect(expectValidContract).toThrow(/\/nowhere[^]*getHealth/);
  });

  it('rejects the next request as configured, and returns 400 for invalid ids', async () => {
    const server = new FakeServer().answer({ getMe: () => me });
    const client = createClient(server);
    server.failNext = {
      method: 'GET',
      refusal: new ErrorResponse(503, 'Busy'),
    };
    await expect(client.call(endpoints.getMe, {})).rejects.toThrow(/503/);
    expect(await client.call(endpoints.getMe, {})).toEqual(me);
    await expect(
      client.call(endpoints.getStaffMember, {
        params: { slug: 'default', id: 'nobody' },
      }),
    ).rejects.toThrow(/400/);
    expect(expectValidContract).not.toThrow();
  });
});

describe('FakeServer storage', () => {
  const slug = 'default';

  const serverWithLabels = (...names: string[]) => {
    const server = new FakeServer();
    names.forEach(name => server.insert('labels', { name, project_id: ID }));
    return {
      server,
      client: createClient(server),
      labels: server.store('labels'),
    };
  };

  const listLabels = (client: CallboardClient, query: object, pid = ID) =>
    client.call(endpoints.listLabels, { params: { slug, pid }, query });

  it('lists resources by page, parent path and field filters', async () => {
    const { server, client } = serverWithLabels('One', 'Two', 'Three');
    const page = await listLabels(client, { limit: 2 });
    expect(page).toMatchObject({ total: 3, next_cursor: '2' });
    const next = await listLabels(client, { cursor: page.next_cursor! });
    expect(next).toMatchObject({ items: [{ name: 'Three' }] });
    const elsewhere = await listLabels(client, {}, toFakeId('project', 2));
    expect(elsewhere.items).toEqual([]);
    server.insert('workspaceMembers', { role: 'admin' });
    server.insert('workspaceMembers', { role: 'guest' });
    const { total } = await client.call(endpoints.listWorkspaceMembers, {
      params: { slug },
      query: { role: 'admin' },
    });
    expect(total).toBe(1);
    expect(expectValidContract).not.toThrow();
  });

  it('creates a resource with contract defaults, updates and deletes it', async () => {
    const { client, labels } = serverWithLabels();
    const params = { slug, pid: ID };
    const { id } = await client.call(endpoints.createLabel, {
      params,
      body: { name: 'New', color: '#0969da' },
    });
    expect(labels).toMatchObject([
      { id, project_id: ID, name: 'New', version: 1 },
    ]);
    const changed = await client.call(endpoints.updateLabel, {
      params: { ...params, id },
      body: { name: 'Newer' },
      headers: { 'If-Match': '"1"' },
    });
    expect(changed).toMatchObject({ name: 'Newer', version: 2 });
    expect(
      await client.call(endpoints.getLabel, { params: { ...params, id } }),
    ).toEqual(changed);
    await client.call(endpoints.deleteLabel, { params: { ...params, id } });
    expect(labels).toEqual([]);
    expect(expectValidContract).not.toThrow();
  });

  it('rejects a stale or missing version with 412, and an unknown id with 404', async () => {
    const { client, labels } = serverWithLabels('One');
    labels[0].version = 2;
    const change = (id: string, ifMatch?: string) =>
      client.call(endpoints.updateLabel, {
        params: { slug, pid: ID, id },
        body: { name: 'Newer' },
        headers: ifMatch ? { 'If-Match': ifMatch } : undefined,
      });
    await expect(change(labels[0].id, '"1"')).rejects.toThrow(/412/);
    await expect(change(labels[0].id)).rejects.toThrow(/412/);
    await expect(change(toFakeId('label', 7), '"1"')).rejects.toThrow(/404/);
    expect(labels[0].name).toBe('One');
  });

  it('rejects a duplicate slug with 409', async () => {
    const client = createClient(new FakeServer());
    const body = { name: 'Again', slug };
    await expect(
      client.call(endpoints.createWorkspace, { body }),
    ).rejects.toThrow(/409/);
  });

  it('lists the newest resource first where the contract requires it', async () => {
    const server = new FakeServer();
    ['Old', 'New'].forEach(name => server.insert('webhooks', { name }));
    const { items } = await createClient(server).call(endpoints.listWebhooks, {
      params: { slug },
    });
    expect(items.map(({ name }) => name)).toEqual(['New', 'Old']);
  });

  it('fails the test when a stored resource violates the contract', async () => {
    const { client, labels } = serverWithLabels('One');
    labels[0].name = 7 as never;
    await expect(listLabels(client, {})).rejects.toThrow();
    expect(expectValidContract).toThrow(/listLabels.*response\.items\.0\.name/);
  });

  it('returns the department tree with staff counts', async () => {
    const server = new FakeServer();
    const top = server.insert('departments', { name: 'Top' });
    const below = server.insert('departments', { parent_id: top.id });
    server.insert('staff', { department_id: below.id });
    server.insert('staff', {
      department_id: top.id,
      employment_status: 'resigned',
    });
    const { items } = await createClient(server).call(
      endpoints.getDepartmentTree,
      {
        params: { slug },
      },
    );
    expect(items).toMatchObject([
      {
        name: 'Top',
        level: 1,
        staff_count: 0,
        staff_count_recursive: 1,
        children: [{ level: 2, staff_count: 1, children: [] }],
      },
    ]);
    expect(expectValidContract).not.toThrow();
  });

  it('filters, pages and counts activity entries', async () => {
    const server = new FakeServer();
    server.record({ entity_label: 'old' }, { action: 'page_view' }, {});
    const client = createClient(server);
    const query = { views: 'false', limit: 1 } as const;
    const page = await client.call(endpoints.listWorkspaceActivity, { query });
    expect(page).toMatchObject({
      total: 2,
      activities: [{ action: 'update' }],
    });
    const next = await client.call(endpoints.listWorkspaceActivity, {
      query: { ...query, cursor: page.next_cursor! },
    });
    expect(next.activities).toMatchObject([{ entity_label: 'old' }]);
    const { by_action } = await client.call(
      endpoints.summarizeWorkspaceActivity,
      {},
    );
    expect(by_action).toEqual([
      { action: 'update', count: 2 },
      { action: 'page_view', count: 1 },
    ]);
    expect(expectValidContract).not.toThrow();
  });
});

describe('FakeServer.answerUnhandledReads', () => {
  it('adds handlers for reads without a handler or store, and keeps existing ones', async () => {
    const server = new FakeServer().answer({
      getHealth: () => createExampleResponse('getHealth', { status: 'ok' }),
    });
    server.insert('workspaces', { slug: 'lab' });
    server.answerUnhandledReads();
    const client = createClient(server);
    expect(await client.call(endpoints.getMailStatus, {})).toEqual(
      createExampleResponse('getMailStatus'),
    );
    expect(await client.call(endpoints.getHealth, {})).toMatchObject({
      status: 'ok',
    });
    expect(await client.call(endpoints.listWorkspaces, {})).toMatchObject({
      items: [{ slug: 'default' }, { slug: 'lab' }],
    });
    expect(expectValidContract).not.toThrow();
  });

  it('adds no handlers for changes', async () => {
    const server = new FakeServer().answerUnhandledReads();
    const retry = createClient(server).call(endpoints.retryDeadLetters, {});
    await expect(retry).rejects.toThrow('failed with 500');
    expect(expectValidContract).toThrow('no handler for retryDeadLetters');
  });
});

describe('FakeServer user', () => {
  it('returns the role of the user in each stored workspace', async () => {
    const server = new FakeServer();
    server.insert('workspaces', { slug: 'lab' });
    server.actAs({ role: 'admin', display_name: 'Ada Admin' });
    expect(await createClient(server).call(endpoints.getMe, {})).toMatchObject({
      display_name: 'Ada Admin',
      is_super_admin: false,
      features: allFeatures,
      workspaces: [
        { slug: 'default', role: 'admin' },
        { slug: 'lab', role: 'admin' },
      ],
    });
  });
});

describe('createExampleResponse', () => {
  it('returns a valid response for every endpoint', () => {
    const refused = Object.entries(endpoints).filter(
      ([id, { response }]) =>
        response &&
        !response.safeParse(createExampleResponse(id as keyof typeof endpoints))
          .success,
    );
    expect(refused.map(([id]) => id)).toEqual([]);
  });
});
