import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  ErrorBoundary,
  LoadingState,
  QueryState,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { AddSubItem } from './AddSubItem';
import { DrawerSection } from './DrawerSection';
import { SubItemRow } from './SubItemRow';

/** The sub-items of an item, and an input to add more. */
export function SubItems(props: {
  item: WorkItem;
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, onOpen } = props;
  const scope = useWorkProject();
  const list = useCallboardQuery(endpoints.listWorkItems, {
    params: toProjectParams(scope),
    query: { parent_id: item.id, order_by: 'number', limit: 200 },
  });
  return (
    <DrawerSection title={t('drawer.subItems')}>
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
      {scope.mayWrite && <AddSubItem parent={item} />}
    </DrawerSection>
  );
}
