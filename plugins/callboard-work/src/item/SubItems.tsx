import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  ErrorBoundary,
  formatFailure,
  LoadingState,
  oneLine,
  QueryState,
  Section,
  StateBadge,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import ButtonBase from '@mui/material/ButtonBase';
import { AssigneeList } from '../badges/FieldValues';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { useCreateItem } from '../data/useItemMutations';
import { MAX_TITLE_LENGTH } from '../pickers/ItemField';
import { callboardWorkTranslationRef } from '../translation';

function SubItemRow(props: { item: WorkItem; onOpen: (id: string) => void }) {
  const { item, onOpen } = props;
  const { states } = useWorkProject();
  const state = states.find(({ id }) => id === item.state_id);
  return (
    <ButtonBase
      onClick={() => onOpen(item.id)}
      sx={{
        display: 'flex',
        width: '100%',
        gap: 1,
        px: 1,
        mx: -1,
        minHeight: 34,
        borderRadius: 1,
        typography: 'body2',
        textAlign: 'start',
        '&:hover, &:focus-visible': { bgcolor: 'action.hover' },
      }}
    >
      <Box component="span" sx={{ color: 'text.secondary', flexShrink: 0 }}>
        {item.identifier}
      </Box>
      <Box
        component="span"
        sx={{
          flex: 1,
          minWidth: 0,
          ...oneLine,
        }}
      >
        {item.title}
      </Box>
      {item.assignees.length > 0 && (
        <AssigneeList small assignees={item.assignees} />
      )}
      {state && <StateBadge state={state} />}
    </ButtonBase>
  );
}

function AddSubItem(props: { parent: WorkItem }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [title, setTitle] = useState('');
  const creation = useCreateItem();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && !creation.isPending) {
      creation.mutate(
        { title: title.trim(), parent_id: props.parent.id },
        {
          // Keeps a title that the user typed during the request, for the next sub-item.
          onSuccess: () =>
            setTitle(current => (current === title ? '' : current)),
        },
      );
    }
  };
  return (
    <form onSubmit={add}>
      <TextField
        fullWidth
        size="small"
        margin="dense"
        label={t('drawer.addSubItem')}
        placeholder={t('drawer.addSubItemHint')}
        value={title}
        onChange={event => setTitle(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && title) {
            event.stopPropagation();
            setTitle('');
          }
        }}
        inputProps={{ maxLength: MAX_TITLE_LENGTH }}
        error={creation.isError}
        helperText={formatFailure(creation.error, t('create.failed'))}
      />
    </form>
  );
}

export function SubItems(props: {
  item: WorkItem;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, onOpen } = props;
  const scope = useWorkProject();
  const list = useWholeList(endpoints.listWorkItems, {
    params: toProjectParams(scope),
    query: { parent_id: item.id, order_by: 'number' },
  });
  return (
    <Section size="small" title={t('drawer.subItems')}>
      <QueryState query={list} loading={<LoadingState rows={1} />}>
        {({ items }) =>
          items.length > 0 ? (
            <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
              {items.map(child => (
                <li key={child.id}>
                  <ErrorBoundary resetKey={child}>
                    <SubItemRow item={child} onOpen={onOpen} />
                  </ErrorBoundary>
                </li>
              ))}
            </Box>
          ) : (
            <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
              {t('drawer.noSubItems')}
            </Box>
          )
        }
      </QueryState>
      {scope.canCreate && <AddSubItem parent={item} />}
    </Section>
  );
}
