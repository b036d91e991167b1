import { fireEvent, screen, waitFor } from '@testing-library/react';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { findHandle, newBoard } from './__testUtils__/newBoard';

const mockRenderedTitles: string[] = [];

jest.mock('../widgets/WidgetBody', () => ({
  ...jest.requireActual('../widgets/WidgetBody'),
  WidgetBody: ({ widget }: { widget: { title: string } }) => {
    mockRenderedTitles.push(widget.title);
    return null;
  },
}));

/** Adds a widget below eleven others, with free space next to it. */
function addWidgetBelowOthers(
  server: FakeDashboards,
  dashboard: { id: string },
) {
  for (let nth = 0; nth < 9; nth += 1) {
    const row = Math.floor(nth / 4);
    server.addWidget(dashboard, `Chart ${nth}`, {
      size: { x: (nth % 4) * 3, y: 6 + 4 * row, width: 3, height: 4 },
    });
  }
  return server.addWidget(dashboard, 'Dragged', {
    size: { x: 0, y: 18, width: 3, height: 4 },
  });
}

it('renders no chart again while a widget is dragged and saved @full', async () => {
  const { server, dashboard, open } = newBoard();
  const dragged = addWidgetBelowOthers(server, dashboard);
  // jsdom has no layout.
  jest
    .spyOn(HTMLElement.prototype, 'offsetParent', 'get')
    .mockImplementation(function parent(this: HTMLElement) {
      return this.parentElement;
    });
  open();
  const handle = await findHandle('Dragged');
  await waitFor(() => expect(new Set(mockRenderedTitles).size).toBe(12));
  await waitFor(() => expect(server.sent('GET', '/data')).toHaveLength(12));
  const expectNoMoreRenders = async () => {
    const count = mockRenderedTitles.length;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(mockRenderedTitles).toHaveLength(count);
  };
  await waitFor(expectNoMoreRenders);
  mockRenderedTitles.length = 0;

  fireEvent.mouseDown(handle, { button: 0, clientX: 10, clientY: 10 });
  for (let frame = 1; frame <= 30; frame += 1) {
    fireEvent.mouseMove(document, { clientX: 10 + frame * 10, clientY: 10 });
  }
  expect(document.querySelector('.react-grid-placeholder')).not.toBeNull();
  expect(mockRenderedTitles).toEqual([]);
  fireEvent.mouseUp(document, { clientX: 310, clientY: 10 });
  await screen.findByText('Saving…');
  expect(mockRenderedTitles).toEqual([]);
  await waitFor(() => expect(dragged.size.x).toBeGreaterThan(0));
});
