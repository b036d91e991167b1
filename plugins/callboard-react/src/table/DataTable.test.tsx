import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { DataTable, type DataTableProps } from './DataTable';
import type { DataTableColumn } from './DataTableColumn';
import type { DataTablePages } from './DataTablePages';

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

const pagesWith = (pages: Partial<DataTablePages>): DataTablePages => ({
  hasMore: true,
  isLoadingMore: false,
  hasMoreFailed: false,
  loadMore: () => {},
  ...pages,
});
const texts = () => screen.getAllByRole('row').map(row => row.textContent);
const focused = () => document.activeElement?.textContent;
const nextFrame = () =>
  act(
    () => new Promise<void>(resolve => requestAnimationFrame(() => resolve())),
  );

describe('DataTable', () => {
  it('puts rows under the headings of their groups', async () => {
    render({ pages: pagesWith({ hasMore: false }) });
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

  it('draws a row it cannot draw in grey, and the others as ever', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const cell: DataTableColumn<Fruit>['cell'] = ({ row }) => {
      if (row.original.id === 'b') {
        throw new Error('cannot be drawn');
      }
      return row.original.name;
    };
    render({ columns: [{ ...columns[0], cell }], groupOf: undefined });
    await screen.findByRole('grid');
    expect(texts()).toEqual([
      'Name',
      'Apple',
      'This cannot be shown.',
      'Cherry',
    ]);
    jest.restoreAllMocks();
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
    const loadMore = jest.fn();
    const pages = pagesWith({ isLoadingMore: true, loadMore });
    render({ total: 1_200, pages });
    const button = await screen.findByRole('button', { name: 'Load more' });
    button.focus();
    await userEvent.click(button);
    expect(loadMore).not.toHaveBeenCalled();
    expect(button).toHaveFocus();
    expect(screen.getByText('3 of 1,200 shown')).toBeInTheDocument();
  });

  it('says when more could not be loaded, and offers to try again', async () => {
    const loadMore = jest.fn();
    render({ pages: pagesWith({ hasMoreFailed: true, loadMore }) });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'More rows could not be loaded.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(loadMore).toHaveBeenCalledTimes(1);
  });

  describe('with checkboxes', () => {
    function Fruits(props: { onSelect: (ids: string[]) => void }) {
      const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
      return (
        <DataTable
          label="Fruits"
          columns={columns}
          rows={rows}
          rowId={row => row.id}
          selection={{
            selected,
            onChange: next => {
              setSelected(next);
              props.onSelect([...next]);
            },
            labelOf: row => `Select ${row.name}`,
          }}
        />
      );
    }

    it('ticks rows, by click and with the space bar', async () => {
      const onSelect = jest.fn();
      renderInTestApp(<Fruits onSelect={onSelect} />);
      const grid = await screen.findByRole('grid');
      expect(grid).toHaveAttribute('aria-multiselectable', 'true');
      expect(grid).toHaveAttribute('aria-colcount', '2');
      await userEvent.click(
        screen.getByRole('checkbox', { name: 'Select Banana' }),
      );
      expect(onSelect).toHaveBeenLastCalledWith(['b']);
      const banana = screen.getByRole('row', { name: /Banana/ });
      expect(banana).toHaveAttribute('aria-selected', 'true');
      act(() => banana.focus());
      await userEvent.keyboard(' ');
      expect(onSelect).toHaveBeenLastCalledWith([]);
    });

    it('ticks all rows, and none', async () => {
      const onSelect = jest.fn();
      renderInTestApp(<Fruits onSelect={onSelect} />);
      const all = await screen.findByRole('checkbox', {
        name: 'Select all rows shown',
      });
      await userEvent.click(all);
      expect(onSelect).toHaveBeenLastCalledWith(['a', 'b', 'c']);
      await userEvent.click(
        screen.getByRole('checkbox', { name: 'Select Apple' }),
      );
      expect(all).toHaveAttribute('data-indeterminate', 'true');
      await userEvent.click(all);
      await userEvent.click(all);
      expect(onSelect).toHaveBeenLastCalledWith([]);
    });
  });

  it('asks for another order by its headings', async () => {
    const onChange = jest.fn();
    const orderable = [{ ...columns[0], orderBy: 'name' }];
    render({ columns: orderable, order: { value: 'name', onChange } });
    const head = await screen.findByRole('columnheader', { name: 'Name' });
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onChange).toHaveBeenCalledWith('-name');
  });
});
