import {
  hostileWords,
  reactComplaints,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { FakeBackend } from './__testUtils__/FakeBackend';
import { FakeDispatches } from './__testUtils__/FakeDispatches';
import { FakeOrganisation } from './__testUtils__/FakeOrganisation';
import { FakeStaff } from './__testUtils__/FakeStaff';
import { FakeWebhooks } from './__testUtils__/FakeWebhooks';
import { giveSizes } from './__testUtils__/giveSizes';
import { renderAdmin } from './__testUtils__/renderAdmin';

fc.configureGlobal({ seed: testSeed });

giveSizes();

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 255 }) },
);
const four = fc.array(word, { minLength: 4, maxLength: 4 });

/** Draws something from words that fast-check makes up. */
async function draws(
  page: (words: string[], backend: FakeBackend) => Promise<void>,
) {
  await fc.assert(
    fc
      .asyncProperty(four, async words => {
        const errors = jest.spyOn(console, 'error').mockImplementation();
        const backend = new FakeBackend();
        backend.addWorkspace({ name: words[0] });
        backend.demote('admin');
        await page(words, backend);
        expect(screen.queryByText('This cannot be shown.')).toBeNull();
        expect(reactComplaints(errors.mock.calls)).toEqual([]);
      })
      .afterEach(cleanup),
    {
      numRuns: 2,
      endOnFailure: true,
      examples: [[['constructor', '__proto__', '<b>', '😀'.repeat(255)]]],
    },
  );
}

function departments(words: string[], backend: FakeBackend) {
  const fake = new FakeOrganisation(backend);
  const [top, below] = words.map((each, at) =>
    fake.addDepartment({
      name: each,
      code: each,
      short_name: each,
      dept_code: each,
      description: each,
      dept_type: each,
      manager_ref: `user:default/constructor${at}`,
      manager_name: each,
    }),
  );
  below.parent_id = top.id;
  return fake;
}

function people(words: string[], backend: FakeBackend) {
  const fake = new FakeStaff(backend);
  const department = fake.addDepartment({ name: words[0] });
  for (const each of words) {
    fake.addPerson({
      staff_id: each,
      first_name: each,
      last_name: each,
      email: each,
      position: each,
      job_grade: each,
      phone: each,
      notes: each,
      department_id: department.id,
    });
  }
  return fake;
}

describe('words in an organisation', () => {
  it('are drawn in the tree of departments and beside it', async () => {
    await draws(async (words, backend) => {
      const [{ id }] = departments(words, backend).departments;
      renderAdmin(`/organisation/departments?department=${id}`, backend);
      await waitFor(() =>
        expect(screen.getAllByRole('treeitem')).toHaveLength(4),
      );
      const pane = screen.getByRole('region', { name: 'Selected department' });
      expect(pane.textContent).toContain(words[0].trim());
    });
  });

  it('are drawn in the org chart', async () => {
    await draws(async (words, backend) => {
      departments(words, backend);
      renderAdmin('/organisation/departments?view=chart', backend);
      const chart = await screen.findByRole('application', {
        name: 'Org chart',
      });
      expect(chart.querySelectorAll('[data-card]')).toHaveLength(4);
    });
  });

  it('are drawn in the directory', async () => {
    await draws(async (words, backend) => {
      people(words, backend);
      renderAdmin('/organisation/people', backend);
      await screen.findByRole('grid');
      expect(screen.getAllByRole('row')).toHaveLength(5);
    });
  });

  it('are drawn in a profile', async () => {
    await draws(async (words, backend) => {
      const [{ id }] = people(words, backend).staff;
      renderAdmin(`/organisation/people/${id}`, backend);
      expect(await screen.findByText('Staff id')).toBeVisible();
    });
  });

  it('are drawn among the members of a workspace', async () => {
    await draws(async (words, backend) => {
      words.forEach((display_name, at) =>
        backend.addMember({
          display_name,
          user_ref: `user:default/constructor${at}`,
        }),
      );
      renderAdmin('/callboard/workspaces/default', backend);
      await screen.findByRole('grid');
      expect(screen.getAllByRole('row')).toHaveLength(5);
    });
  });

  it('are drawn among what is set aside', async () => {
    await draws(async (words, backend) => {
      backend.me.is_super_admin = true;
      const dispatches = new FakeDispatches(backend);
      for (const each of words) {
        dispatches.add({ label: each, subscriber: each, last_error: each });
        const { change } = dispatches.all.at(-1)!;
        Object.assign(change, { actor_name: each });
      }
      renderAdmin('/callboard', backend);
      const list = await screen.findByRole('list', {
        name: 'Changes that could not be delivered',
      });
      expect(list.children).toHaveLength(4);
    });
  });
});

describe('words of webhooks', () => {
  it('are drawn in the list', async () => {
    await draws(async (words, backend) => {
      const webhooks = new FakeWebhooks(backend);
      for (const name of words) {
        webhooks.add({ name, url: `https://example.com/${name}` });
      }
      renderAdmin('/callboard/webhooks', backend);
      await screen.findByRole('grid');
      expect(screen.getAllByRole('row')).toHaveLength(5);
    });
  });

  it('are drawn in requests and answers', async () => {
    await draws(async ([name, label, header, body], backend) => {
      const webhooks = new FakeWebhooks(backend);
      const webhook = webhooks.add({ name, description: label });
      const { id } = webhooks.addDelivery(webhook, {
        entity_label: label,
        status: 'failed',
        request_body: JSON.stringify({ [header]: body }),
        tries: [
          webhooks.newTry({
            response_headers: { [header]: body },
            response_body: `${body}.`,
            error: label,
          }),
        ],
      });
      renderAdmin(`/callboard/webhooks/${webhook.id}?delivery=${id}`, backend);
      const answer = await screen.findByRole('region', { name: 'Response' });
      expect(answer.textContent).toContain(`${body}.`);
    });
  });
});
