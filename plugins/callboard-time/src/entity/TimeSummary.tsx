import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorklogSummary } from '@callboard/plugin-callboard-common';
import { DurationText, Section } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { DayChart } from './DayChart';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { MinutesList } from './MinutesList';

const Aside = (props: { children: ReactNode }) => (
  <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
    {props.children}
  </Box>
);

/** The totals of worklogs by day, person and work item. */
export function TimeSummary(props: {
  summary: WorklogSummary;
  person?: string;
  onPerson: (person: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { summary, person, onPerson } = props;
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
          colour={0}
          selected={person}
          onSelect={key => onPerson(key === person ? undefined : key)}
          bars={by_member.map(({ member_id, display_name, total_minutes }) => ({
            key: member_id,
            name: display_name,
            minutes: total_minutes,
          }))}
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
          colour={1}
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
