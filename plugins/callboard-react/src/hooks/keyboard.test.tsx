import { renderInTestApp } from '@backstage/frontend-test-utils';
import { useDraggable, useDroppable } from '@dnd-kit/core';
import Dialog from '@mui/material/Dialog';
import {
  act,
  fireEvent,
  render,
  screen,
  waitFor,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ShortcutsHelp } from '../page/ShortcutsHelp';
import { SideDrawer } from '../page/SideDrawer';
import { DragArea } from '../pickers/DragArea';
import { useShortcut } from './useShortcut';
import { Toolbar } from './useRovingFocus';

describe('Toolbar', () => {
  function Example() {
    const [hasMore, setMore] = useState(false);
    return (
      <>
        <Toolbar label="Filters">
          <button type="button">State</button>
          <input aria-label="Search" />
          <button type="button" onClick={() => setMore(true)}>
            More
          </button>
          {hasMore && <button type="button">Clear</button>}
        </Toolbar>
        <button type="button">After</button>
      </>
    );
  }

  const focused = () => document.activeElement;

  const button = (name: string) => screen.getByRole('button', { name });

  it('uses one tab stop, and moves between buttons with the arrow keys', async () => {
    renderInTestApp(<Example />);
    (await screen.findByRole('button', { name: 'State' })).focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(button('More'));
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(button('State'));
    await userEvent.keyboard('{End}');
    expect(focused()).toBe(button('More'));
    await userEvent.tab();
    expect(focused()).toBe(button('After'));
    await userEvent.tab({ shift: true });
    expect(focused()).toBe(button('More'));
    // A text field uses its arrow keys itself and remains its own tab stop.
    await userEvent.tab({ shift: true });
    expect(focused()).toBe(screen.getByLabelText('Search'));
  });

  it('leaves keys with a modifier to the browser', async () => {
    renderInTestApp(<Example />);
    (await screen.findByRole('button', { name: 'State' })).focus();
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}{Control>}{End}');
    expect(focused()).toBe(button('State'));
  });

  it('skips hidden controls', async () => {
    renderInTestApp(
      <>
        <Toolbar label="Filters">
          <div style={{ display: 'none' }}>
            <button type="button">Hidden</button>
          </div>
          <button type="button">State</button>
          <button type="button">More</button>
        </Toolbar>
        <button type="button">After</button>
      </>,
    );
    (await screen.findByRole('button', { name: 'After' })).focus();
    await userEvent.tab({ shift: true });
    expect(focused()).toBe(button('State'));
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toBe(button('More'));
  });

  it('includes controls that are added later', async () => {
    renderInTestApp(<Example />);
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toBe(button('Clear'));
    await userEvent.tab();
    expect(focused()).toBe(button('After'));
  });
});

describe('keyboard shortcut', () => {
  function Page(props: { keys: string[]; onKeys: (keys: string) => void }) {
    const [first, second] = props.keys;
    useShortcut(first, () => props.onKeys(first));
    useShortcut(second, () => props.onKeys(second));
    return <input aria-label="Field" />;
  }

  it('runs a key sequence instead of the shortcut of its last key', async () => {
    const onKeys = jest.fn();
    render(<Page keys={['n', 'g n']} onKeys={onKeys} />);
    await userEvent.keyboard('gggn');
    expect(onKeys.mock.calls).toEqual([['g n']]);
    await userEvent.keyboard('gxn');
    expect(onKeys.mock.calls).toEqual([['g n'], ['n']]);
  });

  it('ignores keys typed into a text field', async () => {
    const onKeys = jest.fn();
    render(<Page keys={['n', 'g n']} onKeys={onKeys} />);
    await userEvent.type(screen.getByLabelText('Field'), 'gn');
    expect(onKeys).not.toHaveBeenCalled();
  });

  it('runs in the topmost dialog or drawer only, also if the page opens with a drawer', async () => {
    const onPage = jest.fn();
    const onDrawer = jest.fn();
    const renderLayers = (hasDrawer: boolean, hasDialog: boolean) => (
      <>
        <Page keys={['n', 'g n']} onKeys={onPage} />
        {hasDrawer && (
          <SideDrawer label="Item" width={400} onClose={() => {}}>
            <Page keys={['j', 'k']} onKeys={onDrawer} />
          </SideDrawer>
        )}
        <Dialog open={hasDialog} transitionDuration={0}>
          <button type="button">Cancel</button>
        </Dialog>
      </>
    );
    const { rerender } = render(renderLayers(true, false));
    await userEvent.keyboard('njgn');
    expect(onDrawer.mock.calls).toEqual([['j']]);
    rerender(renderLayers(true, true));
    screen.getByRole('button', { name: 'Cancel' }).focus();
    await userEvent.keyboard('nj');
    expect(onDrawer).toHaveBeenCalledTimes(1);
    expect(onPage).not.toHaveBeenCalled();
    rerender(renderLayers(false, false));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.keyboard('n');
    expect(onPage.mock.calls).toEqual([['n']]);
  });

  it('runs while a drawer that has the focus slides out', async () => {
    const onKeys = jest.fn();
    const renderDrawer = (isOpen: boolean) => (
      <>
        <Page keys={['n', 'g n']} onKeys={onKeys} />
        <SideDrawer label="Item" width={400} isOpen={isOpen} onClose={() => {}}>
          <button type="button">Save</button>
        </SideDrawer>
      </>
    );
    const { rerender } = render(renderDrawer(true));
    const save = screen.getByRole('button', { name: 'Save' });
    rerender(renderDrawer(false));
    save.focus();
    fireEvent.keyDown(save, { key: 'n' });
    expect(onKeys.mock.calls).toEqual([['n']]);
  });

  it('lists the shortcuts on ? above a drawer, except while the person types', async () => {
    renderInTestApp(
      <>
        <ShortcutsHelp standardShortcuts={[]} />
        <SideDrawer label="Item" width={400} onClose={() => {}}>
          <input aria-label="Title" />
        </SideDrawer>
      </>,
    );
    await userEvent.type(await screen.findByLabelText('Title'), '?');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    screen.getByRole('dialog', { name: 'Item' }).focus();
    await userEvent.keyboard('?');
    expect(
      screen.getByRole('dialog', { name: 'Keyboard shortcuts' }),
    ).toBeVisible();
  });
});

