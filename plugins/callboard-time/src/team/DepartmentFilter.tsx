import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uuid } from '@callboard/plugin-callboard-common';
import {
  SwitchField,
  DepartmentPicker,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardTimeTeamTranslationRef } from './teamTranslation';

const parameters = ['department', 'only'] as const;

/** Reads the chosen department from the URL, in which `only` excludes sub-departments. */
export function useDepartmentUrl() {
  const [{ department, only }, setState] = useUrlState(parameters);
  return useMemo(() => {
    const isValid = uuid.safeParse(department).success;
    return {
      query: isValid ? { department, recursive: only !== 'true' } : {},
      setDepartment: (id: string | undefined) => setState({ department: id }),
      setRecursive: (isRecursive: boolean) =>
        setState({ only: isRecursive ? undefined : 'true' }),
    };
  }, [department, only, setState]);
}

export function DepartmentFilter(props: {
  slug: string;
  filter: ReturnType<typeof useDepartmentUrl>;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { query, setDepartment, setRecursive } = props.filter;
  return (
    <>
      <Box sx={{ flex: '1 1 200px', maxWidth: { sm: 360 } }}>
        <DepartmentPicker
          slug={props.slug}
          value={query.department}
          onChange={setDepartment}
        />
      </Box>
      {query.department && (
        <SwitchField
          label={t('capacity.recursive')}
          checked={query.recursive}
          onChange={setRecursive}
        />
      )}
    </>
  );
}
