import { useDraggable, useDroppable } from '@dnd-kit/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { DragArea } from './DragArea';

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
  const told: string[] = [];
  const on = {
    onStart: () => told.push('start'),
    onDrop: jest.fn(() => told.push('drop')),
    onEnd: () => told.push('end'),
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
  return { told, ...on };
}

/** Lets what a drag starts be measured. */
const pause = () =>
  act(() => new Promise<void>(resolve => setTimeout(resolve, 50)));

async function dragTo(clientX: number) {
  fireEvent.mouseDown(screen.getByText('Card'), { clientX: 10, clientY: 10 });
  for (const x of [30, clientX]) {
    fireEvent.mouseMove(document, { clientX: x, clientY: 10 });
    await pause();
  }
}

describe('DragArea', () => {
  it('shows what is dragged, and says what it was dropped on', async () => {
    const { told, onDrop } = open();
    await dragTo(250);
    expect(screen.getByText('Dragging card')).toBeInTheDocument();
    fireEvent.mouseUp(document);
    await pause();
    expect(screen.queryByText('Dragging card')).toBeNull();
    expect(told).toEqual(['start', 'end', 'drop']);
    expect(onDrop).toHaveBeenCalledWith(
      expect.objectContaining({ over: expect.objectContaining({ id: 'box' }) }),
    );
  });

  it('drops nothing that is given up', async () => {
    const { told } = open();
    await dragTo(250);
    fireEvent.keyDown(document, { key: 'Escape', code: 'Escape' });
    await pause();
    expect(told).toEqual(['start', 'end']);
  });

  it('takes no click for a drag', async () => {
    const { told } = open();
    fireEvent.mouseDown(screen.getByText('Card'), { clientX: 10, clientY: 10 });
    fireEvent.mouseMove(document, { clientX: 13, clientY: 10 });
    await pause();
    fireEvent.mouseUp(document);
    expect(told).toEqual([]);
  });
});
