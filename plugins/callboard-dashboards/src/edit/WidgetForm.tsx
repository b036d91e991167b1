import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getMaxLimit,
  MAX_WIDGET_TEXT_LENGTH,
  findConfigProblems,
  widgetType,
  getMetricQuery,
  type WidgetConfig,
  chartTypes,
  filtersBySource,
  interval as intervals,
  isByInterval,
  numberAxes,
  numberMetricNames,
  numberMetrics,
  type ChartType,
  type ChartTypeName,
  type NumberAxisName,
  type NumberMetric,
  type NumberMetricName,
  type MetricQuery,
  type WidgetType,
} from '@callboard/plugin-callboard-common';
import { useFeature } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { ChoiceField } from './ChoiceField';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { FilterFields } from './filters/FilterFields';
import { RangeField } from './RangeField';
import { ThresholdFields } from './ThresholdFields';
import {
  commonFilters,
  fitDraft,
  convertDraft,
  type WidgetDraft,
  getSourceAxes,
  findConflict,
  type QueryChoices,
} from './WidgetDraft';

const titles: ReadonlyMap<string, string> = new Map(
  [numberAxes, numberMetrics, chartTypes].flatMap(table =>
    Object.entries(table).map(([name, { title }]): [string, string] => [
      name,
      `“${title}”`,
    ]),
  ),
);

/** Replaces the names of axes, metrics and charts in an error message with their titles. */
export function toPlainReason(message: string): string {
  return message.replace(
    /\b[A-Za-z]+(?:_[A-Za-z]+)*\b/g,
    // Names such as `count` and `time` are also plain English words, so only names with underscores
    // or in capitals are replaced.
    word => (/_|^[A-Z]{3,}$/.test(word) ? titles.get(word) ?? word : word),
  );
}

const NO_AXIS = '';

