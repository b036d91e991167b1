import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatCount,
  Section,
  ResourcesProvider,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { toProjectMentions } from './toProjectMentions';
import { MinuteBars } from './MinuteBars';
import { ProjectLink } from './ProjectLink';
import type { AnalyticsOf } from './useAnalytics';
import { useProjectHref } from './useProjectHref';

function TimeLink(props: {
  project: AnalyticsOf<'time'>['projects'][number];
  scope: AnalyticsScope;
}) {
  const { project, scope } = props;
  const { workspace, start, end, department } = scope;
  const href = useProjectHref(project.project_id, 'time', {
    workspace: workspace.slug,
    range: 'custom',
    start,
    end,
  });
  // The entries there cannot be narrowed by department.
  return (
    <ProjectLink name={project.name} href={department ? undefined : href} />
  );
}

/** Logged time by project and by kind of work. */
export function TimeShares(props: {
  data: AnalyticsOf<'time'>;
  scope: AnalyticsScope;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { data, scope } = props;
  const { projects, activity_types, truncated } = data;
  const mentions = useMemo(() => toProjectMentions(projects), [projects]);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'repeat(2, minmax(0, 1fr))',
        },
      }}
    >
      <Section
        title={t('time.byProject')}
        level={2}
        hint={
          truncated &&
          t('time.truncated', { number: formatCount(projects.length) })
        }
      >
        <ResourcesProvider rows={mentions}>
          <MinuteBars
            label={t('time.byProject')}
            colour={1}
            bars={projects
              .filter(({ logged_minutes }) => logged_minutes.count > 0)
              .map(project => ({
                key: project.project_id,
                name: project.name,
                label: <TimeLink project={project} scope={scope} />,
                minutes: project.logged_minutes.count,
              }))}
          />
        </ResourcesProvider>
      </Section>
      <Section title={t('time.byType')} level={2}>
        <MinuteBars
          label={t('time.byType')}
          colour={0}
          bars={activity_types
            .filter(({ logged_minutes }) => logged_minutes.count > 0)
            .map(({ activity_type, logged_minutes }) => ({
              key: activity_type === null ? 'none' : `type ${activity_type}`,
              name: activity_type ?? t('time.noType'),
              minutes: logged_minutes.count,
            }))}
        />
      </Section>
    </Box>
  );
}
