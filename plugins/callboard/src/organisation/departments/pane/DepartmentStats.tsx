import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount, PersonChip } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { DepartmentLink } from '../DepartmentLink';
import type { DepartmentEntry } from '../model/indexTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { Fact } from './Fact';
import { FactList } from './FactList';

/** A longer list would duplicate the tree. */
const CHILDREN_SHOWN = 6;

function ChildDepartments(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { children } = props.entry.node;
  const more = children.length - CHILDREN_SHOWN;
  return (
    <Box
      component="span"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}
    >
      {children.slice(0, CHILDREN_SHOWN).map(({ id, name }) => (
        <DepartmentLink key={id} id={id} name={name} />
      ))}
      {more > 0 && t('facts.more', { formatted: formatCount(more) })}
    </Box>
  );
}

/** Manager, codes and size of a department. */
export function DepartmentStats(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { node, path } = props.entry;
  const codes = [
    [t('field.code'), node.code],
    [t('field.shortName'), node.short_name],
    [t('field.deptCode'), node.dept_code],
    [t('field.type'), node.dept_type],
  ] as const;
  return (
    <FactList>
      <Fact name={t('field.manager')}>
        {node.manager_ref ? (
          <PersonChip userRef={node.manager_ref} name={node.manager_name} />
        ) : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('facts.noManager')}
          </Box>
        )}
      </Fact>
      {codes.map(
        ([name, value]) =>
          value && (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ),
      )}
      <Fact name={t('facts.level')}>{path.length}</Fact>
      <Fact name={t('facts.people')}>
        {node.children.length > 0
          ? t('facts.peopleOf', {
              direct: formatCount(node.staff_count),
              all: formatCount(node.staff_count_recursive),
            })
          : formatCount(node.staff_count)}
      </Fact>
      {node.children.length > 0 && (
        <Fact name={t('facts.descendants')}>
          <ChildDepartments entry={props.entry} />
        </Fact>
      )}
    </FactList>
  );
}
