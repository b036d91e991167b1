import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Breadcrumbs from '@mui/material/Breadcrumbs';
import { DepartmentLink } from '../DepartmentLink';
import type { DepartmentEntry } from '../model/indexTree';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Long names of ancestors must not push the department's own name down. */
const shortened = {
  display: 'block',
  maxWidth: '28ch',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** The ancestors of a department, from the root. */
export function DepartmentPath(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const above = props.entry.path.slice(0, -1);
  return above.length > 0 ? (
    <Breadcrumbs
      aria-label={t('pane.above')}
      sx={{ typography: 'body2', mb: 0.5, '& a': shortened }}
    >
      {above.map(({ id, name }) => (
        <DepartmentLink key={id} id={id} name={name} />
      ))}
    </Breadcrumbs>
  ) : null;
}
