import {
  filtersBySource,
  type MetricSource,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { FilterFieldList } from './FilterFieldList';

/** The filters of a widget: a field for each filter of its source. */
export function FilterFields(props: {
  slug: string;
  source: MetricSource | undefined;
  filters: WidgetFilters | undefined;
  /** The projects that the dashboard is narrowed to. */
  defaultProjects?: readonly string[];
  onChange: (filters: WidgetFilters | undefined) => void;
}) {
  const { source, ...others } = props;
  return (
    <FilterFieldList
      {...others}
      names={
        source ? filtersBySource[source] : ['project_ids', 'department_ids']
      }
    />
  );
}
