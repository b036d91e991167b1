import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { FakeTime } from '../__testUtils__/FakeTime';
import { sheetOf } from '../__testUtils__/fakeSheet';
import { MON, SUN, TUE } from '../__testUtils__/grid';
import { putTimesheet } from './putTimesheet';

const NEXT_MONDAY = '2026-11-23';

const keyOf = (slug: string, week?: string) =>
  queryKeyOf(endpoints.getTimesheet, { params: { slug }, query: { week } });

/** A week of which an hour is logged, as it was and as a save has answered it. */
function aSave() {
  const server = new FakeTime();
  const item = server.add({}, { [MON]: 60 });
  const before = sheetOf(server, MON);
  server.log(item, TUE, 30);
  return { server, before, after: sheetOf(server, MON) };
}

/** Reads a week as a page does, at the pace of the test. */
function aRead(queries: QueryClient, key: readonly unknown[]) {
  const answers: Array<(sheet: Timesheet) => void> = [];
  const observer = new QueryObserver<Timesheet>(queries, {
    queryKey: key,
    queryFn: () => new Promise<Timesheet>(resolve => answers.push(resolve)),
  });
  observer.subscribe(() => {});
  return { answers, current: () => observer.getCurrentResult() };
}

const settle = () => new Promise(resolve => setTimeout(resolve, 5));

describe('putTimesheet', () => {
  it('shows a week by whichever of its days it was asked for', async () => {
    const { before, after } = aSave();
    const queries = new QueryClient();
    const keys = [MON, SUN, undefined].map(week => keyOf('default', week));
    const elsewhere = keyOf('other', MON);
    [...keys, elsewhere].forEach(key => queries.setQueryData(key, before));
    await putTimesheet(queries, 'default', after);
    expect(keys.map(key => queries.getQueryData(key))).toEqual([
      after,
      after,
      after,
    ]);
    expect(queries.getQueryData(elsewhere)).toBe(before);
  });

  it('leaves to a week the month of the day that was asked about', async () => {
    const server = new FakeTime();
    server.settings.period = 'month';
    const queries = new QueryClient();
    const key = keyOf('default', '2026-12-01');
    queries.setQueryData(key, sheetOf(server, '2026-12-01'));
    server.add({}, { '2026-12-02': 60 });
    await putTimesheet(queries, 'default', sheetOf(server, '2026-11-30'));
    expect(queries.getQueryData(key)).toEqual(sheetOf(server, '2026-12-01'));
  });

  it('does not end the reads of other weeks', async () => {
    const { server, after } = aSave();
    const queries = new QueryClient();
    const next = aRead(queries, keyOf('default', NEXT_MONDAY));
    await putTimesheet(queries, 'default', after);
    next.answers[0](sheetOf(server, NEXT_MONDAY));
    await settle();
    expect(next.current()).toMatchObject({
      data: { week_start: NEXT_MONDAY },
      isFetching: false,
    });
    expect(next.answers).toHaveLength(1);
  });

  it('ends reads that would show the week as it was', async () => {
    const { before, after } = aSave();
    const queries = new QueryClient();
    const key = keyOf('default', MON);
    queries.setQueryData(key, before);
    const read = aRead(queries, key);
    expect(read.current().isFetching).toBe(true);
    await putTimesheet(queries, 'default', after);
    read.answers[0](before);
    await settle();
    expect(read.current()).toMatchObject({ data: after, isFetching: false });
  });

  it.each([
    ['by one of its days', SUN],
    ['as that of today', undefined],
  ])('reads once more what was read first meanwhile, %s', async (_, week) => {
    const { before, after } = aSave();
    const queries = new QueryClient();
    const read = aRead(queries, keyOf('default', week));
    await putTimesheet(queries, 'default', after);
    read.answers[0](before);
    await settle();
    expect(read.answers).toHaveLength(2);
    read.answers[1](after);
    await settle();
    expect(read.current()).toMatchObject({ data: after, isFetching: false });
  });
});
