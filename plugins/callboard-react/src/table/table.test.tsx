import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Row } from '@tanstack/react-table';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { DataTable } from './DataTable';
import type {
  DataTableColumn,
  DataTablePages,
  DataTableProps,
} from './dataTableTypes';
import { getCellStyle, createTrackStyles } from './columnStyles';
import { type DataTableGroup, buildTableItems } from './buildTableItems';

interface Fruit {
  id: string;
  name: string;
  day: string;
}

const texts = () => screen.getAllByRole('row').map(row => row.textContent);

describe('DataTable', () => {
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
        getGroup={row => ({ key: row.day, label: row.day })}
        {...props}
      />,
    );
  }

  const pagesWith = (pages: Partial<DataTablePages>): DataTablePages => ({
    hasMore: true,
    isLoadingMore: false,
    hasLoadMoreFailed: false,
    loadMore: () => {},
    ...pages,
  });

  const focused = () => document.activeElement?.textContent;

  const nextFrame = () =>
    act(
      () =>
        new Promise<void>(resolve => requestAnimationFrame(() => resolve())),
    );

  it('renders rows under the headings of their groups', async () => {
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

  it('moves through rows by keyboard, skips headings, and opens a row @full', async () => {
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

  it.each(['Alt', 'Control', 'Meta', 'Shift'])(
    'leaves keys with %s to the browser',
    async modifier => {
      render({});
      const text = await screen.findByText('Banana');
      const row = text.closest<HTMLElement>('[role="row"]')!;
      act(() => row.focus());
      await userEvent.keyboard(`{${modifier}>}{Home}{ArrowDown}{ArrowUp}`);
      await nextFrame();
      expect(row).toHaveFocus();
    },
  );

  it('shows a placeholder for a row that fails to render, and keeps the others', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const cell: DataTableColumn<Fruit>['cell'] = ({ row }) => {
      if (row.original.id === 'b') {
        throw new Error('cannot be drawn');
      }
      return row.original.name;
    };
    render({ columns: [{ ...columns[0], cell }], getGroup: undefined });
    await screen.findByRole('grid');
    expect(texts()).toEqual([
      'Name',
      'Apple',
      'This part could not be displayed. Reload the page to try again.',
      'Cherry',
    ]);
    jest.restoreAllMocks();
  });

  it('opens the row on a click beside a link, and not on the link', async () => {
    const onRowOpen = jest.fn();
    render({ onRowOpen });
    await userEvent.click(await screen.findByText('Banana'));
    expect(onRowOpen).not.toHaveBeenCalled();
    await userEvent.click(screen.getAllByRole('row')[2]);
    expect(onRowOpen).toHaveBeenCalledWith(rows[0]);
  });

  it('ignores a click in a menu that a row opened', async () => {
    const onRowOpen = jest.fn();
    const cell: DataTableColumn<Fruit>['cell'] = ({ row }) =>
      createPortal(<li>Peel {row.original.name}</li>, document.body);
    render({ columns: [{ ...columns[0], cell }], onRowOpen });
    await userEvent.click(await screen.findByText('Peel Apple'));
    expect(onRowOpen).not.toHaveBeenCalled();
  });

  it('keeps the focus on the Load more button while more rows load', async () => {
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

  it('shows an error when more rows fail to load, and retries on click', async () => {
    const loadMore = jest.fn();
    render({ pages: pagesWith({ hasLoadMoreFailed: true, loadMore }) });
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
            getRowLabel: row => `Select ${row.name}`,
          }}
        />
      );
    }

    it('selects rows by click, and deselects them with the space bar', async () => {
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

    it('selects and deselects all rows', async () => {
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

  it('requests the reverse order when a column header is clicked', async () => {
    const onChange = jest.fn();
    const orderable = [{ ...columns[0], orderBy: 'name' }];
    render({ columns: orderable, order: { value: 'name', onChange } });
    const head = await screen.findByRole('columnheader', { name: 'Name' });
    expect(head).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onChange).toHaveBeenCalledWith('-name');
  });
});

describe('group headings of a long DataTable', () => {
  const columns: DataTableColumn<Fruit>[] = [
    {
      id: 'name',
      header: 'Name',
      width: '1fr',
      cell: ({ row }) => row.original.name,
    },
  ];

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
        getGroup={({ day }) => ({ key: day, label: day })}
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

  it('keeps the heading of the visible rows sticky above them @full', async () => {
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

  it('hides a heading after the last row of its group', async () => {
    render();
    await screen.findByText('Fruit 0');
    const box = screen.getByRole('row', { name: 'Today' }).parentElement;
    // One heading and two hundred rows of equal height.
    expect(box).toHaveStyle('top: 0px; height: 8040px');
    scrollTo(12_000);
    expect(headings()).toEqual(['Yesterday']);
    expect(
      screen.getByRole('row', { name: 'Yesterday' }).parentElement,
    ).toHaveStyle('top: 8040px; height: 8040px');
  });

  it('scrolls a focused row into view below the heading @full', async () => {
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

describe('table columns', () => {
  const below = (width: number) =>
    `@container (min-width: 720.02px) and (max-width: ${width - 0.02}px)`;

  it('returns one grid layout when no column shrinks', () => {
    expect(
      createTrackStyles([{ width: '80px' }, { width: '1fr' }], false),
    ).toEqual({
      gridTemplateColumns: '80px 1fr',
    });
  });

  it('shrinks and hides columns as the table narrows', () => {
    const styles = createTrackStyles(
      [
        { width: '1fr' },
        { width: '88px', brief: { below: 1_200, width: '40px' } },
        { width: '100px', hideBelow: 900 },
      ],
      true,
    );
    expect(Object.entries(styles as object)).toEqual([
      ['gridTemplateColumns', '24px 1fr 88px 100px'],
      [below(1_200), { gridTemplateColumns: '24px 1fr 40px 100px' }],
      [below(900), { gridTemplateColumns: '24px 1fr 40px' }],
    ]);
  });

  it('hides labels or whole cells at the widths where their columns change', () => {
    expect(
      getCellStyle({
        width: '88px',
        brief: { below: 1_200, width: '40px' },
        hideBelow: 900,
      }),
    ).toMatchObject({
      [below(1_200)]: { '& [data-badge-label]': { clipPath: 'inset(50%)' } },
      [below(900)]: { display: 'none' },
    });
  });

  it('hides cells, or moves them first, when rows are stacked', () => {
    const stacked = '@container (max-width: 720px)';
    expect(getCellStyle({ width: '1fr', narrow: 'hide' })).toMatchObject({
      [stacked]: { display: 'none' },
    });
    expect(getCellStyle({ width: '1fr', narrow: 'first' })).toMatchObject({
      [stacked]: { flexBasis: '100%', order: -1 },
    });
  });
});

describe('rows of collapsible groups', () => {
  const rows = (text: string) =>
    [...text].map(original => ({ original })) as Row<string>[];

  const createGroup = (key: string): DataTableGroup => ({ key, label: key });

  const drawn = (text: string, order: string, closed = '') =>
    buildTableItems(rows(text), createGroup, {
      groups: [...order].map(createGroup),
      closed: new Set(closed),
    })
      .map(item =>
        item.kind === 'row'
          ? item.row.original
          : `[${item.group.key}${item.isClosed ? '-' : ''}]`,
      )
      .join('');

  it('lists rows under their group headings, in the order of the groups', () => {
    expect(drawn('aab', 'abc')).toBe('[a]aa[b]b');
    expect(drawn('aab', 'ba')).toBe('[b]b[a]aa');
  });

  it('hides rows of collapsed groups, and keeps the headings of groups without rows', () => {
    expect(drawn('aab', 'abc', 'ac')).toBe('[a-][b]b[c-]');
  });

  it('shows rows of an unknown group', () => {
    expect(drawn('ax', 'a')).toBe('[a]a[x]x');
  });
});
