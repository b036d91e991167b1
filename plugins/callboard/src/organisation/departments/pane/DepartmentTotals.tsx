import {
  departmentSectionsApiRef,
  OtherSections,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';

/**
 * The totals that other plugins provide for a department. They have their own tab, so that they
 * load only on demand and do not shift other content.
 */
export function DepartmentTotals(props: { entry: DepartmentEntry }) {
  const { workspace } = useDepartments();
  const { entry } = props;
  return (
    <Stack spacing={2}>
      <OtherSections
        from={departmentSectionsApiRef}
        about={{ workspace, department: entry.node }}
        resetKey={entry}
      />
    </Stack>
  );
}
