import { StaffPatch } from '@callboard/plugin-callboard-common';
import { staffRow } from './__testUtils__/staffRow';
import { newStaff, patchStaff } from './patchStaff';
import { StaffRow } from './StaffRow';

const moment = { now: Date.parse('2026-06-15T12:00Z'), today: '2026-06-15' };

const required = {
  staff_id: 'E1',
  first_name: 'Jane',
  last_name: 'Doe',
  email: 'jane@example.com',
};

describe('who has resigned', () => {
  it.each<[string, Partial<StaffRow>, StaffPatch, string | null]>([
    ['leaves today', {}, { employment_status: 'resigned' }, '2026-06-15'],
    [
      'leaves on the day that was known before',
      { date_of_leaving: '2026-07-01' },
      { employment_status: 'resigned' },
      '2026-07-01',
    ],
    [
      'leaves on the day that is given',
      {},
      { employment_status: 'resigned', date_of_leaving: '2026-05-31' },
      '2026-05-31',
    ],
    [
      'leaves today when the known day is taken back',
      { date_of_leaving: '2026-07-01' },
      { employment_status: 'resigned', date_of_leaving: null },
      '2026-06-15',
    ],
    [
      'leaves on the first day when that is yet to come',
      { date_of_joining: '2026-09-01' },
      { employment_status: 'resigned' },
      '2026-09-01',
    ],
    [
      'is back without a day of leaving',
      { employment_status: 'resigned', date_of_leaving: '2026-05-31' },
      { employment_status: 'probation' },
      null,
    ],
    [
      'is back until the day that is given',
      { employment_status: 'resigned', date_of_leaving: '2026-05-31' },
      { employment_status: 'active', date_of_leaving: '2026-12-31' },
      '2026-12-31',
    ],
  ])('%s', (_, given, patch, expected) => {
    const after = patchStaff(staffRow(given), patch, moment);
    expect(after.date_of_leaving).toBe(expected);
  });

  it('leaves today when they are written down only now', () => {
    const input = { ...required, employment_status: 'resigned' } as const;
    expect(newStaff('w', input, moment).date_of_leaving).toBe('2026-06-15');
  });
});

describe('a patch', () => {
  it('counts up the version', () => {
    expect(patchStaff(staffRow(), { position: 'Nurse' }, moment)).toEqual(
      staffRow({
        id: expect.any(String),
        position: 'Nurse',
        version: 2,
        updated_at: '2026-06-15T12:00:00.000Z',
      }),
    );
  });

  it.each<[string, StaffPatch]>([
    ['with nothing in it', {}],
    ['that says what is so', { first_name: 'Jane', department_id: null }],
    ['that blanks what is blank', { position: '', notes: ' \n' }],
    ['of fields that are not there', { position: undefined }],
  ])('%s leaves the very same', (_, patch) => {
    const before = staffRow();
    expect(patchStaff(before, patch, moment)).toBe(before);
  });

  it('takes blank text for none', () => {
    const before = staffRow({ phone: '123', notes: 'x' });
    expect(
      patchStaff(before, { phone: '', notes: '  ' }, moment),
    ).toMatchObject({ phone: null, notes: null });
  });
});
