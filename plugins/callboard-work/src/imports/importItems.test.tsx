import { File as NodeFile } from 'node:buffer';
import { permissions } from '@callboard/plugin-callboard-common';
import {
  click,
  createExampleResponse,
  toFakeId,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FakeWork } from '../__testUtils__/FakeWork';
import {
  createProject,
  openSettings,
} from '../settings/__testUtils__/openSettings';

const BATCH = toFakeId('item', 900);

/** Answers imports: "Fertig" has no counterpart unless the mapping names it. */
function answerImports(server: FakeWork): void {
  server.answer({
    importWorkItems: ({ body }) => {
      const { mapping: chosen = {}, dry_run } = body;
      const isMapped = chosen.states?.Fertig !== undefined;
      return createExampleResponse('importWorkItems', {
        format: 'jira',
        rows: 2,
        created: 1,
        failed: 1,
        errors: [{ row: 3, field: 'summary', reason: 'must not be empty' }],
        preview: [
          {
            row: 2,
            outcome: 'created',
            values: { summary: 'Pay' },
            changed: [],
          },
          { row: 3, outcome: 'failed', values: { summary: '' }, changed: [] },
        ],
        batch_id: String(dry_run) === 'true' ? null : BATCH,
        mapping: {
          columns: { title: 'summary', state: 'status', ...chosen.columns },
          states: { Done: server.findState('Done').id, ...chosen.states },
          people: {},
        },
        unmapped: {
          columns: ['components'],
          states: isMapped ? [] : ['Fertig'],
          people: ['Nobody Known'],
        },
      });
    },
    undoWorkItemImport: () => ({ undone: 1, skipped: 0 }),
  });
}

async function chooseFile(): Promise<void> {
  const file = new NodeFile(['x'], 'jira.csv', { type: 'text/csv' });
  await userEvent.upload(
    await screen.findByLabelText('File to import'),
    file as unknown as File,
    { applyAccept: false },
  );
  await click('button', 'Preview');
}

async function select(label: string, option: string): Promise<void> {
  await userEvent.click(await screen.findByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

const imports = (server: FakeWork) =>
  server
    .sent('POST', '/work-items/import')
    .map(({ body }) => body as Record<string, string>);

describe('import of work items', () => {
  it('previews a file, updates the preview with a mapping, imports it, and undoes it', async () => {
    const server = createProject();
    answerImports(server);
    openSettings(server, { address: '' });
    await click('button', 'Import work items');
    expect(
      await screen.findByRole('heading', { name: /^Import work items into/ }),
    ).toBeVisible();
    await chooseFile();

    expect(await screen.findByText('summary must not be empty')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Import 1 row' })).toBeEnabled();
    await select('Fertig', 'Done');
    await select('Labels', 'components');
    expect(screen.queryByRole('button', { name: 'Import 1 row' })).toBeNull();
    await click('button', 'Update preview');
    const submit = await screen.findByRole('button', { name: 'Import 1 row' });
    expect(
      screen.getByRole('heading', { name: 'Import preview' }),
    ).toHaveFocus();
    await userEvent.click(submit);
    expect(
      await screen.findByRole('heading', { name: 'Import complete' }),
    ).toBeVisible();

    const mapping = {
      states: { Fertig: server.findState('Done').id },
      columns: { labels: 'components' },
    };
    const [, updated, submitted] = imports(server);
    expect(updated.mapping).toEqual(mapping);
    expect(submitted).toMatchObject({
      project_id: server.project!.id,
      dry_run: 'false',
    });
    expect(submitted.mapping).toEqual(mapping);

    await click('button', 'Undo import');
    expect(await screen.findByText('Import of 1 item undone')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Import undone' }),
    ).toHaveAttribute('aria-disabled', 'true');
    expect(server.sent('POST', `/imports/${BATCH}/undo`)).toHaveLength(1);
    expect(screen.getByRole('link', { name: 'Done' })).toHaveAttribute(
      'href',
      expect.not.stringContaining('view=import'),
    );
  });

  it('discards the choices when another file is chosen', async () => {
    const server = createProject();
    answerImports(server);
    openSettings(server, { address: '?view=import' });
    await chooseFile();
    await select('Labels', 'components');
    await click('button', 'Update preview');
    await click('button', 'Back');
    await chooseFile();
    await waitFor(() => expect(imports(server)).toHaveLength(3));
    expect(imports(server)[2].mapping).toEqual({});
  });

  it('removes a recognised column, maps people to members, and sets the order of dates', async () => {
    const server = createProject();
    server.addMember('Mona Manager');
    answerImports(server);
    openSettings(server, { address: '?view=import' });
    await chooseFile();
    await select('State', 'Not imported');
    const person = await screen.findByRole('combobox', {
      name: 'Nobody Known',
    });
    await userEvent.click(person);
    const options = await screen.findByRole('listbox');
    await userEvent.click(within(options).getByText('Mona Manager'));
    await select('Dates such as 01/02/2026', 'Day first');
    await click('button', 'Update preview');
    await waitFor(() => expect(imports(server)).toHaveLength(2));
    expect(imports(server)[1].mapping).toEqual({
      columns: { state: null },
      people: { 'Nobody Known': 'user:default/mona.manager' },
      date_order: 'day_first',
    });
  });

  it('replaces a recognised state with the first backlog state', async () => {
    const server = createProject();
    answerImports(server);
    openSettings(server, { address: '?view=import' });
    await chooseFile();
    await select('Done', 'First backlog state');
    expect(screen.getByRole('combobox', { name: 'Done' })).toHaveTextContent(
      'Backlog',
    );
    await click('button', 'Update preview');
    await waitFor(() => expect(imports(server)).toHaveLength(2));
    expect(imports(server)[1].mapping).toEqual({
      states: { Done: server.findState('Backlog').id },
    });
  });

  it('renders the fields of the mapping only while it is open', async () => {
    const server = createProject();
    answerImports(server);
    openSettings(server, { address: '?view=import' });
    await chooseFile();
    await select('Labels', 'components');
    const countFields = () => screen.queryAllByLabelText('Labels').length;
    expect(countFields()).toBe(1);
    await click('button', /^Mapping/);
    await waitFor(() => expect(countFields()).toBe(0));
    await click('button', /^Mapping/);
    expect(
      await screen.findByRole('combobox', { name: 'Labels' }),
    ).toHaveTextContent('components');
  });

  it.each([
    ['members', 'member' as const, []],
    [
      'people whom the policy denies it',
      'admin' as const,
      [permissions.workItem.import],
    ],
  ])('shows no import to %s', async (_, role, denied) => {
    const server = createProject(role);
    openSettings(server, { address: '?view=import', denied });
    expect(
      await screen.findByText('Only project admins can import work items'),
    ).toBeVisible();
    await click('button', 'Back to work items');
    expect(
      await screen.findByRole('button', { name: 'Create work item' }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Import work items' }),
    ).toBeNull();
  });
});
