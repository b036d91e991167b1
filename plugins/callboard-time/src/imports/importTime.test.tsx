import { File as NodeFile } from 'node:buffer';
import {
  type WorklogImportMapping,
  type WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  click,
  createExampleResponse,
  newProject,
  newWorkItem,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderEntity } from '../__testUtils__/renderTime';
import { TimeAdminContent } from '../admin/TimeAdminContent';
import { MyTimeContent } from '../mine/MyTimeContent';

const nothing = { columns: {}, items: [], people: [] };

/** A server whose imports return results, by the mapping of the request. */
class FakeImports extends FakeTime {
  constructor(
    respond: (mapping: WorklogImportMapping) => Partial<WorklogImportResult>,
  ) {
    super();
    this.answer({
      importWorklogs: ({ body }) =>
        createExampleResponse('importWorklogs', {
          format: 'toggl',
          rows: 3,
          created: 0,
          updated: 0,
          skipped: 0,
          failed: 0,
          errors: [],
          ignored_columns: [],
          preview: [],
          unmapped: { ...nothing, columns: [] },
          mapped: nothing,
          ...respond(body.mapping ?? {}),
        }),
    });
  }

  /** The bodies of the imports, in order. */
  get imports() {
    return this.sent('POST', '/worklogs/import').map(
      ({ body }) => body as { dry_run: string; mapping: WorklogImportMapping },
    );
  }

  open(role: 'admin' | 'member' = 'admin'): this {
    this.me.workspaces[0].role = role;
    renderEntity(
      this,
      <CallboardProvider>
        {role === 'admin' ? <TimeAdminContent /> : <MyTimeContent />}
      </CallboardProvider>,
      role === 'admin' ? '/entity?part=import' : '/entity?view=import',
    );
    return this;
  }
}

async function chooseFile(): Promise<void> {
  const file = new NodeFile(['x'], 'time.csv', { type: 'text/csv' });
  await userEvent.upload(
    await screen.findByLabelText('File to import'),
    file as unknown as File,
    { applyAccept: false },
  );
  await click('button', 'Preview');
}

