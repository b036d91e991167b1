import {
  CallboardClient,
  endpoints,
  type Label,
  type Me,
} from '@callboard/plugin-callboard-common';
import { answerCollection } from './answerCollection';
import { expectContractKept } from './brokenContract';
import { exampleItemOf, exampleOf } from './exampleOf';
import { FakeServer } from './FakeServer';
import { idOf } from './idOf';
import { pageOfItems } from './pageOfItems';
import { Refusal } from './Refusal';

const me: Me = {
  user_ref: 'user:default/max.member',
  display_name: 'Max Member',
  email: null,
  picture: null,
  is_super_admin: false,
  workspaces: [],
};
const ID = '00000000-0000-7000-8000-000000000001';

function clientOf(server: FakeServer) {
  return new CallboardClient({
    fetchApi: server,
    discoveryApi: { getBaseUrl: async () => 'http://portal/api/callboard' },
  });
}

describe('FakeServer', () => {
  it('answers what the contract has, with what its handlers say', async () => {
    const server = new FakeServer().answer({
      getMe: () => me,
      deleteWorkItem: () => undefined,
      listWorkspaces: ({ query }) => pageOfItems([], query),
    });
    const client = clientOf(server);
    expect(await client.call(endpoints.getMe, {})).toEqual(me);
    expect(
      await client.call(endpoints.deleteWorkItem, {
        params: { slug: 'default', pid: ID, id: ID },
      }),
    ).toBeUndefined();
    await client.call(endpoints.listWorkspaces, { query: { limit: 7 } });
    expect(server.sent('GET', '/workspaces')[0].query.get('limit')).toBe('7');
    expect(expectContractKept).not.toThrow();
  });

  it('takes what is spelled out before what stands for anything', async () => {
    const server = new FakeServer().answer({
      getDepartmentTree: () => ({ items: [] }),
    });
    const params = { slug: 'default' };
    await clientOf(server).call(endpoints.getDepartmentTree, { params });
    expect(expectContractKept).not.toThrow();
  });

  it('fails the test on an answer the contract does not allow', async () => {
    const server = new FakeServer().answer({
      getMe: () => ({ ...me, display_name: 7 } as unknown as Me),
    });
    await expect(clientOf(server).call(endpoints.getMe, {})).rejects.toThrow();
    expect(expectContractKept).toThrow(/getMe.*answer\.display_name/);
    expect(expectContractKept).not.toThrow();
  });

  it('fails the test on a request the contract does not allow', async () => {
    const server = new FakeServer().answer({
      listWorkspaces: () => pageOfItems([]),
    });
    await expect(
      clientOf(server).call(endpoints.listWorkspaces, {
        query: { limit: 1_000 },
      }),
    ).rejects.toThrow();
    expect(expectContractKept).toThrow(/listWorkspaces.*query\.limit/);
  });

  it('fails the test on requests that nothing is said about', async () => {
    const server = new FakeServer();
    await server.fetch('http://portal/api/callboard/nowhere');
    await clientOf(server)
      .call(endpoints.getMe, {})
      .catch(() => {});
    expect(expectContractKept).toThrow(/\/nowhere[^]*getMe/);
  });

  it('refuses what a test says, and ids that are none', async () => {
    const server = new FakeServer().answer({ getMe: () => me });
    const client = clientOf(server);
    server.refuseNext = { method: 'GET', refusal: new Refusal(503, 'Busy') };
    await expect(client.call(endpoints.getMe, {})).rejects.toThrow(/503/);
    expect(await client.call(endpoints.getMe, {})).toEqual(me);
    await expect(
      client.call(endpoints.getStaffMember, {
        params: { slug: 'default', id: 'nobody' },
      }),
    ).rejects.toThrow(/400/);
    expect(expectContractKept).not.toThrow();
  });
});

describe('answerCollection', () => {
  const label = (number: number, values: Partial<Label>) =>
    exampleItemOf('listLabels', {
      id: idOf('label', number),
      project_id: ID,
      ...values,
    });

  function labelsOf(...labels: Label[]) {
    const fake = { labels };
    const server = new FakeServer().answer(
      answerCollection<'labels', Label>(fake, 'labels', {
        path: '/workspaces/{slug}/projects/{pid}/labels',
        kind: 'label',
        parents: { pid: 'project_id' },
      }),
    );
    return { fake, client: clientOf(server) };
  }
  const params = { slug: 'default', pid: ID };

  it('lists what is below the path, by page', async () => {
    const { client } = labelsOf(
      label(1, { name: 'One' }),
      label(2, { name: 'Elsewhere', project_id: idOf('project', 2) }),
      label(3, { name: 'Three' }),
    );
    const page = await client.call(endpoints.listLabels, {
      params,
      query: { limit: 1 },
    });
    expect(page).toMatchObject({ total: 2, items: [{ name: 'One' }] });
    const next = await client.call(endpoints.listLabels, {
      params,
      query: { limit: 1, cursor: page.next_cursor! },
    });
    expect(next).toMatchObject({ items: [{ name: 'Three' }] });
    expect(next.next_cursor).toBeNull();
  });

  it('creates, changes and deletes', async () => {
    const { fake, client } = labelsOf();
    const { id } = await client.call(endpoints.createLabel, {
      params,
      body: { name: 'New', color: '#0969da' },
    });
    expect(fake.labels).toMatchObject([
      { id, project_id: ID, name: 'New', version: 1 },
    ]);
    const changed = await client.call(endpoints.updateLabel, {
      params: { ...params, id },
      body: { name: 'Newer' },
      headers: { 'If-Match': '"1"' },
    });
    expect(changed).toMatchObject({ name: 'Newer', version: 2 });
    await client.call(endpoints.deleteLabel, { params: { ...params, id } });
    expect(fake.labels).toEqual([]);
    expect(expectContractKept).not.toThrow();
  });

  it('refuses changes of another version, and of what is not there', async () => {
    const { client } = labelsOf(label(1, { version: 2 }));
    const change = (number: number, ifMatch?: string) =>
      client.call(endpoints.updateLabel, {
        params: { ...params, id: idOf('label', number) },
        body: { name: 'Newer' },
        headers: ifMatch ? { 'If-Match': ifMatch } : undefined,
      });
    await expect(change(1, '"1"')).rejects.toThrow(/412/);
    await expect(change(1)).rejects.toThrow(/412/);
    await expect(change(2, '"1"')).rejects.toThrow(/404/);
  });
});

describe('exampleOf', () => {
  it('makes an answer to each endpoint that the contract allows', () => {
    const refused = Object.entries(endpoints).filter(
      ([id, { response }]) =>
        response &&
        !response.safeParse(exampleOf(id as keyof typeof endpoints)).success,
    );
    expect(refused.map(([id]) => id)).toEqual([]);
  });
});
