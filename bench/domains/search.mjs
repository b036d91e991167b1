import { timeRuns } from '../lib/timing.mjs';

const texts = {
  rounding: 'in one title of five',
  webhook: 'in one title of a hundred',
  gyroscope: 'in one title of 50,000',
  legacy: 'in one title of five, of items not changed lately',
  zzyzx: 'in no title',
  'add refunds': 'two words, both frequent',
  'refunds 7712': 'two words, one rare',
  ro: 'two letters',
  'P7-311': 'an identifier',
  'P7-3': 'the start of an identifier',
  311: 'a number',
  okafor: 'a name',
};

export async function measure({ figure, sizes }, callboard) {
  for (const [scope, person] of [
    ['everything', 'superAdmin'],
    ['as a member of 40 projects', 'member'],
  ]) {
    const send = callboard.as(person);
    await send('GET', '/me');
    const group = `search ${scope}, p95`;
    const allDurations = [];
    for (const [text, what] of Object.entries(texts)) {
      const path = `/search?q=${encodeURIComponent(text)}`;
      const times = await timeRuns(sizes.rounds, () => send('GET', path), 3);
      allDurations.push(...times);
      figure.p95([group, `“${text}”, ${what}`], times, 100);
    }
    figure.p95([group, 'all texts'], allDurations, 100);
  }
}
