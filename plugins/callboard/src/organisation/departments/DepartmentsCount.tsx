import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useDepartments } from './DepartmentsContext';
import { callboardDepartmentsTranslationRef } from './translation';

/** The number of departments, or of search results. */
export function DepartmentsCount() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, matches } = useDepartments();
  const count = index.entries.size;
  const formatted = formatCount(count);
  return (
    <Box component="span" role="status">
      {matches
        ? t('search.found', {
            count,
            formatted,
            found: formatCount(matches.found.size),
          })
        : t('count.departments', { count, formatted })}
    </Box>
  );
}
