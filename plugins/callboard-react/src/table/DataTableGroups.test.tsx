import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DataTable } from './DataTable';
import type { DataTableColumn } from './DataTableColumn';

interface Fruit {
  id: string;
  name: string;
  day: string;
}

const columns: DataTableColumn<Fruit>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '1fr',
    cell: ({ row }) => row.original.name,
  },
];

const texts = () => screen.getAllByRole('row').map(row => row.textContent);

describe('the headings of a DataTable longer than its page', () => {
  const fruits = Array.from({ length: 400 }, (_, at) => ({
    id: `${at}`,
    name: `Fruit ${at}`,
    day: at < 200 ? 'Today' : 'Yesterday',
  }));
  const render = () =>
    renderInTestApp(
      <DataTable
        label="Fruits"
        columns={columns}
        rows={fruits}
        rowId={({ id }) => id}
        groupOf={({ day }) => ({ key: day, label: day })}
      />,
    );
  const scrollTo = (top: number) => {
    Object.defineProperty(window, 'scrollY', {
      configurable: true,
      value: top,
    });
    act(() => {
      window.dispatchEvent(new Event('scroll'));
    });
  };
  const headings = () =>
    texts().filter(text => text === 'Today' || text === 'Yesterday');
  beforeEach(() => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(40);
    jest
      .spyOn(Element.prototype, 'scrollHeight', 'get')
      .mockReturnValue(20_000);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    scrollTo(0);
  });

  it('keeps the heading of the rows in view, above them and stuck', async () => {
    render();
    await screen.findByText('Fruit 0');
    scrollTo(4_000);
    expect(screen.queryByText('Fruit 60')).toBeNull();
    expect(headings()).toEqual(['Today']);
    expect(texts()[1]).toBe('Today');
    expect(screen.getByRole('row', { name: 'Today' })).toHaveStyle(
      'position: sticky; top: 0px',
    );
  });

  it('lets the heading go with the last row of its group', async () => {
    render();
    await screen.findByText('Fruit 0');
    const box = screen.getByRole('row', { name: 'Today' }).parentElement;
    // One heading and two hundred rows, each as high.
    expect(box).toHaveStyle('top: 0px; height: 8040px');
    scrollTo(12_000);
    expect(headings()).toEqual(['Yesterday']);
    expect(
      screen.getByRole('row', { name: 'Yesterday' }).parentElement,
    ).toHaveStyle('top: 8040px; height: 8040px');
  });

  it('does not scroll to a row beneath the heading', async () => {
    const scroll = jest.spyOn(window, 'scrollTo').mockReturnValue();
    render();
    const first = await screen.findByText('Fruit 0');
    scrollTo(4_000);
    act(() => first.closest<HTMLElement>('[role="row"]')!.focus());
    await userEvent.keyboard('{PageDown}');
    // Row 10 is below the heading and ten rows; the heading stays above it.
    expect(scroll).toHaveBeenLastCalledWith(
      expect.objectContaining({ top: 400 }),
    );
  });
});
