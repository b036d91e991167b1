import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorklogSummary } from '@callboard/plugin-callboard-common';
import {
  browserFormats,
  DurationText,
  Section,
  Chart,
  formatCalendarDate,
  formatMinutes,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { type ReactNode, useMemo } from 'react';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { MinutesList, toPersonBars } from './MinutesList';

const CHART_HEIGHT_PX = 168;
const MINUTES_PER_HOUR = 60;

function DayChart(props: {
  total: number;
  days: ReadonlyArray<{ date: string; total_minutes: number }>;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { total, days } = props;
  const option = useMemo(
    () => ({
      animation: false,
      grid: { top: 8, right: 8, bottom: 22, left: 36 },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        confine: true,
        formatter: ([{ dataIndex }]: { dataIndex: number }[]) =>
          `${formatCalendarDate(days[dataIndex].date)}<br>${formatMinutes(
            days[dataIndex].total_minutes,
          )}`,
      },
      xAxis: {
        type: 'category',
        data: days.map(({ date }) => browserFormats.formatDay(date)),
        axisLabel: { hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        splitNumber: 2,
        axisLabel: { formatter: (hours: number) => `${hours}h` },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 32,
          data: days.map(
            ({ total_minutes }) => total_minutes / MINUTES_PER_HOUR,
          ),
          itemStyle: { borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [days],
  );
  const longestDay = days.reduce(
    (longest, day) =>
      day.total_minutes > longest.total_minutes ? day : longest,
    { date: '', total_minutes: 0 },
  );
  const label =
    total > 0 && longestDay.date
      ? t('summary.chart', {
          total: formatMinutes(total),
          date: formatCalendarDate(longestDay.date),
          most: formatMinutes(longestDay.total_minutes),
        })
      : t('summary.chartEmpty');
  return <Chart option={option} height={CHART_HEIGHT_PX} label={label} />;
}

const Aside = (props: { children: ReactNode }) => (
  <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
    {props.children}
  </Box>
);

export function TimeSummary(props: {
  summary: WorklogSummary;
  person?: string;
  onSelectPerson: (person: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { summary, person, onSelectPerson } = props;
  const { total_duration_minutes: total, by_day: days = [] } = summary;
  const { by_member, by_issue } = summary;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr)',
        },
      }}
    >
      <Section
        level={2}
        title={t('summary.byDay')}
        aside={
          <Aside>
            {t('summary.total')} <DurationText minutes={total} />
          </Aside>
        }
      >
        <DayChart total={total} days={days} />
      </Section>
      <Section
        level={2}
        title={t('summary.byMember')}
        aside={
          <Aside>{t('summary.people', { count: by_member.length })}</Aside>
        }
      >
        <MinutesList
          label={t('summary.byMember')}
          paletteIndex={0}
          selected={person}
          onSelect={key => onSelectPerson(key === person ? undefined : key)}
          bars={toPersonBars(by_member)}
        />
      </Section>
      <Section
        level={2}
        title={t('summary.byItem')}
        aside={<Aside>{t('summary.items', { count: by_issue.length })}</Aside>}
        hint={summary.truncated && t('summary.cut')}
      >
        <MinutesList
          label={t('summary.byItem')}
          paletteIndex={1}
          bars={by_issue.map(
            ({ issue_id, identifier, issue_name, total_minutes }) => ({
              key: issue_id,
              name: `${identifier} ${issue_name}`,
              minutes: total_minutes,
            }),
          )}
        />
      </Section>
    </Box>
  );
}
