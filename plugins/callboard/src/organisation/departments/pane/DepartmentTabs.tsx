import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { getTabId } from './getTabId';

/** The parts of a department. */
export function DepartmentTabs(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { part, parts, setPart } = useDepartments().url;
  const { name, staff_count } = props.entry.node;
  return (
    <Tabs
      variant="scrollable"
      scrollButtons={false}
      value={part}
      aria-label={t('pane.parts', { name })}
      onChange={(_, chosen) => setPart(chosen)}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      {parts.map(value => (
        <Tab
          key={value}
          id={getTabId(value)}
          value={value}
          label={
            value === 'people'
              ? t('part.people', { formatted: formatCount(staff_count) })
              : t(`part.${value}`)
          }
        />
      ))}
    </Tabs>
  );
}
