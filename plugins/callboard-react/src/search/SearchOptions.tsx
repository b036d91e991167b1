import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { useId, type ReactNode } from 'react';
import { useMe } from '../query/useMe';
import { callboardReactTranslationRef } from '../translation';
import type { Found, ResultGroup } from './groupResults';
import { SearchOption } from './SearchOption';

/** The DOM id of an option, for the field's `aria-activedescendant`. */
export const getOptionId = (listId: string, at: number) => `${listId}-${at}`;

/** Grouped results, one of which is active. */
export function SearchOptions(props: {
  listId: string;
  groups: readonly ResultGroup[];
  active: number;
  onActive: (at: number) => void;
  onOpen: (result: Found) => void;
  onOpenElsewhere: (result: Found) => void;
  /** Content below the options, such as a note that more results are loading. */
  children?: ReactNode;
}) {
  const { listId, groups, active, onActive } = props;
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { data: me } = useMe();
  const workspaces = me?.workspaces ?? [];
  const headingId = useId();
  const findWorkspaceName = ({ workspace_slug }: Found) =>
    workspaces.length > 1
      ? workspaces.find(({ slug }) => slug === workspace_slug)?.name
      : undefined;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, pb: 1 }}>
      <Box
        id={listId}
        role="listbox"
        aria-label={t('find.results')}
        sx={{ overflowY: 'auto' }}
      >
        {groups.map(({ type, results, from }) => (
          <Box
            key={`${type} ${from}`}
            role="group"
            aria-labelledby={`${headingId}-${from}`}
          >
            <Box
              id={`${headingId}-${from}`}
              role="presentation"
              sx={{
                px: 2,
                pt: 1.5,
                pb: 0.5,
                typography: 'caption',
                fontWeight: 600,
                color: 'text.secondary',
              }}
            >
              {t(`find.type.${type}`)}
            </Box>
            {results.map((result, index) => (
              <SearchOption
                key={result.id}
                id={getOptionId(listId, from + index)}
                result={result}
                workspace={findWorkspaceName(result)}
                isActive={from + index === active}
                onActive={() => onActive(from + index)}
                onOpen={() => props.onOpen(result)}
                onOpenElsewhere={() => props.onOpenElsewhere(result)}
              />
            ))}
          </Box>
        ))}
      </Box>
      {props.children}
    </Box>
  );
}
