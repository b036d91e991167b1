import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useDepartmentOptions,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** Selects the department of the numbers. */
export function DepartmentField(props: {
  slug: string;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const departments = useDepartmentOptions(props.slug);
  return (
    <ValuePicker
      fullWidth
      label={t('filters.department')}
      value={props.value}
      onChange={props.onChange}
      options={departments ?? []}
      loading={!departments}
      getLabel={() => (departments ? t('filters.unknownDepartment') : '…')}
    />
  );
}
