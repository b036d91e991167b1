import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  toDateBounds,
  DurationText,
  LoadingState,
  QueryState,
  Section,
  useCallboardQuery,
  useZoneToday,
  type DepartmentSectionProps,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { MinutesList, toPersonBars } from '../entity/MinutesList';
import { callboardTimeHomeTranslationRef } from './homeTranslation';
import { Note } from '../shared/Note';

const month = { preset: 'this_month' } as const;

export function DepartmentTime(props: DepartmentSectionProps) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const { workspace, department } = props;
  const { start, end } = toDateBounds(month, useZoneToday(workspace.timezone));
  const summary = useCallboardQuery(endpoints.getTimeSummary, {
    params: { slug: workspace.slug },
    query: {
      department: department.id,
      recursive: true,
      date_from: start,
      date_to: end,
      include: 'project',
    },
  });
  const total = summary.data?.total_duration_minutes;
  return (
    <Section
      title={t('department.title')}
      hint={t('department.hint')}
      aside={
        total !== undefined && (
          <Box component="span" sx={{ typography: 'body2' }}>
            {t('department.total')} <DurationText minutes={total} />
          </Box>
        )
      }
    >
      <QueryState
        query={summary}
        loading={<LoadingState rows={3} rowHeight={28} />}
      >
        {({ by_project = [], by_member }) =>
          total === 0 ? (
            <Note>{t('department.none')}</Note>
          ) : (
            <Box
              sx={{
                display: 'grid',
                gap: 2,
                gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
              }}
            >
              <MinutesList
                label={t('department.byProject')}
                paletteIndex={1}
                bars={by_project.map(({ project_id, name, total_minutes }) => ({
                  key: project_id,
                  name,
                  minutes: total_minutes,
                }))}
              />
              <MinutesList
                label={t('department.byMember')}
                paletteIndex={0}
                bars={toPersonBars(by_member)}
              />
            </Box>
          )
        }
      </QueryState>
    </Section>
  );
}
