import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { renderActivity } from '../__testUtils__/renderActivity';

jest.setTimeout(60_000);

const workspace = (slug: string, role: 'admin' | 'member' | 'guest') => ({
  id: `01900000-0000-7000-8000-${slug.length.toString().padStart(12, '0')}`,
  slug,
  name: slug.toUpperCase(),
  timezone: 'UTC',
  role,
});

describe('WorkspaceActivityPage', () => {
  it('switches between the workspaces of the person', async () => {
    const server = new FakeActivity();
    server.me.is_super_admin = false;
    server.me.workspaces = [
      workspace('default', 'admin'),
      workspace('lab', 'guest'),
    ];
    renderActivity('/activity', server);
    const select = await screen.findByRole('combobox', { name: 'Workspace' });
    expect(select).toHaveTextContent('DEFAULT');
    expect(screen.queryByText(/Workspace admins see everything/)).toBeNull();

    await userEvent.click(select);
    await userEvent.click(screen.getByRole('option', { name: 'LAB' }));
    expect(
      await screen.findByText(/Workspace admins see everything/),
    ).toBeInTheDocument();
    await waitFor(() => {
      const lists = server.queriesOf('/activity');
      expect(lists[lists.length - 1].get('workspace')).toBe('lab');
    });
  });

  it('opens the workspace that the address names', async () => {
    const server = new FakeActivity();
    server.me.workspaces = [
      workspace('default', 'admin'),
      workspace('lab', 'admin'),
    ];
    renderActivity('/activity/workspace?workspace=lab', server);
    await screen.findByText('Nothing here yet');
    const [query] = server.queriesOf('/activity');
    expect(query.get('workspace')).toBe('lab');
  });

  it('says what to do for a person in no workspace', async () => {
    const server = new FakeActivity();
    server.me.workspaces = [];
    renderActivity('/activity/workspace', server);
    expect(
      await screen.findByText('You are not in a workspace yet'),
    ).toBeInTheDocument();
  });
});
