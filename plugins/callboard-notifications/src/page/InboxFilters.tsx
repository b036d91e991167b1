import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  notificationSeverities,
  notificationType,
  slug,
} from '@callboard/plugin-callboard-common';
import {
  SwitchField,
  ChoiceToggle,
  FilterDrawer,
  Toolbar,
  useMe,
  ValuePicker,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMemo } from 'react';
import {
  notificationViews,
  type NotificationView,
} from '../data/notificationState';
import { getTypeLabel, usePreferences } from '../data/usePreferences';
import { callboardNotificationsTranslationRef } from '../translation';

const parameters = ['view', 'unread', 'type', 'severity', 'workspace'] as const;

const findOption = <Name extends string>(
  names: readonly Name[],
  text: string | undefined,
): Name | undefined => names.find(name => name === text);

/**
 * Returns the view and the filters in the URL, and functions to change them. Ignores invalid values
 * in the URL.
 */
export function useInboxUrlState() {
  const [state, setState] = useUrlState(parameters);
  return useMemo(() => {
    const view = findOption(notificationViews, state.view) ?? 'inbox';
    const isUnreadOnly = state.unread === 'true';
    const type = notificationType.safeParse(state.type).data;
    const severity = findOption(notificationSeverities, state.severity);
    const workspace = slug.safeParse(state.workspace).data;
    return {
      view,
      isUnreadOnly,
      type,
      severity,
      workspace,
      filterCount: [isUnreadOnly, type, severity, workspace].filter(Boolean)
        .length,
      query: {
        archived: view === 'archived' || undefined,
        snoozed: view === 'snoozed' || undefined,
        only_unread: isUnreadOnly || undefined,
        type,
        severity,
        workspace,
      },
      // The URL omits the inbox and `unread: false`, which are the defaults.
      set: (patch: {
        view?: NotificationView;
        unread?: boolean;
        type?: string;
        severity?: string;
        workspace?: string;
      }) =>
        setState({
          ...patch,
          ...('view' in patch && {
            view: patch.view === 'inbox' ? undefined : patch.view,
          }),
          ...('unread' in patch && {
            unread: patch.unread ? 'true' : undefined,
          }),
        } as Parameters<typeof setState>[0]),
      clear: () =>
        setState({
          unread: undefined,
          type: undefined,
          severity: undefined,
          workspace: undefined,
        }),
    };
  }, [state, setState]);
}

export type InboxUrlState = ReturnType<typeof useInboxUrlState>;

export function InboxFilters(props: { urlState: InboxUrlState }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { data: preferences, isLoading } = usePreferences();
  const workspaces = useMe().data?.workspaces ?? [];
  const { urlState } = props;
  const fieldStyle = isNarrow
    ? undefined
    : { flex: '1 1 160px', maxWidth: 240 };
  const fields = (
    <>
      <SwitchField
        label={t('filters.unread')}
        checked={urlState.isUnreadOnly}
        onChange={unread => urlState.set({ unread })}
        sx={{ ml: 0.5, mr: 1 }}
      />
      <Box sx={fieldStyle}>
        <ValuePicker
          label={t('filters.type')}
          value={urlState.type}
          onChange={type => urlState.set({ type })}
          loading={isLoading}
          options={(preferences?.types ?? []).map(({ type, label }) => ({
            value: type,
            label,
          }))}
          getLabel={type => getTypeLabel(type, preferences)}
        />
      </Box>
      <Box sx={fieldStyle}>
        <ValuePicker
          label={t('severity.label')}
          value={urlState.severity}
          onChange={severity => urlState.set({ severity })}
          options={[...notificationSeverities].reverse().map(value => ({
            value,
            label: t(`severity.${value}`),
          }))}
          getLabel={value => value}
        />
      </Box>
      {(workspaces.length > 1 || urlState.workspace) && (
        <Box sx={fieldStyle}>
          <ValuePicker
            label={t('filters.workspace')}
            value={urlState.workspace}
            onChange={workspace => urlState.set({ workspace })}
            options={workspaces.map(workspace => ({
              value: workspace.slug,
              label: workspace.name,
            }))}
            getLabel={value => value}
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
          value={urlState.view}
          choices={notificationViews.map(value => ({
            value,
            label: t(`page.${value}`),
          }))}
          onChange={view => urlState.set({ view })}
        />
        {isNarrow ? (
          <FilterDrawer
            label={t('filters.region')}
            count={urlState.filterCount}
          >
            {fields}
          </FilterDrawer>
        ) : (
          fields
        )}
        {urlState.filterCount > 0 && (
          <Button onClick={urlState.clear}>{t('filters.clear')}</Button>
        )}
      </Toolbar>
    </Box>
  );
}
