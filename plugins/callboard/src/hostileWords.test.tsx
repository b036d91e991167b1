import {
  hostileWords,
  filterReactWarnings,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { AdminServer } from './__testUtils__/AdminServer';
import { mockScrollContainerSizes } from './__testUtils__/mockScrollContainerSizes';
import { OrganisationServer } from './__testUtils__/OrganisationServer';
import { renderAdmin } from './__testUtils__/renderAdmin';
import { createAttempt, WebhookServer } from './__testUtils__/WebhookServer';

fc.configureGlobal({ seed: testSeed });

mockScrollContainerSizes();

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 255 }) },
);
const fourWords = fc.array(word, { minLength: 4, maxLength: 4 });

/** Renders a page with generated texts, and checks that nothing fails. */
async function renderGenerated<Kind extends AdminServer>(
  Server: new () => Kind,
  page: (words: string[], server: Kind) => Promise<void>,
) {
  await fc.assert(
    fc
      .asyncProperty(fourWords, async words => {
        const errors = jest.spyOn(console, 'error').mockImplementation();
        const server = new Server();
        server.store('workspaces')[0].name = words[0];
        server.actAs({ role: 'admin' });
        await page(words, server);
        expect(
          screen.queryByText(
            'This part could not be displayed. Reload the page to try again.',
          ),
        ).toBeNull();
        expect(filterReactWarnings(errors.mock.calls)).toEqual([]);
      })
      .afterEach(cleanup),
    {
      numRuns: 2,
      endOnFailure: true,
      examples: [[['constructor', '__proto__', '<b>', '😀'.repeat(255)]]],
    },
  );
}

/**
 * Adds a department for each text, the second as a child of the first.
 *
 * @returns the first department
 */
function addDepartments(words: string[], server: OrganisationServer) {
  const [top, child] = words.map((each, at) =>
    server.addDepartment({
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
  child.parent_id = top.id;
  return top;
}

function addPeople(words: string[], server: OrganisationServer) {
  const department = server.addDepartment({ name: words[0] });
  for (const each of words) {
    server.addPerson({
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
}

describe('hostile text in the organisation @full', () => {
  it('renders in the department tree and its details pane without errors', async () => {
    await renderGenerated(OrganisationServer, async (words, server) => {
      const { id } = addDepartments(words, server);
      renderAdmin(`/organisation/departments?department=${id}`, server);
      await waitFor(() =>
        expect(screen.getAllByRole('treeitem')).toHaveLength(4),
      );
      const pane = screen.getByRole('region', { name: 'Selected department' });
      expect(pane.textContent).toContain(words[0].trim());
    });
  });

  it('renders in the org chart without errors', async () => {
    await renderGenerated(OrganisationServer, async (words, server) => {
      addDepartments(words, server);
      renderAdmin('/organisation/departments?view=chart', server);
      const chart = await screen.findByRole('application', {
        name: 'Org chart',
      });
      expect(chart.querySelectorAll('[data-card]')).toHaveLength(4);
    });
  });

  it('renders in the directory without errors', async () => {
    await renderGenerated(OrganisationServer, async (words, server) => {
      addPeople(words, server);
      renderAdmin('/organisation/people', server);
      await screen.findByRole('grid');
      expect(screen.getAllByRole('row')).toHaveLength(5);
    });
  });

  it('renders in a profile without errors', async () => {
    await renderGenerated(OrganisationServer, async (words, server) => {
      addPeople(words, server);
      const [{ id }] = server.staff;
      renderAdmin(`/organisation/people/${id}`, server);
      expect(await screen.findByText('Staff ID')).toBeVisible();
    });
  });

  it('renders in the members of a workspace without errors', async () => {
    await renderGenerated(AdminServer, async (words, server) => {
      words.forEach((display_name, at) =>
        server.addMember({
          display_name,
          user_ref: `user:default/constructor${at}`,
        }),
      );
      renderAdmin('/callboard/workspaces/default', server);
      await screen.findByRole('grid');
      expect(screen.getAllByRole('row')).toHaveLength(5);
    });
  });

  it('renders in dead-lettered changes without errors', async () => {
    await renderGenerated(AdminServer, async (words, server) => {
      server.me.is_super_admin = true;
      for (const each of words) {
        const deadLetter = server.addDeadLetter(each, {
          subscriber: each,
          last_error: each,
        });
        deadLetter.change.actor_name = each;
      }
      renderAdmin('/callboard', server);
      const list = await screen.findByRole('list', {
        name: 'Undelivered changes',
      });
      expect(list.children).toHaveLength(4);
    });
  });
});

describe('hostile text in webhooks @full', () => {
  it('renders in the list without errors', async () => {
    await renderGenerated(WebhookServer, async (words, server) => {
      for (const name of words) {
        server.addWebhook({ name, url: `https://example.com/${name}` });
      }
      renderAdmin('/callboard/webhooks', server);
      await screen.findByRole('grid');
      expect(screen.getAllByRole('row')).toHaveLength(5);
    });
  });

  it('renders in requests and responses without errors', async () => {
    await renderGenerated(
      WebhookServer,
      async ([name, label, header, body], server) => {
        const webhook = server.addWebhook({ name, description: label });
        const { id } = server.addDelivery(webhook, {
          entity_label: label,
          status: 'failed',
          request_body: JSON.stringify({ [header]: body }),
          attempt_log: [
            createAttempt({
              response_headers: { [header]: body },
              response_body: `${body}.`,
              error: label,
            }),
          ],
        });
        renderAdmin(`/callboard/webhooks/${webhook.id}?delivery=${id}`, server);
        const answer = await screen.findByRole('region', { name: 'Response' });
        expect(answer.textContent).toContain(`${body}.`);
      },
    );
  });
});
