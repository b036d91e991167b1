import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccessGivers } from '../access/AccessGivers';
import { ErrorState } from './ErrorState';
import { LoadingState } from './LoadingState';

/**
 * Renders the data of a query, or its loading, error or no-access state. Existing data stay visible
 * during a refetch.
 *
 * @public
 */
export function QueryState<T>(props: {
  query: Pick<UseQueryResult<T, Error>, 'data' | 'error'> & {
    refetch: () => unknown;
  };
  children: (data: T) => ReactNode;
  loading?: ReactNode;
  /** The scope whose admins can grant access, if the person lacks it. */
  givers?: AccessGivers;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) {
    return <>{props.children(data)}</>;
  }
  if (error) {
    return (
      <ErrorState
        error={error}
        onRetry={() => refetch()}
        givers={props.givers}
      />
    );
  }
  return <>{props.loading ?? <LoadingState />}</>;
}
