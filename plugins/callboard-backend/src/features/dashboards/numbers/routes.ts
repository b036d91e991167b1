import {
  DateRangeChoice,
  endpoints,
  vocabularyOfNumbers,
  WidgetDataQuery,
} from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { WidgetData } from '../WidgetData';
import { AskedFor } from './questionOf';

const SECOND_MS = 1_000;

/** Binds what answers with numbers. */
export function bindNumbers(router: ContractRouter, data: WidgetData): void {
  router.handle(endpoints.getNumberVocabulary, async () => vocabularyOfNumbers);
  router.handle(endpoints.previewWidget, context =>
    data.preview(context, context.body, askedFor(context.query)),
  );
  router.handle(endpoints.getWidgetData, context => {
    const { max_age, ...asked } = context.query;
    const max_age_ms = max_age === undefined ? undefined : max_age * SECOND_MS;
    return data.of(context, context.params, { ...askedFor(asked), max_age_ms });
  });
  router.handle(endpoints.listWidgetRows, context => {
    const { key, group, cursor, limit, ...asked } = context.query;
    const rows = { key, group, cursor, limit };
    return data.rows(context, context.params, askedFor(asked), rows);
  });
}

/** What a query asks of a widget beside its own config. */
export function askedFor({
  date_range,
  start,
  end,
  tz,
  ...filters
}: WidgetDataQuery): AskedFor {
  const choice: DateRangeChoice | undefined =
    start && end ? { start, end } : date_range;
  return { date_range: choice, tz, filters: [filters] };
}
