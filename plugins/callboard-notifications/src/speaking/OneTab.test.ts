import type { Browser, TabChannel } from './Browser';
import { OneTab } from './OneTab';

type Needed = Pick<Browser, 'locks' | 'openChannel' | 'random' | 'after'>;

/** Runs what waits at once, as soon as the other tabs have had their turn. */
const after = (_: number, run: () => void) => {
  const timer = setTimeout(run, 5);
  return () => clearTimeout(timer);
};

/** Locks that all tabs share: one holds, the others wait. */
function sharedLocks(): NonNullable<Browser['locks']> {
  let free = Promise.resolve();
  return {
    request(_name, _options, held) {
      const turn = free.then(held);
      free = turn.then(() => {});
      return turn;
    },
  };
}

/** A channel that hands each message to the other tabs. */
function sharedChannel(): () => TabChannel {
  const channels: TabChannel[] = [];
  return () => {
    const channel: TabChannel = {
      onmessage: null,
      postMessage: message =>
        setTimeout(() =>
          channels
            .filter(other => other !== channel)
            .forEach(other =>
              other.onmessage?.({ data: message } as MessageEvent),
            ),
        ),
      close: () => channels.splice(channels.indexOf(channel), 1),
    };
    channels.push(channel);
    return channel;
  };
}

function tabs(count: number, shared: Partial<Needed>): OneTab[] {
  return Array.from({ length: count }, (_, number) => {
    const tab = new OneTab({
      locks: undefined,
      openChannel: undefined,
      random: () => (number + 3) / 10,
      after,
      ...shared,
    });
    tab.start();
    return tab;
  });
}

const speaking = async (all: OneTab[], key: string) => {
  const answers = await Promise.all(all.map(tab => tab.speaks(key)));
  return answers.flatMap((speaks, number) => (speaks ? number : []));
};

describe('of many tabs', () => {
  it('the one with the lock speaks, and another once that is closed', async () => {
    const all = tabs(3, { locks: sharedLocks() });
    await new Promise(resolve => setTimeout(resolve));
    expect(await speaking(all, 'a')).toEqual([0]);
    all[0].stop();
    await new Promise(resolve => setTimeout(resolve));
    expect(await speaking(all, 'b')).toEqual([1]);
  });

  it('one speaks where there are no locks, also if others hear of it late', async () => {
    const all = tabs(4, { openChannel: sharedChannel() });
    const [late, ...first] = [...all].reverse();
    expect(await speaking(first, 'a')).toHaveLength(1);
    expect(await speaking([late], 'a')).toEqual([]);
    expect(await speaking(all, 'b')).toHaveLength(1);
    all.forEach(tab => tab.stop());
  });

  it('each speaks where they cannot talk to each other', async () => {
    expect(await speaking(tabs(2, {}), 'a')).toEqual([0, 1]);
  });
});
