import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  numberAxes,
  type NumberAxis,
  type NumberMetricName,
  type MetricQuery,
  type WidgetBars,
  type WidgetData,
  type Dashboard,
} from '@callboard/plugin-callboard-common';
import { formatCount, useMe } from '@callboard/plugin-callboard-react';
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined';
import VisibilityOffOutlinedIcon from '@mui/icons-material/VisibilityOffOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import {
  getNumberUnit,
  getWidgetQuery,
  type WidgetContentFields,
  useUnitFormats,
} from './widgetLabels';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** Returns the name of a dashboard's owner; undefined if the viewer is the owner. */
export function useOtherOwner({
  owner_ref,
  owner_name,
}: Pick<Dashboard, 'owner_ref' | 'owner_name'>): string | undefined {
  return useMe().data?.user_ref === owner_ref ? undefined : owner_name;
}

function Note(props: { icon: ReactElement; text: string; hint: string }) {
  return (
    <Tooltip title={`${props.text}. ${props.hint}`}>
      <Box
        component="span"
        role="img"
        tabIndex={0}
        aria-label={`${props.text}. ${props.hint}`}
        sx={{
          display: 'inline-flex',
          color: 'text.secondary',
          fontSize: 18,
          flexShrink: 0,
        }}
      >
        {props.icon}
      </Box>
    </Tooltip>
  );
}

/** The metrics whose bars add up to the total, unless a row can be in several bars. */
const summable: readonly NumberMetricName[] = [
  'count',
  'estimate_points',
  'estimate_minutes',
  'logged_minutes',
  'remaining_minutes',
  'throughput',
];

function computeRemainder(
  { metric, x_axis }: MetricQuery,
  { data, total }: WidgetBars,
): number | undefined {
  const axis: NumberAxis | null = x_axis && numberAxes[x_axis];
  return total === null || axis?.isMultiple || !summable.includes(metric)
    ? undefined
    : total - data.reduce((sum, { count }) => sum + (count ?? 0), 0);
}

/** The number of visible bars, and the sum of the hidden bars. */
function Remainder(props: { query: MetricQuery; bars: WidgetBars }) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { query, bars } = props;
  const { formatValue } = useUnitFormats(getNumberUnit(query));
  const remainder = computeRemainder(query, bars);
  return (
    <Box
      component="span"
      sx={{
        typography: 'caption',
        color: 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      {[
        t('largest', { number: formatCount(bars.data.length) }),
        ...(remainder
          ? [t('remainder', { value: formatValue(remainder) })]
          : []),
      ].join(' · ')}
    </Box>
  );
}

/** Whether a query counts logged time, which users do not see in all projects they have access to. */
const countsTime = ({ source, metric }: MetricQuery) =>
  source === 'time' ||
  source === 'people' ||
  metric === 'logged_minutes' ||
  metric === 'remaining_minutes';

function PartialNote(props: {
  widget: WidgetContentFields;
  owner: string | undefined;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, owner } = props;
  const query = getWidgetQuery(widget);
  const icon = <VisibilityOffOutlinedIcon fontSize="inherit" />;
  // The owner of a dashboard lacks access only to time.
  if (!owner || (query && countsTime(query))) {
    return (
      <Note icon={icon} text={t('partialOwn')} hint={t('partialOwnHint')} />
    );
  }
  return (
    <Note
      icon={icon}
      text={t('partial')}
      hint={
        // Others see other activity, and the data of an overview do not tell what is hidden.
        query?.source === 'work_items' || widget.widget_type === 'project_stats'
          ? t('partialHint', { owner })
          : t('partialOverviewHint')
      }
    />
  );
}

/** Notes that the viewer cannot see all of a widget's data, or that bars are omitted. */
export function WidgetNotes(props: {
  widget: WidgetContentFields;
  data: WidgetData;
  /** The name of the dashboard's owner; undefined if the viewer is the owner. */
  owner: string | undefined;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { widget, data, owner } = props;
  const query = getWidgetQuery(widget);
  const isRanked =
    query?.x_axis && (numberAxes[query.x_axis] as NumberAxis).order === 'value';
  return (
    <>
      {data.is_partial && <PartialNote widget={widget} owner={owner} />}
      {'data' in data && data.truncated && isRanked && (
        <Remainder query={query} bars={data} />
      )}
      {'data' in data && data.truncated && (
        <Note
          icon={<InfoOutlinedIcon fontSize="inherit" />}
          text={t('truncated')}
          hint={t('truncatedHint')}
        />
      )}
    </>
  );
}
