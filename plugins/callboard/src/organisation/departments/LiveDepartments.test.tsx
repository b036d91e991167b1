import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { FakeSignals } from '@callboard/plugin-callboard-react/testUtils';
import { act, screen } from '@testing-library/react';
import { giveSizes } from '../../__testUtils__/giveSizes';
import { smallOrganisation } from '../../__testUtils__/openDepartment';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

const TREE = 'GET /workspaces/default/departments/tree';

type Change = Extract<CallboardSignal, { type: 'change' }>;

/** The page of departments, and the server's voice. */
async function renderLive() {
  const { backend, fake } = smallOrganisation();
  const signals = new FakeSignals();
  renderAdmin('/organisation/departments', backend, [
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        ApiBlueprint.make({
          name: 'signals',
          params: define =>
            define({ api: signalApiRef, deps: {}, factory: () => signals }),
        }),
      ],
    }),
  ]);
  await screen.findByRole('tree');
  const reads = () => backend.requests.filter(call => call === TREE).length;
  const signal = (change: Partial<Change>) =>
    act(() =>
      signals.send({
        type: 'change',
        workspace_id: backend.workspaces[0].id,
        entity_type: 'department',
        entity_id: 'some',
        ...change,
      }),
    );
  return { fake, reads, signal };
}

beforeAll(giveSizes);

describe('departments that others change', () => {
  it('are shown as they are now, asked for once for many changes', async () => {
    const { fake, reads, signal } = await renderLive();
    const before = reads();
    fake.named('Sales').name = 'Trade';
    signal({});
    signal({ entity_type: 'staff' });
    signal({ entity_type: 'project_member' });
    expect(
      await screen.findByRole(
        'treeitem',
        { name: /^Trade,/ },
        { timeout: 3_000 },
      ),
    ).toBeVisible();
    expect(reads()).toBe(before + 1);
  });

  it('are left alone by what is about something else', async () => {
    const { reads, signal } = await renderLive();
    const before = reads();
    signal({ workspace_id: 'another' });
    signal({ entity_type: 'work_item' });
    await new Promise(resolve => setTimeout(resolve, 1_200));
    expect(reads()).toBe(before);
  });
});
