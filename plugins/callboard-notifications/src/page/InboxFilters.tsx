import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { notificationSeverities } from '@callboard/plugin-callboard-common';
import {
  ChoiceToggle,
  FilterDrawer,
  Toolbar,
  useMe,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useTheme } from '@mui/material/styles';
import Switch from '@mui/material/Switch';
import useMediaQuery from '@mui/material/useMediaQuery';
import { views } from '../data/notificationState';
import { getTypeLabel } from '../data/getTypeLabel';
import { usePreferences } from '../data/usePreferences';
import { callboardNotificationsTranslationRef } from '../translation';
import type { InboxUrl } from './useInboxUrl';

/** The view and the filters above the list: in one row, or behind a button. */
export function InboxFilters(props: { url: InboxUrl }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { data: preferences, isLoading } = usePreferences();
  const workspaces = useMe().data?.workspaces ?? [];
  const { url } = props;
  const width = isNarrow ? undefined : { flex: '1 1 160px', maxWidth: 240 };
  const fields = (
    <>
      <FormControlLabel
        control={
          <Switch
            checked={url.unread}
            onChange={(_, unread) => url.set({ unread })}
          />
        }
        label={t('filters.unread')}
        slotProps={{ typography: { variant: 'body2' } }}
        sx={{ ml: 0.5, mr: 1 }}
      />
      <Box sx={width}>
        <ValuePicker
          label={t('filters.type')}
          value={url.type}
          onChange={type => url.set({ type })}
          loading={isLoading}
          options={(preferences?.types ?? []).map(({ type, label }) => ({
            value: type,
            label,
          }))}
          getLabel={type => getTypeLabel(type, preferences)}
        />
      </Box>
      <Box sx={width}>
        <ValuePicker
          label={t('severity.label')}
          value={url.severity}
          onChange={severity => url.set({ severity })}
          options={[...notificationSeverities].reverse().map(value => ({
            value,
            label: t(`severity.${value}`),
          }))}
          getLabel={value => value}
        />
      </Box>
      {(workspaces.length > 1 || url.workspace) && (
        <Box sx={width}>
          <ValuePicker
            label={t('filters.workspace')}
            value={url.workspace}
            onChange={workspace => url.set({ workspace })}
            options={workspaces.map(({ slug, name }) => ({
              value: slug,
              label: name,
            }))}
            getLabel={slug => slug}
          />
        </Box>
      )}
    </>
  );
  return (
    <Box role="search" aria-label={t('filters.region')}>
      <Toolbar label={t('filters.region')}>
        <ChoiceToggle
          label={t('page.view')}
          value={url.view}
          choices={views.map(value => ({ value, label: t(`page.${value}`) }))}
          onChange={view => url.set({ view })}
        />
        {isNarrow ? (
          <FilterDrawer label={t('filters.region')} count={url.count}>
            {fields}
          </FilterDrawer>
        ) : (
          fields
        )}
        {url.count > 0 && (
          <Button onClick={url.clear}>{t('filters.clear')}</Button>
        )}
      </Toolbar>
    </Box>
  );
}
