import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { uuid } from '@callboard/plugin-callboard-common';
import {
  DepartmentPicker,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useCallback, useMemo } from 'react';
import { callboardTimeTeamTranslationRef } from './teamTranslation';

const parameters = ['department', 'only'] as const;

/** The chosen department. */
export interface DepartmentUrl {
  /** The query parameters of a list of people. */
  query: { department?: string; recursive?: boolean };
  setDepartment: (department: string | undefined) => void;
  setRecursive: (isRecursive: boolean) => void;
}

/** Reads the chosen department from the URL, in which `only` excludes sub-departments. */
export function useDepartmentUrl(): DepartmentUrl {
  const [{ department, only }, setState] = useUrlState(parameters);
  const setDepartment = useCallback<DepartmentUrl['setDepartment']>(
    id => setState({ department: id }),
    [setState],
  );
  const setRecursive = useCallback<DepartmentUrl['setRecursive']>(
    isRecursive => setState({ only: isRecursive ? undefined : 'true' }),
    [setState],
  );
  return useMemo(() => {
    const isValid = uuid.safeParse(department).success;
    const query = isValid ? { department, recursive: only !== 'true' } : {};
    return { query, setDepartment, setRecursive };
  }, [department, only, setDepartment, setRecursive]);
}

/** Filters people by department, with or without its sub-departments. */
export function DepartmentFilter(props: {
  slug: string;
  departments: DepartmentUrl;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { query, setDepartment, setRecursive } = props.departments;
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
        <FormControlLabel
          label={t('capacity.recursive')}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch
              checked={query.recursive}
              onChange={(_, checked) => setRecursive(checked)}
            />
          }
        />
      )}
    </>
  );
}
