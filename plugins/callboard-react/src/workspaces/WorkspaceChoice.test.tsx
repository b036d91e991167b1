import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer } from '../testUtils';
import { WorkspaceChoice } from './WorkspaceChoice';

it('says of a workspace that the reader cannot see that it is not there', async () => {
  const server = new FakeServer().answer({
    getMe: () => ({
      user_ref: 'user:default/max.member',
      display_name: 'Max Member',
      email: null,
      picture: null,
      is_super_admin: false,
      workspaces: [
        {
          id: '00000000-0000-7000-8000-000000000001',
          slug: 'default',
          name: 'Everybody',
          timezone: 'UTC',
          role: 'member',
        },
      ],
    }),
  });
  renderInTestApp(
    <CallboardProvider>
      <WorkspaceChoice>{({ name }) => <p>About {name}</p>}</WorkspaceChoice>
    </CallboardProvider>,
    {
      initialRouteEntries: ['/?workspace=board-room'],
      apis: [
        mockApis.fetch({ baseImplementation: server.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ],
    },
  );
  expect(await screen.findByText(/no workspace “board-room”/)).toBeVisible();
  expect(screen.queryByText('About Everybody')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Open Everybody' }));
  expect(await screen.findByText('About Everybody')).toBeVisible();
});
