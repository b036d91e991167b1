import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { datePreset } from '@callboard/plugin-callboard-common';
import { DateRangePicker, FilterRow } from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { DepartmentField } from './DepartmentField';
import { ProjectField } from './ProjectField';
import type { AnalyticsUrl } from './useAnalyticsUrl';

/** The filters of the page: in one row, or behind a button. */
export function AnalyticsFilters(props: {
  slug: string;
  url: AnalyticsUrl;
  /** The first day of the week, 1 for Monday. */
  weekStart: number;
  /** The current date in the workspace. */
  today: string;
  /** Selects another workspace. */
  picker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { slug, url, weekStart, today } = props;
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isFiltered ? url.clear : undefined}
      first={
        <>
          {props.picker}
          <DateRangePicker
            value={url.range}
            weekStart={weekStart}
            today={today}
            presets={datePreset.options}
            onChange={range => url.set({ range })}
          />
        </>
      }
    >
      <ProjectField
        slug={slug}
        value={url.project}
        onChange={project => url.set({ project })}
      />
      <DepartmentField
        slug={slug}
        value={url.department}
        onChange={department => url.set({ department })}
      />
    </FilterRow>
  );
}
