import { Link } from '@backstage/core-components';
import {
  useRouteRef,
  useRouteRefParams,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  ExactPath,
  PageBody,
  getQueryKey,
  QueryState,
  getProblems,
  useCallboardClient,
  useIsMounted,
  useMe,
  useToast,
  type ListPage,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useQueryClient, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { WorkProjectLoader } from '../data/WorkProjectProvider';
import { drawerSkeleton, MissingItem, OpenItem } from './OpenItem';
import { myWorkRouteRef, workItemRouteRef } from '../routes';
import { callboardWorkTranslationRef } from '../translation';

/** Finds an item by its identifier, even if archived or a draft; null if the user can see none. */
function useItemByIdentifier({ slug }: OwnWorkspace, identifier: string) {
  const client = useCallboardClient();
  const endpoint = endpoints.listWorkItemsOfWorkspace;
  const normalisedIdentifier = identifier.toUpperCase();
  const params = { slug };
  const query = {
    search: normalisedIdentifier,
    order_by: 'relevance' as const,
    limit: 1,
  };
  return useQuery({
    queryKey: [...getQueryKey(endpoint, { params, query }), 'named'],
    // Returns a page, because changes of items update the page under every key of the endpoint.
    queryFn: async ({ signal }): Promise<ListPage<WorkItem>> => {
      const find = async (filter: {
        is_archived?: 'true';
        is_draft?: 'true';
      }) => {
        const { items } = await client.call(endpoint, {
          params,
          query: { ...query, ...filter },
          signal,
        });
        return items.find(item => item.identifier === normalisedIdentifier);
      };
      const item =
        (await find({})) ??
        (await find({ is_archived: 'true' })) ??
        (await find({ is_draft: 'true' }));
      return { items: item ? [item] : [], next_cursor: null };
    },
    select: ({ items }) => items[0] ?? null,
  });
}

function NoItem() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const getMyWorkHref = useRouteRef(myWorkRouteRef);
  return (
    <MissingItem
      action={
        getMyWorkHref && <Link to={getMyWorkHref()}>{t('mine.title')}</Link>
      }
    />
  );
}

function ItemInProject(props: {
  workspace: OwnWorkspace;
  projectId: string;
  id: string;
}) {
  const { workspace, projectId, id } = props;
  const client = useCallboardClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isMounted = useIsMounted();
  const notify = useToast();
  const getMyWorkHref = useRouteRef(myWorkRouteRef);
  const getItemHref = useRouteRef(workItemRouteRef);
  const openItem = async (otherId: string | undefined) => {
    if (!otherId) {
      navigate(getMyWorkHref?.() ?? '/');
      return;
    }
    const input = {
      params: { slug: workspace.slug, pid: projectId, id: otherId },
    };
    try {
      const { identifier } = await queries.fetchQuery({
        queryKey: getQueryKey(endpoints.getWorkItem, input),
        queryFn: () => client.call(endpoints.getWorkItem, input),
      });
      if (getItemHref && isMounted.current) {
        navigate(getItemHref({ workspace: workspace.slug, identifier }));
      }
    } catch (error) {
      notify({ status: 'danger', title: getProblems(error).message });
    }
  };
  return (
    <WorkProjectLoader
      workspace={workspace}
      projectId={projectId}
      loading={drawerSkeleton}
      missing={<NoItem />}
    >
      <OpenItem id={id} onOpen={openItem} />
    </WorkProjectLoader>
  );
}

function ItemOfWorkspace(props: {
  workspace: OwnWorkspace;
  identifier: string;
}) {
  const { workspace, identifier } = props;
  const query = useItemByIdentifier(workspace, identifier);
  return (
    <QueryState
      query={query}
      loading={drawerSkeleton}
      accessGranters={{ workspace: workspace.slug }}
    >
      {item =>
        item ? (
          <ItemInProject
            key={item.id}
            workspace={workspace}
            projectId={item.project_id}
            id={item.id}
          />
        ) : (
          <NoItem />
        )
      }
    </QueryState>
  );
}

function ItemFromUrl() {
  const { workspace: slug, identifier } = useRouteRefParams(workItemRouteRef);
  return (
    <QueryState query={useMe()} loading={drawerSkeleton}>
      {({ workspaces }) => {
        const workspace = workspaces.find(candidate => candidate.slug === slug);
        return workspace ? (
          <ItemOfWorkspace workspace={workspace} identifier={identifier} />
        ) : (
          <NoItem />
        );
      }}
    </QueryState>
  );
}

export function WorkItemContent() {
  return (
    <PageBody>
      <ExactPath>
        <Box sx={{ maxWidth: 960 }}>
          <ItemFromUrl />
        </Box>
      </ExactPath>
    </PageBody>
  );
}
