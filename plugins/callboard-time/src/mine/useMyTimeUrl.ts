import { calendarDate } from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

const parameters = ['view', 'week', 'date'] as const;

/** The views of the page. */
export type MyTimeView = 'week' | 'day' | 'import';

/** What the address says of the page. */
export interface MyTimeUrl {
  view: MyTimeView;
  /** A day of the week that is shown; undefined for this week. */
  week: string | undefined;
  /** The day that is shown; undefined for today. */
  date: string | undefined;
  /** Shows the same time in another view. */
  setView: (view: MyTimeView) => void;
  openWeek: (week: string | undefined) => void;
  openDay: (date: string | undefined) => void;
}

/** A date of the address; what is none is as if it were not there. */
const dateIn = (text: string | undefined) => calendarDate.safeParse(text).data;

/** Which week or day is shown, as the address says. */
export function useMyTimeUrl(): MyTimeUrl {
  const [state, set] = useUrlState(parameters);
  return useMemo(() => {
    const week = dateIn(state.week);
    const date = dateIn(state.date);
    const openWeek = (day: string | undefined) =>
      set({ view: undefined, week: day, date: undefined });
    const openDay = (day: string | undefined) =>
      set({ view: 'day', week: undefined, date: day });
    const openImport = () =>
      set({ view: 'import', week: undefined, date: undefined });
    const views = {
      week: () => openWeek(date),
      day: () => openDay(week),
      import: openImport,
    };
    return {
      view: (['day', 'import'] as const).find(v => v === state.view) ?? 'week',
      week,
      date,
      setView: view => views[view](),
      openWeek,
      openDay,
    };
  }, [state, set]);
}
