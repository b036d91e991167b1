import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, uuid } from '@callboard/plugin-callboard-common';
import {
  CannotBeShown,
  EmptyState,
  ErrorBoundary,
  PageTitle,
  QueryState,
  getErrorStatus,
  useCallboardQuery,
  useRecordRecentVisit,
  LoadingState,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { ItemDetails } from './ItemDetails';
import type { Neighbours } from './useNeighbours';

export const drawerSkeleton = <LoadingState rows={10} />;

export function CloseButton(props: { onClose: () => void }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <Button variant="outlined" onClick={props.onClose}>
      {t('drawer.close')}
    </Button>
  );
}

export function MissingItem(props: { action: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <EmptyState title={t('drawer.missing')} action={props.action}>
      {t('drawer.missingHint')}
    </EmptyState>
  );
}

export function OpenItem(props: {
  id: string;
  /** Absent on the item's own page, which has no neighbours. */
  neighbours?: Neighbours;
  onOpen: (id: string | undefined) => void;
}) {
  const { id, onOpen } = props;
  const isWellFormedId = uuid.safeParse(id).success;
  const scope = useWorkProject();
  const query = useCallboardQuery(
    endpoints.getWorkItem,
    { params: { ...toProjectParams(scope), id } },
    { enabled: isWellFormedId },
  );
  useRecordRecentVisit('work_item', query.data?.id, scope.project.name);
  const closeButton = <CloseButton onClose={() => onOpen(undefined)} />;
  if (!isWellFormedId || getErrorStatus(query.error) === 404) {
    return <MissingItem action={closeButton} />;
  }
  return (
    <QueryState query={query} loading={drawerSkeleton}>
      {item => (
        <ErrorBoundary
          resetKey={item}
          fallback={
            <EmptyState title={<CannotBeShown />} action={closeButton} />
          }
        >
          <PageTitle subject={`${item.identifier} ${item.title}`} />
          <ItemDetails
            key={item.id}
            item={item}
            neighbours={props.neighbours}
            onOpen={onOpen}
          />
        </ErrorBoundary>
      )}
    </QueryState>
  );
}
