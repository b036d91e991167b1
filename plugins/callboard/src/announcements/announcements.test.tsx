import type { Announcement } from '@callboard/plugin-callboard-common';
import { pageOfItems } from '@callboard/plugin-callboard-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { renderAdmin } from '../__testUtils__/renderAdmin';

const PATH = '/callboard/workspaces/default/announcements';

function backendWithAnnouncements() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  const sent: Announcement[] = [];
  backend.answer({
    listAnnouncements: ({ query }) => {
      const page = pageOfItems(sent, query);
      return { items: page.items, next_cursor: page.next_cursor };
    },
    createAnnouncement: ({ body }) => {
      sent.unshift({
        ...body,
        id: '01900000-0000-7000-9000-000000000001',
        body: body.body ?? null,
        target_url: body.target_url ?? null,
        severity: body.severity ?? 'normal',
        to: body.to as Announcement['to'],
        actor_ref: 'user:default/alex.admin',
        status: 'sent',
        recipient_count: 1_200,
        read_count: 300,
        created_at: new Date().toISOString(),
      });
      return sent[0];
    },
  });
  return { backend, sent };
}

describe('the announcements of a workspace', () => {
  it('are made by a form, and show how many have read them', async () => {
    const { backend, sent } = backendWithAnnouncements();
    renderAdmin(PATH, backend);
    expect(
      await screen.findByText('Nothing has been announced yet'),
    ).toBeVisible();
    const [button] = screen.getAllByRole('button', {
      name: 'New announcement',
    });
    await userEvent.click(button);
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Announce' });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Title/ }),
      'All hands',
    );
    const link = within(form).getByRole('textbox', { name: 'Link' });
    await userEvent.type(link, '//evil.example');
    await userEvent.tab();
    expect(
      within(form).getByText('Must begin with / or https://'),
    ).toBeVisible();
    expect(send).toBeDisabled();
    await userEvent.clear(link);
    await userEvent.type(link, '/projects');
    await userEvent.click(send);
    const list = await screen.findByRole('grid', {
      name: 'Announcements, the latest first',
    });
    expect(within(list).getByText('Everybody in the workspace')).toBeVisible();
    expect(within(list).getByText('300 (25 %)')).toBeVisible();
    expect(sent[0]).toMatchObject({
      title: 'All hands',
      target_url: '/projects',
      to: { everyone: true },
    });
  });

  it('go to people and groups who are picked from the catalog', async () => {
    const { backend, sent } = backendWithAnnouncements();
    renderAdmin(PATH, backend);
    const [button] = await screen.findAllByRole('button', {
      name: 'New announcement',
    });
    await userEvent.click(button);
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Announce' });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Title/ }),
      'Lunch',
    );
    await userEvent.click(
      within(form).getByRole('radio', { name: 'Some people or groups' }),
    );
    expect(send).toBeDisabled();
    const field = within(form).getByRole('combobox', {
      name: /People and groups/,
    });
    await userEvent.click(field);
    await userEvent.click(await screen.findByRole('option', { name: /Max/ }));
    await userEvent.click(field);
    await userEvent.click(
      await screen.findByRole('option', { name: /\(group\)/ }),
    );
    // One too many: the list is closed, and nothing is picked.
    await userEvent.type(field, 'nobody{Escape}{Enter}');
    expect(sent).toEqual([]);
    expect(form).toBeVisible();
    await userEvent.click(send);
    expect(await screen.findByText('2 people or groups')).toBeVisible();
    expect(sent[0].to).toEqual({
      refs: [expect.stringMatching(/^user:/), expect.stringMatching(/^group:/)],
    });
  });

  it('name the project that they are for', async () => {
    const { backend, sent } = backendWithAnnouncements();
    const project_id = '01900000-0000-7000-8000-00000000000a';
    sent.push({
      id: '01900000-0000-7000-9000-000000000002',
      title: 'Freeze on Friday',
      body: null,
      target_url: null,
      severity: 'normal',
      to: { project_id },
      actor_ref: 'user:default/alex.admin',
      status: 'sent',
      recipient_count: 3,
      read_count: 0,
      created_at: new Date().toISOString(),
    });
    backend.answer({
      listThings: () => ({
        items: [
          {
            type: 'project',
            id: project_id,
            title: 'Payments',
            workspace_slug: 'default',
            url: '/projects/payments',
          },
        ],
        gone: [],
      }),
    });
    renderAdmin(PATH, backend);
    expect(
      await screen.findByRole('link', { name: /Payments/ }),
    ).toHaveAttribute('href', '/projects/payments');
  });

  it('are for admins only', async () => {
    const { backend } = backendWithAnnouncements();
    backend.me = {
      ...backend.me,
      is_super_admin: false,
      workspaces: backend.me.workspaces.map(own => ({
        ...own,
        role: 'member',
      })),
    };
    renderAdmin(PATH, backend);
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'New announcement' }),
    ).toBeNull();
  });
});
