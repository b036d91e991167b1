import {
  calendarDate,
  datePreset,
  uuid,
  type DatePreset,
} from '@callboard/plugin-callboard-common';
import type { SelectedBar } from '@callboard/plugin-callboard-common/charts';
import {
  useUrlState,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { ViewerFilters } from '../data/useWidgetData';

/** The parameters of the mode and of open drawers, which shared links omit. */
export const openParameters = [
  'mode',
  'widget',
  'rows',
  'key',
  'group',
] as const;

const parameters = [
  'range',
  'start',
  'end',
  'project',
  'department',
  ...openParameters,
] as const;

type DashboardMode = 'view' | 'edit' | 'wall';

type DashboardRange = ChosenDateRange & { preset: DatePreset | 'custom' };

/** Parses a range from the URL. Users can edit URLs, so invalid values count as absent. */
export function parseRange(state: {
  range?: string;
  start?: string;
  end?: string;
}): DashboardRange | undefined {
  const preset = datePreset.safeParse(state.range);
  if (preset.success) {
    return { preset: preset.data };
  }
  const { start, end } = state;
  const isRange = [start, end].every(
    date => calendarDate.safeParse(date).success,
  );
  return isRange && start! <= end!
    ? { preset: 'custom', start, end }
    : undefined;
}

export const parseId = (text: string | undefined) =>
  uuid.safeParse(text).success ? text : undefined;

function parseMode(mode: string | undefined): DashboardMode {
  return mode === 'edit' || mode === 'wall' ? mode : 'view';
}

export function useDashboardUrl() {
  const [state, set] = useUrlState(parameters);
  return useMemo(() => {
    const { mode, widget, rows, key, group } = state;
    const project = parseId(state.project);
    const department = parseId(state.department);
    const range = parseRange(state);
    const viewerFilters: ViewerFilters = {
      ...(range?.preset === 'custom'
        ? { start: range.start, end: range.end }
        : { date_range: range?.preset }),
      project_ids: project,
      department_ids: department,
    };
    return {
      mode: parseMode(mode),
      setMode: (next: DashboardMode) =>
        set({
          mode: next === 'view' ? undefined : next,
          widget: undefined,
          rows: undefined,
        }),
      range,
      setRange: (chosen: ChosenDateRange | undefined) =>
        set({
          range: chosen?.preset === 'custom' ? undefined : chosen?.preset,
          start: chosen?.start,
          end: chosen?.end,
        }),
      project,
      department,
      setFilters: (patch: { project?: string; department?: string }) =>
        set(patch),
      viewerFilters,
      isFiltered: Boolean(range ?? project ?? department),
      clearFilters: () =>
        set({
          range: undefined,
          start: undefined,
          end: undefined,
          project: undefined,
          department: undefined,
        }),
      rows: rows ? { widget: rows, key, group } : undefined,
      openRows: (
        open: (Partial<SelectedBar> & { widget: string }) | undefined,
      ) => set({ rows: open?.widget, key: open?.key, group: open?.group }),
      edited: widget,
      /** Opens the editor of a widget; undefined closes it. */
      edit: (next: string | undefined) => set({ widget: next }),
      editWidget: (next: string) =>
        set({ mode: 'edit', widget: next, rows: undefined }),
    };
  }, [state, set]);
}

export type DashboardUrl = ReturnType<typeof useDashboardUrl>;
