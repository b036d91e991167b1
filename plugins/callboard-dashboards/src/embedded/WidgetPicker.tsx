import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, uuid } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  useCallboardQuery,
  useCardWorkspace,
  useMe,
  ValuePicker,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardDashboardsEmbeddedTranslationRef } from './embeddedTranslation';

export interface WidgetChoice {
  slug: string;
  /** The id of the dashboard. */
  dashboard: string;
  /** The id of the widget. */
  widget: string;
}

/** Serialises a choice to text, because the settings of home page cards can only store text. */
export function formatChoice(choice: WidgetChoice): string {
  return [choice.slug, choice.dashboard, choice.widget].join('/');
}

export function parseChoice(text: unknown): WidgetChoice | undefined {
  if (typeof text !== 'string') {
    return undefined;
  }
  const [slug, dashboard, widget, ...extraParts] = text.split('/');
  const isChoice =
    Boolean(slug) &&
    extraParts.length === 0 &&
    [dashboard, widget].every(id => uuid.safeParse(id).success);
  return isChoice ? { slug, dashboard, widget } : undefined;
}

const returnUnchanged = (value: string) => value;

export function WidgetPicker(props: {
  value: WidgetChoice | undefined;
  onChange: (choice: WidgetChoice | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const { value, onChange } = props;
  const workspaces = useMe().data?.workspaces ?? [];
  const defaultSlug = useCardWorkspace().workspace?.slug;
  const [choice, setChoice] = useState<Partial<WidgetChoice>>(value ?? {});
  const slug = choice.slug ?? defaultSlug ?? '';
  const dashboards = useWholeList(
    endpoints.listDashboards,
    { params: { slug } },
    { enabled: slug !== '' },
  );
  const dashboard = useCallboardQuery(
    endpoints.getDashboard,
    { params: { slug, id: choice.dashboard ?? '' } },
    { enabled: choice.dashboard !== undefined },
  );
  const availableDashboards = dashboards.data?.items ?? [];
  return (
    <Stack spacing={2} sx={{ minWidth: { sm: 320 } }}>
      {workspaces.length > 1 && (
        <ValuePicker
          label={t('workspace')}
          value={slug}
          options={workspaces.map(one => ({
            value: one.slug,
            label: one.name,
          }))}
          getLabel={returnUnchanged}
          onChange={next => {
            setChoice({ slug: next });
            onChange(undefined);
          }}
        />
      )}
      {dashboards.data && availableDashboards.length === 0 ? (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('noDashboards', {
            workspace: workspaces.find(one => one.slug === slug)?.name ?? slug,
          })}
        </Box>
      ) : (
        <ValuePicker
          label={t('dashboard')}
          value={choice.dashboard}
          options={availableDashboards.map(({ id, name }) => ({
            value: id,
            label: name,
          }))}
          getLabel={returnUnchanged}
          loading={dashboards.isLoading}
          onChange={id => {
            setChoice({ slug, dashboard: id });
            onChange(undefined);
          }}
        />
      )}
      {choice.dashboard && (
        <ValuePicker
          label={t('widget')}
          value={value?.widget}
          options={(dashboard.data?.widgets ?? []).map(({ id, title }) => ({
            value: id,
            label: title || t('untitled'),
          }))}
          getLabel={returnUnchanged}
          loading={dashboard.isLoading}
          onChange={widget =>
            onChange(
              widget && choice.dashboard
                ? { slug, dashboard: choice.dashboard, widget }
                : undefined,
            )
          }
        />
      )}
    </Stack>
  );
}

/** The widget field in the settings of a home page card. The settings store the choice as text. */
export function WidgetSetting(props: {
  value?: unknown;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <CallboardProvider>
      <WidgetPicker
        value={parseChoice(props.value)}
        onChange={choice => props.onChange(choice && formatChoice(choice))}
      />
    </CallboardProvider>
  );
}
