import {
  departmentSectionsApiRef,
  OtherSections,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';

/**
 * What other plugins count about a department. As a part of its own they move nothing
 * while they are being counted, and are counted only for those who look.
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
