import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { MyAccess } from '@callboard/plugin-callboard-common';
import { configure, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import { ErrorState } from '../states/ErrorState';
import { NoAccess } from '../states/NoAccess';
import { FakeServer, pageOfItems } from '../testUtils';
import { mayOpenAdminPage } from './AccessTest';
import { WhereOpen } from './WhereOpen';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

const PROJECT = '00000000-0000-7000-8000-000000000001';

const nobody: MyAccess = {
  is_super_admin: false,
  may_administrate: false,
  manages_people: false,
  may_read_all_activity: false,
  super_admins: [],
  super_admin_groups: [],
};

function adminCalled(name: string, number: number) {
  const at = '2026-11-20T08:00:00.000Z';
  return {
    id: `00000000-0000-7000-8000-00000000000${number}`,
    user_ref: `user:default/${name.toLowerCase()}`,
    display_name: name,
    role: 'admin' as const,
    sources: [{ source: 'manual' as const, role: 'admin' as const }],
    version: 1,
    created_at: at,
    updated_at: at,
  };
}

function serverSaying(access: Partial<MyAccess> = {}) {
  return new FakeServer().answer({
    getMyAccess: () => ({ ...nobody, ...access }),
    listWorkspaceMembers: () =>
      pageOfItems([adminCalled('Zoe', 1), adminCalled('Ada', 2)]),
    listProjectMembers: () =>
      pageOfItems([adminCalled('Mona', 3), adminCalled('Ada', 2)]),
  });
}

const draw = (element: ReactElement, server: FakeServer) =>
  renderInTestApp(<CallboardProvider>{element}</CallboardProvider>, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({ baseImplementation: server.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
    ],
  });

async function namesOfGivers() {
  const list = await screen.findByRole('list', {
    name: 'People who can give access',
  });
  return within(list)
    .getAllByRole('link')
    .map(link => [link.textContent, link.getAttribute('href')]);
}

describe('NoAccess', () => {
  it('names the admins of a project, then those of its workspace, each once', async () => {
    draw(
      <NoAccess givers={{ workspace: 'default', project: PROJECT }} />,
      serverSaying(),
    );
    expect(await namesOfGivers()).toEqual([
      ['Ada', '/catalog/default/user/ada'],
      ['Mona', '/catalog/default/user/mona'],
      ['Zoe', '/catalog/default/user/zoe'],
    ]);
  });

  it('names super admins where no workspace is named, or has no admin', async () => {
    const server = serverSaying({
      super_admins: [{ user_ref: 'user:default/sue', display_name: 'Sue' }],
      super_admin_groups: ['group:default/platform'],
    }).answer({ listWorkspaceMembers: () => pageOfItems([]) });
    draw(<NoAccess givers={{ workspace: 'empty' }} />, server);
    expect(await namesOfGivers()).toEqual([
      ['Sue', '/catalog/default/user/sue'],
    ]);
  });

  it('names the group of super admins while nobody of it is known', async () => {
    draw(
      <NoAccess />,
      serverSaying({ super_admin_groups: ['group:default/platform'] }),
    );
    expect(await namesOfGivers()).toEqual([
      ['platform', '/catalog/default/group/platform'],
    ]);
  });

  it('says so where nobody can', async () => {
    draw(<NoAccess />, serverSaying());
    expect(await screen.findByText(/nobody yet/)).toBeVisible();
  });

  it('stands in place of what the server refuses', async () => {
    const refused = Object.assign(new Error('No'), { statusCode: 403 });
    draw(
      <ErrorState
        error={refused}
        onRetry={() => {}}
        givers={{ workspace: 'default' }}
      />,
      serverSaying(),
    );
    expect(await namesOfGivers()).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});

describe('WhereOpen', () => {
  const way = <WhereOpen to={mayOpenAdminPage}>The way in</WhereOpen>;

  it.each([{ may_administrate: true }, { may_read_all_activity: true }])(
    'shows the way to the admin page to people with %j',
    async access => {
      let tell = () => {};
      const isKnown = new Promise<void>(resolve => {
        tell = resolve;
      });
      const server = serverSaying().answer({
        getMyAccess: async () => {
          await isKnown;
          return { ...nobody, ...access };
        },
      });
      draw(<>At home {way}</>, server);
      expect(await screen.findByText('At home')).toBeVisible();
      expect(screen.queryByText(/The way in/)).toBeNull();
      tell();
      expect(await screen.findByText(/The way in/)).toBeVisible();
    },
  );

  it('shows it to nobody else', async () => {
    const server = serverSaying();
    draw(
      <>
        {way}
        <NoAccess />
      </>,
      server,
    );
    await screen.findByText(/nobody yet/);
    expect(screen.queryByText(/The way in/)).toBeNull();
  });
});
