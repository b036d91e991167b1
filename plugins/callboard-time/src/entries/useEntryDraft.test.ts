import { act, renderHook } from '@testing-library/react';
import { createExampleResponse } from '@callboard/plugin-callboard-react/testUtils';
import { useEntryDraft, type WorklogDraft } from './useEntryDraft';

jest.mock('@callboard/plugin-callboard-react', () => ({
  ...jest.requireActual('@callboard/plugin-callboard-react'),
  getBrowserZone: () => 'America/Los_Angeles',
}));

/** A worklog of a timer started at 17:00 on the 18th in Los Angeles, in a workspace in UTC. */
const evening = createExampleResponse('getWorklog', {
  duration_minutes: 60,
  logged_at: '2026-11-19',
  started_at: '2026-11-19T01:00:42.000Z',
  description: 'Roundign',
});

/** Returns the start that is saved after an edit of some fields. */
function getSavedStart(
  patch: Partial<WorklogDraft>,
  worklog: typeof evening = evening,
) {
  const { result } = renderHook(() => useEntryDraft(worklog, 480));
  act(() => result.current.set(patch));
  return result.current.values?.body.started_at;
}

describe('start time of an edited time entry', () => {
  it('keeps the start to the second when only the description changes', () => {
    expect(getSavedStart({ description: 'Rounding' })).toBe(evening.started_at);
  });

  it('shifts the start by the same number of days as the date and keeps its local time', () => {
    expect(getSavedStart({ date: '2026-11-21' })).toBe(
      '2026-11-21T01:00:42.000Z',
    );
    expect(getSavedStart({ date: '2026-11-01' })).toBe(
      '2026-11-01T00:00:42.000Z',
    );
  });

  it('sets a typed start time on the local start date, shifted if the date changes', () => {
    expect(getSavedStart({ start: '16:30' })).toBe('2026-11-19T00:30:00.000Z');
    expect(getSavedStart({ start: '16:30', date: '2026-11-20' })).toBe(
      '2026-11-20T00:30:00.000Z',
    );
  });

  it('clears the start when the field is empty and sets one on an entry without a start', () => {
    expect(getSavedStart({ start: '' })).toBeNull();
    const withoutStart = { ...evening, started_at: null };
    expect(getSavedStart({ start: '09:00' }, withoutStart)).toBe(
      '2026-11-19T17:00:00.000Z',
    );
  });
});
