import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer } from '../testUtils';
import { WorkspaceChoice } from './WorkspaceChoice';

const ofRole = (slug: string, name: string, role: 'admin' | 'member') => ({
  id: `00000000-0000-7000-8000-00000000000${slug.length}`,
  slug,
  name,
  timezone: 'UTC',
  role,
});

function open(
  path: string,
  workspaces: ReturnType<typeof ofRole>[],
  isOpen?: (workspace: { role: string }) => boolean,
) {
  const server = new FakeServer().answer({
    getMe: () => ({
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      email: null,
      picture: null,
      is_super_admin: false,
      workspaces,
    }),
    listWorkspaceMembers: () => ({ items: [], next_cursor: null, total: 0 }),
  });
  renderInTestApp(
    <CallboardProvider>
      <WorkspaceChoice isOpen={isOpen} whatItTakes="It takes an admin.">
        {({ name }, picker) => (
          <>
            {picker}
            <p>About {name}</p>
          </>
        )}
      </WorkspaceChoice>
    </CallboardProvider>,
    {
      initialRouteEntries: [path],
      apis: [
        mockApis.fetch({ baseImplementation: server.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ],
    },
  );
}

const everybody = ofRole('default', 'Everybody', 'member');
const lab = ofRole('lab', 'Lab', 'admin');
const shop = ofRole('shop', 'Shop', 'admin');
const isAdmin = ({ role }: { role: string }) => role === 'admin';

it('says of a workspace that the reader cannot see that it is not there', async () => {
  open('/?workspace=board-room', [everybody]);
  expect(await screen.findByText(/no workspace “board-room”/)).toBeVisible();
  expect(screen.queryByText('About Everybody')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Open Everybody' }));
  expect(await screen.findByText('About Everybody')).toBeVisible();
});

it('offers only workspaces to which the page is open', async () => {
  open('/', [everybody, lab, shop], isAdmin);
  expect(await screen.findByText('About Lab')).toBeVisible();
  await userEvent.click(screen.getByRole('combobox', { name: 'Workspace' }));
  expect(
    screen.getAllByRole('option').map(option => option.textContent),
  ).toEqual(['Lab', 'Shop']);
});

it('says of a workspace that is asked for that the page is not open there', async () => {
  open('/?workspace=default', [everybody, lab], isAdmin);
  expect(await screen.findByText('It takes an admin.')).toBeVisible();
  expect(screen.queryByText(/^About/)).toBeNull();
});
