import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardConfig } from '@callboard/plugin-callboard-common';
import {
  FilterDrawer,
  ValuePicker,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { ProjectField } from '../analytics/ProjectField';
import { useDepartmentOptions } from '../analytics/useDepartmentOptions';
import { RangeFilter } from './RangeFilter';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** What narrows all widgets of a dashboard down, for the viewer alone. */
export function DashboardFilters(props: {
  workspace: OwnWorkspace;
  config: DashboardConfig;
  url: DashboardUrl;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { workspace, config, url } = props;
  const departments = useDepartmentOptions(workspace.slug);
  const set = [url.project, url.department].filter(Boolean).length;
  const width = isNarrow ? undefined : { width: 190 };
  const fields = (
    <>
      <Box sx={width}>
        <ProjectField
          slug={workspace.slug}
          value={url.project}
          onChange={project => url.set({ project })}
        />
      </Box>
      <Box sx={width}>
        <ValuePicker
          label={t('filters.department')}
          value={url.department}
          options={departments ?? []}
          labelOf={() => (departments ? t('filters.unknownDepartment') : '…')}
          loading={!departments}
          onChange={department => url.set({ department })}
          fullWidth
        />
      </Box>
    </>
  );
  return (
    <Box
      role="search"
      aria-label={t('filters.label')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
    >
      <RangeFilter workspace={workspace} config={config} url={url} />
      {isNarrow ? (
        <FilterDrawer
          label={t('filters.label')}
          button={
            set > 0
              ? t('filters.openCount', { number: String(set) })
              : t('filters.open')
          }
        >
          {close => (
            <Stack spacing={2}>
              {fields}
              <Button variant="contained" onClick={close}>
                {t('filters.done')}
              </Button>
            </Stack>
          )}
        </FilterDrawer>
      ) : (
        fields
      )}
      {url.isNarrowed && (
        <Button size="small" onClick={url.clear}>
          {t('filters.clear')}
        </Button>
      )}
    </Box>
  );
}
