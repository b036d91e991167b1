import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeWebhooks, SECRET } from '../../__testUtils__/FakeWebhooks';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

jest.setTimeout(60_000);

function fakes() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  return { backend, webhooks: new FakeWebhooks(backend) };
}

async function openForm(path: string, all: ReturnType<typeof fakes>) {
  renderAdmin(path, all.backend);
  const user = userEvent.setup();
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  await screen.findByRole('checkbox', { name: 'Work item' });
  return { user, name, url: screen.getByRole('textbox', { name: /^Address/ }) };
}

const CREATE = '/callboard/webhooks/create';

describe('the form of a webhook', () => {
  it('creates one for work items, shows its secret once, and leads to it', async () => {
    const all = fakes();
    const { user, name, url } = await openForm(CREATE, all);
    await user.type(name, 'Build bot');
    await user.type(url, 'https://build.example.com/hook');
    await user.click(screen.getByRole('button', { name: 'Create' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'The secret of Build bot' }),
    );
    expect(dialog.getByText(SECRET)).toBeVisible();
    expect(dialog.getByRole('alert')).toHaveTextContent(/not shown again/);
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(dialog.getByRole('button', { name: 'Copy secret' }));
    expect(copied).toHaveBeenCalledWith(SECRET);
    await user.click(dialog.getByRole('button', { name: 'I have stored it' }));
    expect(
      await screen.findByRole('heading', { name: 'Build bot' }),
    ).toBeVisible();
    expect(screen.queryByText(SECRET)).toBeNull();
    expect(all.backend.sent('POST', '/webhooks')[0].body).toEqual({
      name: 'Build bot',
      url: 'https://build.example.com/hook',
      description: null,
      event_types: ['work_item.*'],
      is_active: true,
    });
  });

  it("shows the server's refusal of an address at the address", async () => {
    const all = fakes();
    const { user, name, url } = await openForm(CREATE, all);
    await user.type(name, 'Build bot');
    await user.type(url, 'https://10.0.0.1');
    all.backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'body.url: must be a public address', [
        { field: 'body.url', reason: 'must be a public address' },
      ]),
    };
    await user.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(url).toBeInvalid());
    expect(url).toHaveAccessibleDescription(
      'Not accepted: must be a public address',
    );
    expect(url).toHaveFocus();
  });

  it('says what is wrong before anything is sent', async () => {
    const all = fakes();
    const { user, url } = await openForm(CREATE, all);
    await user.type(url, 'example.com');
    await user.click(screen.getByRole('checkbox', { name: 'Work item' }));
    await user.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByText('Choose at least one event.')).toBeVisible();
    expect(screen.getByText(/^Give it a name/)).toBeVisible();
    expect(screen.getByText(/^Use a whole address/)).toBeVisible();
    expect(all.backend.sent('POST', '/webhooks')).toEqual([]);
  });

  it('shows a sample of the event that was chosen last', async () => {
    const { user } = await openForm(CREATE, fakes());
    const sample = screen.getByRole('group', { name: 'What is sent' });
    expect(sample).toHaveTextContent('"type": "work_item.create"');
    await user.click(
      screen.getByRole('button', { name: 'Show the events of Label' }),
    );
    await user.click(screen.getByRole('checkbox', { name: /label\.delete/ }));
    expect(sample).toHaveTextContent('"type": "label.delete"');
    expect(sample).toHaveTextContent('"display_name": "Mona Manager"');
  });

  it('saves what was changed, and nothing else', async () => {
    const all = fakes();
    const { id } = all.webhooks.add({ event_types: ['*'] });
    const { user } = await openFormOf(id, all);
    await user.click(screen.getByRole('radio', { name: 'Only what I choose' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Label' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByRole('heading', { name: 'Build bot' }),
    ).toBeVisible();
    const [call] = all.backend.sent('PATCH', '/webhooks');
    expect(call.body).toEqual({ event_types: ['label.*'] });
  });

  it('does not overwrite what somebody else has saved', async () => {
    const all = fakes();
    const webhook = all.webhooks.add({});
    const { user, name, url } = await openFormOf(webhook.id, all, false);
    await user.type(name, ' 2');
    Object.assign(webhook, { url: 'https://else.example.com', version: 2 });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Someone else has changed this webhook/,
    );
    await user.click(
      screen.getByRole('button', { name: 'Put my changes on top' }),
    );
    await waitFor(() => expect(url).toHaveValue('https://else.example.com'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { name: 'Build bot 2' });
    expect(webhook.url).toBe('https://else.example.com');
  });
});

async function openFormOf(
  id: string,
  all: ReturnType<typeof fakes>,
  isEverything = true,
) {
  renderAdmin(`/callboard/webhooks/${id}/edit`, all.backend);
  const user = userEvent.setup();
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  const choice = isEverything ? /^Everything/ : 'Only what I choose';
  expect(await screen.findByRole('radio', { name: choice })).toBeChecked();
  return { user, name, url: screen.getByRole('textbox', { name: /^Address/ }) };
}
