import {
  DateRangeChoice,
  endpoints,
  widgetVocabulary,
  WidgetDataQuery,
} from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { WidgetData } from '../WidgetData';
import { WidgetDataInput } from './resolveQuery';

const SECOND_MS = 1_000;

/** Binds the endpoints that return numbers. */
export function bindNumbers(router: ContractRouter, data: WidgetData): void {
  router.handle(endpoints.getNumberVocabulary, async () => widgetVocabulary);
  router.handle(endpoints.previewWidget, context =>
    data.preview(context, context.body, toWidgetDataInput(context.query)),
  );
  router.handle(endpoints.getWidgetData, context => {
    const { max_age, ...input } = context.query;
    const max_age_ms = max_age === undefined ? undefined : max_age * SECOND_MS;
    return data.readData(context, context.params, {
      ...toWidgetDataInput(input),
      max_age_ms,
    });
  });
  router.handle(endpoints.listWidgetRows, context => {
    const { key, group, cursor, limit, ...input } = context.query;
    const rows = { key, group, cursor, limit };
    return data.listBarRows(
      context,
      context.params,
      toWidgetDataInput(input),
      rows,
    );
  });
}

/** Converts query parameters to the input of a widget. */
export function toWidgetDataInput({
  date_range,
  start,
  end,
  tz,
  ...filters
}: WidgetDataQuery): WidgetDataInput {
  const choice: DateRangeChoice | undefined =
    start && end ? { start, end } : date_range;
  return { date_range: choice, tz, filters: [filters] };
}
