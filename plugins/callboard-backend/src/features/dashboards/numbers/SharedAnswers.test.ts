import { setTimeout as sleep } from 'timers/promises';
import { SharedAnswers } from './SharedAnswers';

describe('shared answers', () => {
  it('are made once for all who ask at once, and soon after', async () => {
    const answers = new SharedAnswers<{ n: number }>();
    let made = 0;
    const make = async () => {
      made += 1;
      await sleep(5);
      return { n: made };
    };
    const all = await Promise.all(
      Array.from({ length: 500 }, () => answers.get('how many', make)),
    );
    expect(new Set(all).size).toBe(1);
    expect(await answers.get('how many', make)).toBe(all[0]);
    expect(await answers.get('how much', make)).not.toBe(all[0]);
    expect(made).toBe(2);
  });

  it('are made anew once they are old', async () => {
    const answers = new SharedAnswers<{ n: number }>({ ttlMs: 1 });
    const first = await answers.get('how many', async () => ({ n: 1 }));
    await sleep(20);
    const second = await answers.get('how many', async () => ({ n: 2 }));
    expect([first, second]).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('that fail are told to who waits, and made anew for the next', async () => {
    const answers = new SharedAnswers<{ n: number }>();
    const fails = async () => {
      await sleep(1);
      throw new Error('too long');
    };
    const waiting = [answers.get('x', fails), answers.get('x', fails)];
    for (const each of await Promise.allSettled(waiting)) {
      expect(each.status).toBe('rejected');
    }
    expect(await answers.get('x', async () => ({ n: 1 }))).toEqual({ n: 1 });
  });

  it('take any words as a question', async () => {
    const answers = new SharedAnswers<{ n: number }>();
    expect(await answers.get('__proto__', async () => ({ n: 1 }))).toEqual({
      n: 1,
    });
  });
});
