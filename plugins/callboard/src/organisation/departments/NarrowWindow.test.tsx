import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeOrganisation } from '../../__testUtils__/FakeOrganisation';
import { giveSizes } from '../../__testUtils__/giveSizes';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

const PATH = '/organisation/departments';

function organisation() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.addWorkspace({ slug: 'lab', name: 'Lab' });
  backend.demote('admin');
  new FakeOrganisation(backend).addTree({ Engineering: {}, Sales: {} });
  return backend;
}

/** Makes every question about the width of the window come out as narrow. */
function narrowTheWindow() {
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: (query: string) => ({
      matches: query.includes('max-width'),
      media: query,
      addListener() {},
      removeListener() {},
      addEventListener() {},
      removeEventListener() {},
    }),
  });
}

beforeAll(giveSizes);
afterEach(() => {
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: undefined,
  });
});

describe('departments in a narrow window', () => {
  it('open over the tree, which comes back with the focus', async () => {
    narrowTheWindow();
    renderAdmin(PATH, organisation());
    await userEvent.click(
      await screen.findByRole('treeitem', { name: /^Sales,/ }),
    );
    expect(await screen.findByRole('heading', { name: 'Sales' })).toBeVisible();
    expect(screen.queryByRole('tree')).toBeNull();
    const back = screen.getByRole('button', { name: 'All departments' });
    expect(back).toHaveFocus();
    await userEvent.click(back);
    await waitFor(() =>
      expect(screen.getByRole('treeitem', { name: /^Sales,/ })).toHaveFocus(),
    );
    expect(screen.queryByRole('heading', { name: 'Sales' })).toBeNull();
  });
});

describe('the way around departments', () => {
  it('leads to the import and back, within the workspace', async () => {
    renderAdmin(`${PATH}?workspace=lab`, organisation());
    await userEvent.click(await screen.findByRole('link', { name: 'Import' }));
    expect(
      await screen.findByRole('heading', { name: 'Import departments' }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: /^‹ Departments/ }),
    ).toHaveAttribute('href', `${PATH}?workspace=lab`);
  });

  it('forgets the department when the workspace changes', async () => {
    const backend = organisation();
    renderAdmin(`${PATH}?department=gone`, backend);
    await screen.findByText('There is no such department');
    await userEvent.click(screen.getByRole('combobox', { name: 'Workspace' }));
    await userEvent.click(screen.getByRole('option', { name: 'Lab' }));
    await waitFor(() =>
      expect(screen.queryByText('There is no such department')).toBeNull(),
    );
    expect(backend.requests).toContain('GET /workspaces/lab/departments/tree');
  });
});
