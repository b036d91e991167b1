import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  chartTypes,
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
  type WidgetConfig,
  type WidgetType,
} from '@callboard/plugin-callboard-common';
import { ChoiceField } from './ChoiceField';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { toPlainReason } from './toPlainReason';
import { getSourceAxes, findConflict, type QueryChoices } from './WidgetDraft';

/** Represents no axis, as the values of fields are texts. */
const NOTHING = '';

/** The fields of a widget's query: chart, metric and axes. */
export function QueryFields(props: {
  query: MetricQuery;
  widget_type: WidgetType;
  findProblem: (field: string) => string | undefined;
  onChange: (patch: Partial<WidgetConfig>) => void;
  onChart: (chart_type: ChartTypeName) => void;
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
      ? [{ value: NOTHING as NumberAxisName | '', label: t('form.nothing') }]
      : []),
    ...getSourceAxes(source).map(name => ({
      value: name as NumberAxisName | '',
      label: numberAxes[name].title,
      reason: explainConflict(field, name),
    })),
  ];
  // Selecting a chart adapts the other choices, except the source.
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
          onChange={props.onChart}
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
          value={query.x_axis ?? NOTHING}
          choices={listAxisChoices('x_axis', chart.axis !== 'needed')}
          problem={findProblem('x_axis')}
          onChange={name => onChange({ x_axis: name || null })}
        />
      )}
      {chart.group !== 'none' && (
        <ChoiceField<NumberAxisName | ''>
          label={t('form.group_by')}
          value={query.group_by ?? NOTHING}
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
