import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { countWords } from './countWords';
import { TrendCell } from './TrendCell';
import type { AnalyticsOf } from './useAnalytics';
import { useProjectHref } from './useProjectHref';

const getPreviousDay = (date: string) =>
  DateTime.fromISO(date, { zone: 'utc' }).minus({ days: 1 }).toISODate()!;

/** The number of overdue items of a project, with a link to their list. */
export function OverdueCell(props: {
  project: AnalyticsOf<'work-items'>['projects'][number];
  scope: AnalyticsScope;
  numberWidth: number;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { project, scope, numberWidth } = props;
  const { start, end, today, workspace, department } = scope;
  const last = end < today ? end : getPreviousDay(today);
  const href = useProjectHref(project.project_id, 'work', {
    workspace: workspace.slug,
    due: `${start}..${last}`,
  });
  const number = formatCount(project.overdue.count);
  // The list cannot be narrowed by department.
  const isListed = href && project.overdue.count > 0 && !department;
  return (
    <TrendCell
      label={t('work.overdue')}
      number={project.overdue}
      words={countWords}
      goodDirection="less"
      numberWidth={numberWidth}
    >
      {isListed && (
        <Link
          to={href}
          aria-label={t('work.overdueOf', { name: project.name, number })}
        >
          {number}
        </Link>
      )}
    </TrendCell>
  );
}