async function select(label: string, option: RegExp | string): Promise<void> {
  await userEvent.click(await screen.findByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('import of time', () => {
  it('lists failed rows first, with field and reason', async () => {
    new FakeImports(() => ({
      rows: 2,
      created: 1,
      failed: 1,
      errors: [{ row: 3, field: 'Duration', reason: 'is no duration' }],
      preview: (
        [
          [2, 'created', 'PAY-1 review', '01:00:00'],
          [3, 'failed', 'PAY-1 talk', 'long'],
        ] as const
      ).map(([row, outcome, Description, Duration]) => ({
        row,
        outcome,
        values: { Description, Duration },
        changed: [],
      })),
    })).open();
    await chooseFile();
    // Every row creates a worklog, so no choice about existing rows appears.
    expect(screen.queryByRole('radio')).toBeNull();
    await screen.findByRole('heading', { name: 'Map names in the file' });
    await click('button', 'Preview');
    expect(await screen.findByText('Duration is no duration')).toBeVisible();
    const [, first] = screen.getAllByRole('row');
    expect(first).toHaveTextContent('PAY-1 talk');
    expect(screen.getByRole('button', { name: /Download/ })).toBeVisible();
  });

  it('previews a file without names to map at once', async () => {
    new FakeImports(() => ({ created: 3 })).open();
    await chooseFile();
    expect(
      await screen.findByRole('button', { name: 'Import 3 rows' }),
    ).toBeEnabled();
    await click('button', 'Back');
    expect(await screen.findByLabelText('File to import')).toBeEnabled();
  });

  it('maps tasks to suggested, chosen and new work items', async () => {
    const design = newWorkItem(1, { title: 'Design' });
    const { id, identifier, title, project_id } = design;
    const server = new FakeImports(({ items = {} }) => ({
      format: 'clockify',
      rows: 6,
      created: Object.keys(items).length,
      failed: 4,
      unmapped: {
        columns: ['client'],
        items: [
          {
            project: 'Payments',
            task: 'Design',
            rows: 3,
            suggestion: { id, identifier, title, project_id },
          },
          { project: 'Payments', task: 'QA', rows: 2, suggestion: null },
          { project: '', task: '', rows: 1, suggestion: null },
        ],
        people: [],
      },
    }));
    server.items.push(design);
    const review = server.addItem({ title: 'Review of code' });
    const project = newProject({ name: 'Payments', role: 'admin' });
    server.store('projects').push(project);
    server.open();
    await chooseFile();
    expect(
      await screen.findByRole('heading', { name: 'Map names in the file' }),
    ).toHaveFocus();
    expect(screen.getByText('This is an export of Clockify.')).toBeVisible();
    const table = screen.getByRole('table', {
      name: 'Projects and tasks in the file',
    });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['Payments / Design', 'Payments / QA', '(no project)']);
    const suggested = screen.getByRole('combobox', {
      name: 'Work item for Payments / Design',
    });
    await waitFor(() =>
      expect(suggested).toHaveValue(`${design.identifier} Design`),
    );
    expect(screen.getByText('Suggested')).toBeVisible();

    const field = screen.getByRole('combobox', {
      name: 'Work item for (no project)',
    });
    await userEvent.type(field, 'Review');
    await userEvent.click(
      await screen.findByRole('option', { name: /Review of code/ }),
    );
    await click('button', 'Create a work item for Payments / QA');
    await select('Project', 'Payments');
    await click('button', 'Preview');
    await click('button', 'Import 2 rows');
    expect(
      await screen.findByRole('heading', { name: 'Import complete' }),
    ).toBeVisible();

    const mapping = {
      columns: {},
      people: {},
      items: { 'Payments/Design': design.id, '/': review.id },
      create: { 'Payments/QA': project.id },
    };
    const [first, preview, submitted] = server.imports;
    expect(first.mapping).toEqual({
      columns: {},
      people: {},
      items: {},
      create: {},
    });
    expect(preview).toMatchObject({ dry_run: 'true', mapping });
    expect(submitted).toMatchObject({ dry_run: 'false', mapping });
  });

  it('chooses the columns of a table of unknown format, and then its tasks', async () => {
    const server = new FakeImports(({ columns = {} }) =>
      columns.date
        ? {
            format: 'other',
            failed: 3,
            mapped: { ...nothing, columns },
            unmapped: {
              ...nothing,
              columns: [],
              items: [{ project: '', task: 'QA', rows: 3, suggestion: null }],
            },
          }
        : {
            format: 'other',
            failed: 3,
            unmapped: { ...nothing, columns: ['tag', 'std'] },
          },
    ).open();
    await chooseFile();
    await select('Date', 'tag');
    await select('Hours', 'std');
    await select('Dates such as 01/02/2026', 'Day first');
    await click('button', 'Preview');
    expect(
      await screen.findByRole('combobox', { name: 'Work item for QA' }),
    ).toBeVisible();
    expect(server.imports[1].mapping).toMatchObject({
      columns: { date: 'tag', hours: 'std' },
      date_order: 'day_first',
    });
    await click('button', 'Preview');
    expect(
      await screen.findByRole('button', { name: 'Import 0 rows' }),
    ).toBeDisabled();
    await click('button', 'Back');
    expect(
      await screen.findByRole('combobox', { name: 'Date' }),
    ).toHaveTextContent('tag');
    await select('Hours', 'Not imported');
    expect(screen.getByRole('combobox', { name: 'Hours' })).toHaveTextContent(
      'Not imported',
    );
  });

  it('offers members only themselves', async () => {
    const server = new FakeImports(() => ({
      failed: 3,
      unmapped: { ...nothing, columns: [], people: ['M. Member'] },
    })).open('member');
    await chooseFile();
    await select('M. Member', server.me.display_name);
    await click('button', 'Preview');
    await waitFor(() => expect(server.imports).toHaveLength(2));
    expect(server.imports[1].mapping.people).toEqual({
      'M. Member': server.me.user_ref,
    });
    expect(
      screen.queryByRole('button', { name: /^Create a work item/ }),
    ).toBeNull();
  });
});
