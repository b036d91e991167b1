import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getMaxLimit,
  MAX_WIDGET_TEXT,
  findConfigProblems,
  widgetType,
  getMetricQuery,
  type WidgetConfig,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { ChoiceField } from './ChoiceField';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { FilterFields } from './filters/FilterFields';
import { toPlainReason } from './toPlainReason';
import { RangeField } from './RangeField';
import { ThresholdFields } from './ThresholdFields';
import { fitDraft, convertDraft, type WidgetDraft } from './WidgetDraft';
import { QueryFields } from './QueryFields';

const MAX_TITLE = 255;

function LimitField(props: {
  label: string;
  maxLimit: number;
  value: number | undefined;
  onChange: (limit: number | undefined) => void;
}) {
  const { label, maxLimit: max } = props;
  return (
    <TextField
      size="small"
      type="number"
      label={label}
      value={props.value ?? ''}
      inputProps={{ min: 1, max }}
      onChange={event => {
        const limit = Math.round(Number(event.target.value));
        props.onChange(limit >= 1 ? Math.min(limit, max) : undefined);
      }}
    />
  );
}

/** The form of a widget's fields. */
export function WidgetForm(props: {
  slug: string;
  /** The projects of the dashboard. */
  project_ids: readonly string[] | undefined;
  draft: WidgetDraft;
  onChange: (draft: WidgetDraft) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, draft, onChange } = props;
  const { widget_type, title, config } = draft;
  const query = getMetricQuery(widget_type, config);
  const isList = widget_type === 'work_items_list';
  const maxLimit = getMaxLimit(widget_type);
  const problems = findConfigProblems(widget_type, config);
  const set = (patch: Partial<WidgetConfig>) =>
    onChange({ ...draft, config: { ...config, ...patch } });
  const findProblem = (field: string) => {
    const found = problems.find(({ path }) => path[0] === field);
    return found && toPlainReason(found.message);
  };
  return (
    <Stack spacing={2}>
      <TextField
        size="small"
        label={t('form.title')}
        value={title}
        inputProps={{ maxLength: MAX_TITLE }}
        onChange={event => onChange({ ...draft, title: event.target.value })}
      />
      <ChoiceField
        label={t('form.type')}
        value={widget_type}
        choices={widgetType.options.map(value => ({
          value,
          label: t(`types.${value}`),
        }))}
        onChange={type => onChange(convertDraft(draft, type))}
      />
      {widget_type === 'text' ? (
        <TextField
          multiline
          minRows={6}
          size="small"
          label={t('form.text')}
          helperText={t('form.textHint')}
          value={config.text ?? ''}
          inputProps={{ maxLength: MAX_WIDGET_TEXT }}
          onChange={event => set({ text: event.target.value })}
        />
      ) : (
        <>
          {query && (
            <QueryFields
              query={query}
              widget_type={widget_type}
              findProblem={findProblem}
              onChange={set}
              onChart={chart_type =>
                onChange(
                  fitDraft({ ...draft, config: { ...config, chart_type } }),
                )
              }
            />
          )}
          <RangeField
            value={config.date_range}
            onChange={date_range => set({ date_range })}
          />
          {maxLimit !== null && (isList || query?.chart_type !== 'number') && (
            <LimitField
              label={t(isList ? 'form.limitItems' : 'form.limit')}
              maxLimit={maxLimit}
              value={config.limit}
              onChange={limit => set({ limit })}
            />
          )}
          {!isList && query?.chart_type === 'number' && (
            <ThresholdFields
              thresholds={config.thresholds}
              onChange={thresholds => set({ thresholds })}
            />
          )}
          <Box component="h3" sx={{ m: 0, typography: 'subtitle2' }}>
            {t('form.filters')}
          </Box>
          <FilterFields
            slug={slug}
            source={query?.source}
            filters={config.filters}
            defaultProjects={props.project_ids}
            onChange={filters => set({ filters })}
          />
        </>
      )}
    </Stack>
  );
}
