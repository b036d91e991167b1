import { DueDelivery } from './deliveryData';
import { Round } from './Round';
import { Tried } from './Tried';

/** A round with some deliveries, which end when they are told to. */
function roundWith(count: number) {
  const round = new Round({ atOnce: 2, readAtOnce: 10 });
  const underWay = new Map<string, (status_code: number) => Promise<void>>();
  const due = Array.from({ length: count }, (_, n) => ({ id: `${n}` }));
  round.add(due as DueDelivery[], delivery => {
    return new Promise<Tried>(resolve => {
      underWay.set(delivery.id, async status_code => {
        underWay.delete(delivery.id);
        const outcome = { status_code, error: null };
        resolve({ delivery, outcome } as Tried);
        // What follows from it has happened by then.
        await new Promise(setImmediate);
      });
    });
  });
  round.begin();
  return {
    round,
    sending: () => [...underWay.keys()],
    end: (id: string, status_code = 204) => underWay.get(id)!(status_code),
  };
}

const idsOf = (tried: Tried[]) => tried.map(({ delivery }) => delivery.id);

describe('a round of deliveries', () => {
  // However slow the machine is, nothing is gathered for too long.
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('sends the next when one ends, though nothing is stored yet', async () => {
    const { round, sending, end } = roundWith(4);
    expect(sending()).toEqual(['0', '1']);
    await end('1');
    await end('0');
    expect(sending()).toEqual(['2', '3']);
    expect(round.isRipe).toBe(false);
    await end('2');
    await end('3');
    expect(round.isRipe).toBe(true);
    expect(idsOf(round.takeTried())).toEqual(['1', '0', '2', '3']);
    expect(round.isIdle).toBe(true);
  });

  it('sends nothing more after a failure until that is stored', async () => {
    const { round, sending, end } = roundWith(4);
    await end('0', 410);
    await end('1');
    expect(sending()).toEqual([]);
    expect(round.isRipe).toBe(true);
    expect(idsOf(round.takeTried())).toEqual(['0', '1']);
    round.begin();
    expect(sending()).toEqual(['2', '3']);
  });

  it('sends nothing more when it is halted, and has the rest stored at once', async () => {
    const { round, sending, end } = roundWith(4);
    round.halt();
    await end('0');
    expect(sending()).toEqual(['1']);
    expect(round.isRipe).toBe(true);
  });

  it('has much stored while it goes on', async () => {
    const { round, sending, end } = roundWith(40);
    while (!round.isRipe) {
      await end(sending()[0]);
    }
    expect(sending()).toHaveLength(2);
    expect(round.takeTried().length).toBeGreaterThan(8);
    expect(round.isRipe).toBe(false);
  });

  it('keeps what it took until it is forgotten', async () => {
    const { round, end } = roundWith(1);
    await end('0');
    const [{ delivery }] = round.takeTried();
    expect([...round.held]).toEqual(['0']);
    round.forget(delivery);
    expect([...round.held]).toEqual([]);
  });
});
