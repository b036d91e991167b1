import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityHistory,
  type NameOfValue,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The history of a department. */
export function DepartmentHistory(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  const getValueName = useCallback<NameOfValue>(
    (field, value) => {
      if (field !== 'parent_id') {
        return undefined;
      }
      if (value === null) {
        return t('topLevel');
      }
      return typeof value === 'string'
        ? index.entries.get(value)?.node.name
        : undefined;
    },
    [t, index],
  );
  return (
    <EntityHistory
      workspace={workspace.slug}
      entityType="department"
      entityId={props.entry.node.id}
      getValueName={getValueName}
    />
  );
}