function QueryFields(props: {
  query: MetricQuery;
  widget_type: WidgetType;
  findProblem: (field: string) => string | undefined;
  onChange: (patch: Partial<WidgetConfig>) => void;
  onChangeChart: (chart_type: ChartTypeName) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { query, widget_type, findProblem, onChange } = props;
  const isList = widget_type === 'work_items_list';
  const { source } = query;
  const chart: ChartType = chartTypes[query.chart_type];
  const explainConflict = <Field extends keyof QueryChoices>(
    field: Field,
    value: QueryChoices[Field],
  ) => {
    const reason = findConflict(query, field, value);
    return reason && toPlainReason(reason);
  };
  const listAxisChoices = (
    field: 'x_axis' | 'group_by',
    isOptional: boolean,
  ) => [
    ...(isOptional
      ? [{ value: NO_AXIS as NumberAxisName | '', label: t('form.nothing') }]
      : []),
    ...getSourceAxes(source).map(name => ({
      value: name as NumberAxisName | '',
      label: numberAxes[name].title,
      reason: explainConflict(field, name),
    })),
  ];
  // Selecting a chart type adapts all fields except the source, so only the source can conflict.
  const explainChartConflict = (chart_type: ChartTypeName) => {
    const { sources }: ChartType = chartTypes[chart_type];
    return sources && !sources.includes(source)
      ? explainConflict('chart_type', chart_type)
      : undefined;
  };
  return (
    <>
      {!isList && widget_type !== 'table' && (
        <ChoiceField<ChartTypeName>
          label={t('form.chart')}
          value={query.chart_type}
          choices={(Object.keys(chartTypes) as ChartTypeName[]).map(name => ({
            value: name,
            label: chartTypes[name].title,
            reason: explainChartConflict(name),
          }))}
          problem={findProblem('chart_type')}
          onChange={props.onChangeChart}
        />
      )}
      {!isList && (
        <ChoiceField<NumberMetricName>
          label={t('form.metric')}
          value={query.metric}
          choices={numberMetricNames
            .filter(name => {
              const { sources }: NumberMetric = numberMetrics[name];
              return sources.includes(source);
            })
            .map(name => ({
              value: name,
              label: numberMetrics[name].title,
              reason: explainConflict('metric', name),
            }))}
          problem={findProblem('metric')}
          onChange={metric => onChange({ metric })}
        />
      )}
      {chart.axis !== 'none' && (
        <ChoiceField<NumberAxisName | ''>
          label={
            chart.axis === 'date' ? t('form.x_axis_number') : t('form.x_axis')
          }
          value={query.x_axis ?? NO_AXIS}
          choices={listAxisChoices('x_axis', chart.axis !== 'needed')}
          problem={findProblem('x_axis')}
          onChange={name => onChange({ x_axis: name || null })}
        />
      )}
      {chart.group !== 'none' && (
        <ChoiceField<NumberAxisName | ''>
          label={t('form.group_by')}
          value={query.group_by ?? NO_AXIS}
          choices={listAxisChoices('group_by', chart.group !== 'needed')}
          problem={findProblem('group_by')}
          onChange={name => onChange({ group_by: name || null })}
        />
      )}
      {isByInterval(query) && (
        <ChoiceField
          label={t('form.interval')}
          value={query.interval}
          choices={intervals.options.map(value => ({
            value,
            label: t(`intervals.${value}`),
          }))}
          onChange={interval => onChange({ interval })}
        />
      )}
    </>
  );
}

const MAX_TITLE_LENGTH = 255;

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

export function WidgetForm(props: {
  slug: string;
  project_ids: readonly string[] | undefined;
  draft: WidgetDraft;
  onChange: (draft: WidgetDraft) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, draft, onChange } = props;
  const { widget_type, title, config } = draft;
  const hasTime = useFeature('time');
  const query = getMetricQuery(widget_type, config);
  const isList = widget_type === 'work_items_list';
  const maxLimit = getMaxLimit(widget_type);
  const problems = findConfigProblems(widget_type, config);
  const setConfig = (patch: Partial<WidgetConfig>) =>
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
        inputProps={{ maxLength: MAX_TITLE_LENGTH }}
        onChange={event => onChange({ ...draft, title: event.target.value })}
      />
      <ChoiceField
        label={t('form.type')}
        value={widget_type}
        choices={widgetType.options
          .filter(
            // An existing time widget keeps its type when time tracking is off.
            value => value !== 'time_chart' || hasTime || value === widget_type,
          )
          .map(value => ({ value, label: t(`types.${value}`) }))}
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
          inputProps={{ maxLength: MAX_WIDGET_TEXT_LENGTH }}
          onChange={event => setConfig({ text: event.target.value })}
        />
      ) : (
        <>
          {query && (
            <QueryFields
              query={query}
              widget_type={widget_type}
              findProblem={findProblem}
              onChange={setConfig}
              onChangeChart={chart_type =>
                onChange(
                  fitDraft({ ...draft, config: { ...config, chart_type } }),
                )
              }
            />
          )}
          <RangeField
            value={config.date_range}
            onChange={date_range => setConfig({ date_range })}
          />
          {maxLimit !== null && (isList || query?.chart_type !== 'number') && (
            <LimitField
              label={t(isList ? 'form.limitItems' : 'form.limit')}
              maxLimit={maxLimit}
              value={config.limit}
              onChange={limit => setConfig({ limit })}
            />
          )}
          {!isList && query?.chart_type === 'number' && (
            <ThresholdFields
              thresholds={config.thresholds}
              onChange={thresholds => setConfig({ thresholds })}
            />
          )}
          <Box component="h3" sx={{ m: 0, typography: 'subtitle2' }}>
            {t('form.filters')}
          </Box>
          <FilterFields
            slug={slug}
            names={query ? filtersBySource[query.source] : commonFilters}
            filters={config.filters}
            defaultProjects={props.project_ids}
            onChange={filters => setConfig({ filters })}
          />
        </>
      )}
    </Stack>
  );
}
