import { calendarDate } from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

const parameters = ['view', 'week', 'date'] as const;

export type MyTimeView = 'week' | 'day' | 'import';

const parseDate = (text: string | undefined) =>
  calendarDate.safeParse(text).data;

export function useMyTimeUrl() {
  const [state, set] = useUrlState(parameters);
  return useMemo(() => {
    const view: MyTimeView =
      (['day', 'import'] as const).find(each => each === state.view) ?? 'week';
    const week = parseDate(state.week);
    const date = parseDate(state.date);
    const openWeek = (day: string | undefined) =>
      set({ view: undefined, week: day, date: undefined });
    const openDay = (day: string | undefined) =>
      set({ view: 'day', week: undefined, date: day });
    // `week` and `date` both contain a date, so each view can open at the date of the other view.
    const switchTo = {
      week: () => openWeek(date),
      day: () => openDay(week),
      import: () => set({ view: 'import', week: undefined, date: undefined }),
    };
    return {
      view,
      /** A day of the visible week; undefined for the current week. */
      week,
      /** The visible day; undefined for today. */
      date,
      setView: (next: MyTimeView) => switchTo[next](),
      openWeek,
      openDay,
    };
  }, [state, set]);
}

export type MyTimeUrl = ReturnType<typeof useMyTimeUrl>;
