import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DataTable, type DataTableProps } from './DataTable';
import type { DataTableColumn } from './DataTableColumn';

interface Fruit {
  id: string;
  name: string;
  day: string;
}

const rows: Fruit[] = [
  { id: 'a', name: 'Apple', day: 'Today' },
  { id: 'b', name: 'Banana', day: 'Today' },
  { id: 'c', name: 'Cherry', day: 'Yesterday' },
];
const columns: DataTableColumn<Fruit>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '1fr',
    cell: ({ row }) => <a href="#somewhere">{row.original.name}</a>,
  },
];

function render(props: Partial<DataTableProps<Fruit>>) {
  return renderInTestApp(
    <DataTable
      label="Fruits"
      columns={columns}
      rows={rows}
      rowId={row => row.id}
      groupOf={row => ({ key: row.day, label: row.day })}
      {...props}
    />,
  );
}

const texts = () => screen.getAllByRole('row').map(row => row.textContent);
const focused = () => document.activeElement?.textContent;
const nextFrame = () =>
  act(
    () => new Promise<void>(resolve => requestAnimationFrame(() => resolve())),
  );

describe('DataTable', () => {
  it('puts rows under the headings of their groups', async () => {
    render({ hasMore: false });
    expect(await screen.findByRole('grid')).toHaveAttribute(
      'aria-rowcount',
      '6',
    );
    expect(texts()).toEqual([
      'Name',
      'Today',
      'Apple',
      'Banana',
      'Yesterday',
      'Cherry',
    ]);
  });

  it('moves over rows by keyboard, past headings, and opens one', async () => {
    const onRowOpen = jest.fn();
    render({ onRowOpen });
    const row = await screen.findByText('Apple');
    act(() => row.closest<HTMLElement>('[role="row"]')!.focus());
    await userEvent.keyboard('{ArrowDown}');
    await nextFrame();
    expect(focused()).toBe('Banana');
    await userEvent.keyboard('{ArrowDown}');
    await nextFrame();
    expect(focused()).toBe('Cherry');
    await userEvent.keyboard('{Home}');
    await nextFrame();
    expect(focused()).toBe('Apple');
    await userEvent.keyboard('{End}');
    await nextFrame();
    await userEvent.keyboard('{Enter}');
    expect(onRowOpen).toHaveBeenCalledWith(rows[2]);
  });

  it('leaves a click on a link to the link', async () => {
    const onRowOpen = jest.fn();
    render({ onRowOpen });
    await userEvent.click(await screen.findByText('Banana'));
    expect(onRowOpen).not.toHaveBeenCalled();
    await userEvent.click(screen.getAllByRole('row')[2]);
    expect(onRowOpen).toHaveBeenCalledWith(rows[0]);
  });

  it('keeps the focus on the button while more is loading', async () => {
    const onLoadMore = jest.fn();
    render({ hasMore: true, total: 1_200, onLoadMore, loadingMore: true });
    const button = await screen.findByRole('button', { name: 'Load more' });
    button.focus();
    await userEvent.click(button);
    expect(onLoadMore).not.toHaveBeenCalled();
    expect(button).toHaveFocus();
    expect(screen.getByText('3 of 1,200 shown')).toBeInTheDocument();
  });

  it('says when more could not be loaded, and offers to try again', async () => {
    const onLoadMore = jest.fn();
    render({ hasMore: true, onLoadMore, moreFailed: true });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'More rows could not be loaded.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onLoadMore).toHaveBeenCalledTimes(1);
  });
});