describe('DragArea', () => {
  function Card() {
    const { setNodeRef, listeners } = useDraggable({ id: 'card' });
    return (
      <div ref={setNodeRef} {...listeners}>
        Card
      </div>
    );
  }

  function Box() {
    const { setNodeRef } = useDroppable({ id: 'box' });
    return <div ref={setNodeRef}>Box</div>;
  }

  function open() {
    const calls: string[] = [];
    const on = {
      onStart: () => calls.push('start'),
      onDrop: jest.fn(() => calls.push('drop')),
      onEnd: () => calls.push('end'),
    };
    render(
      <DragArea overlay={({ id }) => <p>Dragging {id}</p>} {...on}>
        <Card />
        <Box />
      </DragArea>,
    );
    jest
      .spyOn(screen.getByText('Card'), 'getBoundingClientRect')
      .mockReturnValue(new DOMRect(0, 0, 100, 40));
    jest
      .spyOn(screen.getByText('Box'), 'getBoundingClientRect')
      .mockReturnValue(new DOMRect(200, 0, 100, 40));
    return { calls, ...on };
  }

  /** Waits until a started drag has measured the layout. */
  const waitForLayout = () =>
    act(() => new Promise<void>(resolve => setTimeout(resolve, 50)));

  async function dragTo(clientX: number) {
    fireEvent.mouseDown(screen.getByText('Card'), { clientX: 10, clientY: 10 });
    for (const x of [30, clientX]) {
      fireEvent.mouseMove(document, { clientX: x, clientY: 10 });
      await waitForLayout();
    }
  }

  it('shows the dragged card, and reports its drop target @full', async () => {
    const { calls, onDrop } = open();
    await dragTo(250);
    expect(screen.getByText('Dragging card')).toBeInTheDocument();
    fireEvent.mouseUp(document);
    await waitForLayout();
    expect(screen.queryByText('Dragging card')).toBeNull();
    expect(calls).toEqual(['start', 'end', 'drop']);
    expect(onDrop).toHaveBeenCalledWith(
      expect.objectContaining({ over: expect.objectContaining({ id: 'box' }) }),
    );
  });

  it('skips the drop when Escape cancels the drag', async () => {
    const { calls } = open();
    await dragTo(250);
    fireEvent.keyDown(document, { key: 'Escape', code: 'Escape' });
    await waitForLayout();
    expect(calls).toEqual(['start', 'end']);
  });

  it('ignores a click with a small mouse movement', async () => {
    const { calls } = open();
    fireEvent.mouseDown(screen.getByText('Card'), { clientX: 10, clientY: 10 });
    fireEvent.mouseMove(document, { clientX: 13, clientY: 10 });
    await waitForLayout();
    fireEvent.mouseUp(document);
    expect(calls).toEqual([]);
  });
});
