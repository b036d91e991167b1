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

/** The modes of a dashboard's page. */
type DashboardMode = 'view' | 'edit' | 'wall';

/** A date range that dashboards support. */
type DashboardRange = ChosenDateRange & { preset: DatePreset | 'custom' };

/** The bar whose rows are open in the drawer. */
interface OpenRows extends Partial<SelectedBar> {
  widget: string;
}

/** The state of a dashboard in the URL. */
export interface DashboardUrl {
  mode: DashboardMode;
  setMode: (mode: DashboardMode) => void;
  /** The viewer's date range. */
  range: DashboardRange | undefined;
  setRange: (range: ChosenDateRange | undefined) => void;
  project: string | undefined;
  department: string | undefined;
  set: (patch: { project?: string; department?: string }) => void;
  /** The viewer's filters for all widgets. */
  viewerFilters: ViewerFilters;
  /** Whether the viewer has set a filter. */
  isFiltered: boolean;
  clear: () => void;
  rows: OpenRows | undefined;
  openRows: (rows: OpenRows | undefined) => void;
  /** The id of the widget in the editor, or `new` for a new widget. */
  edited: string | undefined;
  /** Opens the editor of a widget; undefined closes it. */
  edit: (widget: string | undefined) => void;
  /** Switches to edit mode, and opens the editor of a widget. */
  editWidget: (widget: string) => void;
}

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

/** Parses an id from the URL; undefined if it is invalid. */
export const parseId = (text: string | undefined) =>
  uuid.safeParse(text).success ? text : undefined;

function parseMode(mode: string | undefined): DashboardMode {
  return mode === 'edit' || mode === 'wall' ? mode : 'view';
}

/** Reads the state of a dashboard from the URL. */
export function useDashboardUrl(): DashboardUrl {
  const [state, set] = useUrlState(parameters);
  return useMemo(() => {
    const { mode, widget, rows, key, group } = state;
    const project = parseId(state.project);
    const department = parseId(state.department);
    const range = parseRange(state);
    return {
      mode: parseMode(mode),
      setMode: next =>
        set({
          mode: next === 'view' ? undefined : next,
          widget: undefined,
          rows: undefined,
        }),
      range,
      setRange: chosen =>
        set({
          range: chosen?.preset === 'custom' ? undefined : chosen?.preset,
          start: chosen?.start,
          end: chosen?.end,
        }),
      project,
      department,
      set: patch => set(patch),
      viewerFilters: {
        ...(range?.preset === 'custom'
          ? { start: range.start, end: range.end }
          : { date_range: range?.preset }),
        project_ids: project,
        department_ids: department,
      },
      isFiltered: Boolean(range ?? project ?? department),
      clear: () =>
        set({
          range: undefined,
          start: undefined,
          end: undefined,
          project: undefined,
          department: undefined,
        }),
      rows: rows ? { widget: rows, key, group } : undefined,
      openRows: open =>
        set({ rows: open?.widget, key: open?.key, group: open?.group }),
      edited: widget,
      edit: next => set({ widget: next }),
      editWidget: next => set({ mode: 'edit', widget: next, rows: undefined }),
    };
  }, [state, set]);
}
