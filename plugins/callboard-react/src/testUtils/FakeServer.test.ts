import {
  CallboardClient,
  endpoints,
  type Me,
} from '@callboard/plugin-callboard-common';
import { expectContractKept } from './brokenContract';
import { FakeServer } from './FakeServer';
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
