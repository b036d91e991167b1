import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { useFeature } from '../page/loadIfOn';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { callboardReactTranslationRef } from '../translation';
import { ValuePicker, type ValueOption } from './ValuePicker';

function toDepartmentOptions(
  nodes: readonly DepartmentNode[],
  ancestors: readonly string[] = [],
): ValueOption[] {
  return nodes.flatMap(({ id, name, children }) => {
    const ancestorPath = ancestors.join(' › ');
    return [
      { value: id, label: ancestorPath ? `${name} (${ancestorPath})` : name },
      ...toDepartmentOptions(children, [...ancestors, name]),
    ];
  });
}

/**
 * The departments of a workspace as options; undefined while loading, and if the organisation
 * feature is off.
 *
 * @public
 */
export function useDepartmentOptions(slug: string): ValueOption[] | undefined {
  const isOn = useFeature('organisation');
  const { data } = useCallboardQuery(
    endpoints.getDepartmentTree,
    { params: { slug } },
    { enabled: isOn },
  );
  return useMemo(() => data && toDepartmentOptions(data.items), [data]);
}

/**
 * A field that filters data by department. If the organisation feature is off, it renders only
 * while a department is selected, so that the person can remove the filter.
 *
 * @public
 */
export function DepartmentPicker(props: {
  slug: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const departments = useDepartmentOptions(props.slug);
  const isOn = useFeature('organisation');
  if (!isOn && !props.value) {
    return null;
  }
  return (
    <ValuePicker
      fullWidth
      label={t('departments.picker')}
      value={props.value}
      onChange={props.onChange}
      options={departments ?? []}
      loading={isOn && !departments}
      getLabel={() => (isOn && !departments ? '…' : t('departments.unknown'))}
    />
  );
}
