import { calendarDate } from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

const parameters = ['view', 'week', 'date'] as const;

/** The views of the page. */
export type MyTimeView = 'week' | 'day' | 'import';

/** The page's URL state. */
export interface MyTimeUrl {
  view: MyTimeView;
  /** A day of the visible week; undefined for the current week. */
  week: string | undefined;
  /** The visible day; undefined for today. */
  date: string | undefined;
  /** Switches the view and keeps the week or day. */
  setView: (view: MyTimeView) => void;
  openWeek: (week: string | undefined) => void;
  openDay: (date: string | undefined) => void;
}

/** Parses a date of the URL; undefined if it is invalid. */
const parseDate = (text: string | undefined) =>
  calendarDate.safeParse(text).data;

/** Reads the visible week or day from the URL. */
export function useMyTimeUrl(): MyTimeUrl {
  const [state, set] = useUrlState(parameters);
  return useMemo(() => {
    const week = parseDate(state.week);
    const date = parseDate(state.date);
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
