import Link from '@mui/material/Link';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import {
  toCountParams,
  normaliseForSearch,
  formatCount,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { useDepartments } from './DepartmentsContext';
import { callboardDepartmentsTranslationRef } from './translation';

/** Aligns a small switch and its label with the content above. */
export const switchLabelStyle = { ml: '-4px', mr: 0, gap: 1 } as const;

/** Returns a function that formats the size of a move: "3 departments, 41 people". */
export function useSizeLabels(): (size: {
  departments: number;
  people: number;
}) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return ({ departments, people }) =>
    [
      departments > 0 && t('count.departments', toCountParams(departments)),
      t('count.people', toCountParams(people)),
    ]
      .filter(Boolean)
      .join(', ');
}

/** Returns a function that builds the accessible name of a department in the tree or chart. */
export function useDepartmentLabel(): (node: DepartmentNode) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return ({ name, is_active, manager_name, staff_count_recursive: count }) =>
    [
      name,
      manager_name && t('label.manager', { name: manager_name }),
      t('count.people', toCountParams(count)),
      !is_active && t('inactive'),
    ]
      .filter(Boolean)
      .join(', ');
}

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

export function InactiveBadge() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return (
    <Box
      component="span"
      sx={{
        flexShrink: 0,
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        color: 'text.secondary',
        typography: 'caption',
        fontWeight: 400,
      }}
    >
      {t('inactive')}
    </Box>
  );
}

export function HighlightedText(props: {
  text: string;
  searchTerm: string | undefined;
}) {
  const { text } = props;
  const term = normaliseForSearch(props.searchTerm?.trim() ?? '');
  // Compare letter by letter, because normalisation can change the length of a text.
  const letters = [...text];
  const normalised = letters.map(normaliseForSearch);
  const from = term
    ? letters.findIndex((_, index) =>
        normalised.slice(index).join('').startsWith(term),
      )
    : -1;
  if (from < 0) {
    return <>{text}</>;
  }
  let to = from;
  while (normalised.slice(from, to).join('').length < term.length) {
    to += 1;
  }
  return (
    <>
      {letters.slice(0, from).join('')}
      <Box
        component="mark"
        sx={{ bgcolor: 'warning.light', color: '#000', borderRadius: 0.5 }}
      >
        {letters.slice(from, to).join('')}
      </Box>
      {letters.slice(to).join('')}
    </>
  );
}

export function DepartmentLink(props: { id: string; name: string }) {
  const [search] = useSearchParams();
  const parameters = new URLSearchParams(search);
  parameters.set('department', props.id);
  return (
    <Link
      component={RouterLink}
      to={{ search: parameters.toString() }}
      title={props.name}
      sx={{ overflowWrap: 'anywhere' }}
    >
      {props.name}
    </Link>
  );
}
