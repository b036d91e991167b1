import { ImportOptions } from '@callboard/plugin-callboard-common';
import { jane, known, max, said } from './__testUtils__/knownStaff';
import { planOf, tableOf } from './__testUtils__/planOf';

const update = { update_existing: true };
const skip = { skip_existing: true };

describe('a row about somebody who is there', () => {
  it.each<[string, Record<string, string>, Partial<ImportOptions>, string]>([
    ['fails', {}, {}, 'failed | staff_id: exists already'],
    ['is skipped if so wanted', { email: 'not a mail' }, skip, 'skipped'],
    [
      'changes them if so wanted',
      { position: 'Boss' },
      update,
      'updated | position',
    ],
    [
      'fails for a bad cell',
      { email: 'x' },
      update,
      'failed | email: must be a mail address',
    ],
    [
      'leaves what it has no cell for',
      { position: '', email: '' },
      update,
      'skipped',
    ],
    [
      'is skipped when it changes nothing',
      { position: 'Nurse' },
      update,
      'skipped',
    ],
    [
      'is skipped when only what no file can hold differs',
      { notes: 'two\nlines' },
      update,
      'skipped',
    ],
    [
      'moves them',
      { department_code: '0911' },
      update,
      'updated | department_code',
    ],
    ['leaves them where they are', { department_code: 'L' }, update, 'skipped'],
    [
      'leaves them where they are by another name',
      { department_code: '0200' },
      update,
      'skipped',
    ],
    [
      'fails for an unknown department',
      { department_code: 'X' },
      update,
      'failed | department_code: no department has this code',
    ],
    [
      'says what follows from it',
      { employment_status: 'resigned' },
      update,
      'updated | date_of_leaving | employment_status',
    ],
    [
      'fails when its days do not fit those known',
      { staff_id: 'E2', date_of_joining: '2026-02-01' },
      update,
      'failed | date_of_leaving: must not be before date_of_joining',
    ],
  ])('%s', async (_, cells, options, expected) => {
    expect(await said([{ staff_id: 'E1', ...cells }], options)).toEqual([
      expected,
    ]);
  });

  it('keeps what its blank cells say nothing of', async () => {
    const row = { staff_id: 'E1', job_grade: '7b', position: '' };
    const { pairs } = await planOf(tableOf([row]), {
      ...known,
      options: update,
    });
    expect(pairs).toEqual([
      {
        before: jane,
        after: {
          ...jane,
          job_grade: '7b',
          version: 2,
          updated_at: '1970-01-01T00:00:00.000Z',
        },
      },
    ]);
  });
});

describe('a file', () => {
  it('may name somebody once: later rows fail, whatever the first did', async () => {
    const other = { ...max, staff_id: 'E8' };
    expect(
      await said(
        [{ ...max, email: 'x' }, max, other, other, { staff_id: 'E1' }],
        skip,
      ),
    ).toEqual([
      'failed | email: must be a mail address',
      'failed | staff_id: is in row 2 already',
      'created',
      'failed | staff_id: is in row 4 already',
      'skipped',
    ]);
  });

  it('may have several rows without a staff id: each fails for itself', async () => {
    const blank = { ...max, staff_id: '' };
    expect(await said([blank, blank])).toEqual([
      'failed | staff_id: must not be empty',
      'failed | staff_id: must not be empty',
    ]);
  });

  it('may lack columns', async () => {
    expect(
      await said([{ staff_id: 'E1' }, { staff_id: 'E7' }], update, [
        'staff_id',
      ]),
    ).toEqual([
      'skipped',
      'failed | first_name: must not be empty | last_name: must not be empty | email: must not be empty',
    ]);
  });

  it('must have a column for staff ids', async () => {
    await expect(planOf(tableOf([], ['first_name']))).rejects.toThrow(
      'body.file: has no column staff_id',
    );
  });

  it('is told which columns nobody knows', async () => {
    const { result } = await planOf(
      tableOf([], ['shoe_size', 'staff_id', 'user_ref']),
    );
    expect(result).toMatchObject({
      rows: 0,
      ignored_columns: ['shoe_size', 'user_ref'],
    });
  });

  it('has each of its rows counted once', async () => {
    const { result } = await planOf(
      tableOf([
        {
          staff_id: 'E2',
          email: 'nothing',
          position: 'x',
          phone: 'y'.repeat(51),
        },
        { staff_id: 'E1' },
        max,
        { staff_id: 'E3' },
        { ...max, staff_id: 'E4' },
      ]),
      { ...known, options: update },
    );
    expect(result).toMatchObject({
      rows: 5,
      created: 2,
      updated: 0,
      skipped: 1,
      failed: 2,
    });
    expect(result.errors.map(({ row }) => row)).toEqual([2, 2, 5, 5, 5]);
  });
});
